import { makeModeler } from "./modeler.js";

/** Open the diagram that the page carries. */
export async function openEditor(place) {
  const config = JSON.parse(document.getElementById("editor-config").textContent);
  const modeler = makeModeler(place.querySelector("[data-canvas]"));
  await modeler.importXML(config.xml);
  modeler.get("canvas").zoom("fit-viewport");
  window.redressEditor = modeler;
}

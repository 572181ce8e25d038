import Modeler from "bpmn-js/lib/Modeler";
import MinimapModule from "diagram-js-minimap";
import vocabulary from "../../engine/catalogue/schemas/redress.moddle.json";
import { Filling } from "./filling.js";
import { Insert, Tidy } from "./placing.js";
import { Naming } from "./naming.js";
import { Ordering } from "./ordering.js";
import { Pad } from "./pad.js";
import { Palette } from "./palette.js";
import { Replacing } from "./replacing.js";

/** What Redress adds to the modeler, or puts in place of what draws more than is carried out. */
const council = {
  __init__: ["redressFilling", "redressNaming", "redressCommands"],
  bpmnDiOrdering: ["type", Ordering],
  contextPadProvider: ["type", Pad],
  paletteProvider: ["type", Palette],
  replaceMenuProvider: ["type", Replacing],
  redressFilling: ["type", Filling],
  redressNaming: ["type", Naming],
  redressCommands: ["type", Commands],
};

function Commands(commandStack) {
  commandStack.registerHandler("redress.insert", Insert);
  commandStack.registerHandler("redress.tidy", Tidy);
}
Commands.$inject = ["commandStack"];

/** A modeler that knows the attributes of a procedure and draws what Redress carries out. */
export function makeModeler(container) {
  return new Modeler({
    container,
    moddleExtensions: { redress: vocabulary },
    additionalModules: [MinimapModule, council],
    minimap: { open: false },
  });
}

/** The diagram as it is saved: written as the files that ship are, so that little differs. */
export async function writtenXml(modeler) {
  const { xml } = await modeler.saveXML({ format: true });
  return xml
    .replace(/ \/>$/gm, "/>")
    .replace(/ (cancelActivity="\w+") (attachedToRef="[^"]*")/g, " $2 $1")
    .replace(/&#39;/g, "'");
}

import Modeler from "bpmn-js/lib/Modeler";
import MinimapModule from "diagram-js-minimap";
import vocabulary from "../../engine/catalogue/schemas/redress.moddle.json";

/** A modeler that knows the attributes of a procedure. */
export function makeModeler(container) {
  return new Modeler({
    container,
    moddleExtensions: { redress: vocabulary },
    additionalModules: [MinimapModule],
  });
}

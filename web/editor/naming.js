import CommandInterceptor from "diagram-js/lib/command/CommandInterceptor";

/** Ids that the engine keeps for itself. */
const KEPT = /^(start|end|root)$/i;
const MADE = /^(Activity|Gateway|Event)_[0-9a-z]{7}$/;

/** Gives an element a readable id the first time it is named; scenarios and the history show ids. */
export class Naming extends CommandInterceptor {
  constructor(eventBus, modeling, elementRegistry) {
    super(eventBus);
    const name = ({ context }) => {
      const element = context.element.labelTarget ?? context.element;
      const object = element.businessObject;
      if (context.properties?.id || !object?.name || !MADE.test(object.id)) return;
      const id = freeId(object.name, (each) => !!elementRegistry.get(each));
      if (id) modeling.updateProperties(element, { id });
    };
    this.postExecuted(["element.updateProperties", "element.updateLabel"], name);
  }
}
Naming.$inject = ["eventBus", "modeling", "elementRegistry"];

/** “Ask the manager” → ask_the_manager, with a number when that is taken. */
export function freeId(name, taken) {
  const words = name.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, " ").trim().split(" ");
  let slug = words.slice(0, 5).join("_").slice(0, 40).replace(/_+$/, "");
  if (!slug) return "";
  if (!/^[a-z]/.test(slug) || KEPT.test(slug)) slug = `step_${slug}`;
  let id = slug;
  for (let number = 2; taken(id) || taken(`${id}_plane`); number += 1) id = `${slug}_${number}`;
  return id;
}

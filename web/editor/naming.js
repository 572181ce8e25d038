import CommandInterceptor from "diagram-js/lib/command/CommandInterceptor";

/** Ids that the engine keeps for itself. */
const KEPT = /^(start|end|root)$/i;
const MADE = /^(Activity|Gateway|Event)_[0-9a-z]{7}$/;

/**
 * Gives a new element a readable id: scenarios and the history show ids. It follows the name as long
 * as the element stays selected, and never changes again.
 */
export class Naming extends CommandInterceptor {
  constructor(eventBus, modeling, elementRegistry) {
    super(eventBus);
    const fresh = new Set();
    eventBus.on("selection.changed", ({ newSelection }) => {
      for (const each of fresh) if (!newSelection.includes(each)) fresh.delete(each);
    });
    this.postExecuted(["element.updateProperties", "element.updateLabel"], ({ context }) => {
      const element = context.element.labelTarget ?? context.element;
      const object = element.businessObject;
      if (context.properties && !("name" in context.properties)) return;
      if (!object?.name || !(MADE.test(object.id) || fresh.has(element))) return;
      const id = freeId(object.name, (each) => each !== object.id && !!elementRegistry.get(each));
      fresh.add(element);
      if (id && id !== object.id) modeling.updateProperties(element, { id });
    });
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

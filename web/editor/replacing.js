import { KINDS, kindOfElement } from "./kinds.js";

/** The kinds that an element may be turned into: those of its group. */
export function others(element) {
  const own = kindOfElement(element);
  return own?.group ? KINDS.filter((kind) => kind.group === own.group && kind !== own) : [];
}

/** Turn an element into another kind; its name and its ways stay. */
export function turnInto(element, kind, bpmnReplace) {
  const target = { type: kind.type };
  if (kind.eventDefinitionType) target.eventDefinitionType = kind.eventDefinitionType;
  if (kind.isExpanded !== undefined) target.isExpanded = kind.isExpanded;
  return bpmnReplace.replaceElement(element, target);
}

/** The menu behind the spanner. */
export class Replacing {
  constructor(popupMenu, bpmnReplace) {
    this.bpmnReplace = bpmnReplace;
    popupMenu.registerProvider("bpmn-replace", this);
  }

  getPopupMenuEntries(element) {
    return Object.fromEntries(others(element).map((kind) => [kind.id, {
      label: kind.title, className: `bpmn-icon-${kind.icon}`,
      action: () => turnInto(element, kind, this.bpmnReplace),
    }]));
  }
}
Replacing.$inject = ["popupMenu", "bpmnReplace"];

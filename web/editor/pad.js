import { kindOf, kindOfElement, makeShape } from "./kinds.js";

const QUICK = ["step", "letter", "decision", "end"];
const NEVER_AFTER = /(EndEvent|TextAnnotation)$/;

/** The buttons around what is selected. */
export class Pad {
  constructor(contextPad, autoPlace, connect, create, elementFactory, modeling, popupMenu) {
    Object.assign(this, { autoPlace, connect, create, elementFactory, modeling, popupMenu });
    contextPad.registerProvider(this);
  }

  getContextPadEntries(element) {
    const remove = { group: "edit", className: "bpmn-icon-trash", title: "Remove", action: { click: () => this.modeling.removeElements([element]) } };
    if (element.labelTarget || element.waypoints) return { remove };
    const entries = {};
    if (!NEVER_AFTER.test(element.type)) {
      for (const id of QUICK) entries[`append.${id}`] = this._append(element, kindOf(id));
      entries.note = this._append(element, { title: "Note", icon: "text-annotation", type: "bpmn:TextAnnotation" });
    }
    if (kindOfElement(element)?.group) {
      entries.replace = { group: "edit", className: "bpmn-icon-screw-wrench", title: "Turn it into something else", action: { click: (event) => this._menu(event, element) } };
    }
    const start = (event) => this.connect.start(event, element);
    if (!NEVER_AFTER.test(element.type) || element.type === "bpmn:TextAnnotation") {
      entries.connect = { group: "connect", className: "bpmn-icon-connection-multi", title: "Connect to …", action: { click: start, dragstart: start } };
    }
    return { ...entries, remove };
  }

  getMultiElementContextPadEntries(elements) {
    return { remove: { group: "edit", className: "bpmn-icon-trash", title: "Remove", action: { click: () => this.modeling.removeElements(elements.slice()) } } };
  }

  _append(source, kind) {
    const make = () => makeShape(kind, this.elementFactory);
    return {
      group: "model", className: `bpmn-icon-${kind.icon}`, title: `Add: ${kind.title}`,
      action: {
        click: () => this.autoPlace.append(source, make()),
        dragstart: (event) => this.create.start(event, make(), { source }),
      },
    };
  }

  _menu(event, element) {
    this.popupMenu.open(element, "bpmn-replace", { x: event.x, y: event.y + 12, cursor: { x: event.x, y: event.y } }, { title: "Turn it into", width: 260 });
  }
}
Pad.$inject = ["contextPad", "autoPlace", "connect", "create", "elementFactory", "modeling", "popupMenu"];

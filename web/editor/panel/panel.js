import { button, group, html, redraw, select, textBox } from "../html.js";
import { FOLLOWING, called, kindOf, kindOfElement, nameOf, wordOf } from "../kinds.js";
import { others } from "../replacing.js";
import { onlyWay } from "../sheets.js";
import { TEMPLATES, stepsOf } from "../templates.js";
import { fieldsOf } from "./fields.js";
import { wayFields, waysFields } from "./ways.js";

const NAME = '[data-key="Name"]';
const HEADING = "#editor-panel-heading";
const ENDS = ["end", "stop"];

/*
 * A panel of our own rather than bpmn-js-properties-panel: labelled HTML in the order of reading,
 * with every change of the drawing as a button, and a third of the size.
 */
export class Panel {
  constructor(place, tools) {
    Object.assign(this, tools);
    this.tools = { ...tools, pending: new Map() };
    this.place = place;
    this.wanted = {};
  }

  draw(element) {
    if (this.element !== element) this.wanted = {};
    this.element = element;
    redraw(this.place, element ? this._of(element) : this._nothing());
    const goes = this.next ? this.place.querySelector(this.next) : null;
    this.next = "";
    goes?.focus();
    if (goes?.select) goes.select();
  }

  _nothing() {
    return [
      html("h2", { id: "editor-panel-heading", class: "govuk-heading-s", tabindex: "-1" }, "Nothing is selected"),
      html("p", { class: "govuk-body-s" }, "Choose a step in the list or on the drawing to see and change what belongs to it."),
    ];
  }

  _of(element) {
    const word = wordOf(element);
    return [
      html("p", { class: "studio-kind" }, word.charAt(0).toUpperCase() + word.slice(1)),
      html("h2", { id: "editor-panel-heading", class: "govuk-heading-s", tabindex: "-1" }, element.waypoints ? `${nameOf(element.source)} → ${nameOf(element.target)}` : nameOf(element)),
      this._problems(element),
      textBox(element.type === "bpmn:TextAnnotation" ? "Text" : "Name", element.businessObject.name ?? element.businessObject.text ?? "", (text) => this.changing.name(element, text)),
      element.waypoints ? wayFields(element, this.tools) : [fieldsOf(element, this.tools), waysFields(element, this.tools)],
      this._doing(element),
    ];
  }

  _problems(element) {
    const found = this.problems.of(element.id);
    if (!found.length) return null;
    return html("ul", { class: "studio-here" }, found.map((each) => html("li", {}, `${each.reason} ${each.fix}`)));
  }

  _doing(element) {
    const opens = element.type === "bpmn:SubProcess";
    return html("section", { class: "studio-doing", "aria-label": "Change the drawing" },
      opens ? button("Open its sheet", () => this.sheets.show(element.id), { kind: "secondary" }) : null,
      this._add(element), this._connect(element), this._kind(element),
      html("div", { class: "studio-buttons" },
        /Task$|SubProcess$|CallActivity$/.test(element.type) ? button("Attach a timer", () => this.changing.timer(element)) : null,
        button(element.waypoints ? "Remove this way" : ["Remove", html("span", { class: "govuk-visually-hidden" }, ` ${called(element)}`)], () => this._remove(element), { key: "remove", kind: "warning" })));
  }

  /** The focus goes to what is selected then: a second press must not remove that, too. */
  _remove(element) {
    this.next = HEADING;
    this.changing.remove(element);
  }

  _add(element) {
    if (/EndEvent$|TextAnnotation$/.test(element.type) || element.type === "bpmn:Association") return null;
    const [after, flow] = element.waypoints ? [element.source, element] : [element, null];
    const within = !!(flow ?? onlyWay(after));
    const kinds = FOLLOWING.filter((kind) => !(within && ENDS.includes(kind.id)));
    const options = [
      ...TEMPLATES.map((each) => [`template/${each.id}`, `Usual step: ${each.title.toLowerCase()}`]),
      ...kinds.map((kind) => [kind.id, kind.title]),
    ];
    this.wanted.add = options.some(([id]) => id === this.wanted.add) ? this.wanted.add : "step";
    const add = () => {
      this.next = NAME;
      const made = this.changing.add(this._steps(this.wanted.add), after, flow);
      if (this.wanted.add.startsWith("template/")) this._begin(made);
    };
    return group(element.waypoints ? "Add a step on this way" : "Add a step after this",
      select("Kind of step", this.wanted.add, options, (id) => (this.wanted.add = id), { key: "add/kind", hidden: true }),
      button("Add", add, { key: "add/do" }));
  }

  /** A usual step comes with what it needs, one after the other: each changes procedure.yaml. */
  async _begin(made) {
    for (const each of made) await this.changing.begin(each);
  }

  _steps(wanted) {
    const template = TEMPLATES.find((each) => `template/${each.id}` === wanted);
    return template ? stepsOf(template, this.vocabulary) : [{ kind: kindOf(wanted).id }];
  }

  _connect(element) {
    if (element.waypoints) return null;
    const targets = this.changing.targets(element);
    if (!targets.length || (onlyWay(element) && !element.type.endsWith("Gateway"))) return null;
    const options = targets.map((each) => [each.id, `${nameOf(each)} (${wordOf(each)})`]);
    this.wanted.connect = options.some(([id]) => id === this.wanted.connect) ? this.wanted.connect : "";
    const connect = () => {
      const target = targets.find((each) => each.id === this.wanted.connect);
      if (target) this.changing.connect(element, target);
      else this.announce("Choose first what to connect to.");
    };
    return group("Connect to",
      select("Step that comes next", this.wanted.connect, options, (id) => (this.wanted.connect = id), { key: "connect/to", hidden: true, empty: "Choose a step…" }),
      button("Connect", connect, { key: "connect/do" }));
  }

  _kind(element) {
    const kinds = element.waypoints ? [] : others(element);
    if (!kinds.length) return null;
    const own = kindOfElement(element);
    this.wanted.kind = "";
    const turn = () => {
      const kind = kinds.find((each) => each.id === this.wanted.kind);
      if (kind) this.changing.kind(element, kind);
    };
    return html("details", { class: "studio-more" }, html("summary", { "data-key": "kind/open" }, "Turn it into something else"),
      select("It is now", own.id, [[own.id, own.title], ...kinds.map((each) => [each.id, each.title])], (id) => (this.wanted.kind = id), { key: "kind/to" }),
      button("Turn it into that", turn, { key: "kind/do" }));
  }
}

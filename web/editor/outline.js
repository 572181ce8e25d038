import { html, redraw } from "./html.js";
import { nameOf, wordOf } from "./kinds.js";
import { waysOut } from "./sheets.js";
import { MOMENTS } from "./vocabulary.js";

/** The sheet as a list, for who does not use the drawing. */
export class Outline {
  constructor(place, sheets, vocabulary, problems) {
    Object.assign(this, { place, sheets, vocabulary, problems });
  }

  draw(selected) {
    redraw(this.place,
      this._sheets(),
      html("ol", { class: "studio-outline", "aria-label": "Steps of this sheet" },
        this.sheets.inOrder().map((element) => this._item(element, selected))));
  }

  _sheets() {
    const box = html("select", { id: "editor-sheet", class: "govuk-select studio-input", "data-key": "sheet" },
      this.sheets.all().map(({ id, name, depth }) => {
        const number = this.problems.onSheet(id);
        const text = `${"  ".repeat(depth)}${name}${number ? ` (${counted(number)})` : ""}`;
        return html("option", { value: id, selected: id === this.sheets.current }, text);
      }));
    box.addEventListener("change", () => this.sheets.show(box.value));
    return html("div", { class: "studio-field" }, html("label", { for: "editor-sheet", class: "studio-label" }, "Sheet"), box);
  }

  _item(element, selected) {
    const problems = this.problems.within(element);
    const facts = [wordOf(element), this._detail(element.businessObject)].filter(Boolean).join(" · ");
    const opens = element.businessObject.$type === "bpmn:SubProcess";
    return html("li", {},
      html("div", { class: "studio-outline__row" },
        this._choice(element, selected, element.id, nameOf(element), facts, problems),
        opens && html("button", { type: "button", class: "app-link-button studio-link", "data-key": `open/${element.id}`, onclick: () => this.sheets.show(element.id) },
          "Open", html("span", { class: "govuk-visually-hidden" }, ` the sheet of ${nameOf(element)}`))),
      waysOut(element).length > 1 ? this._ways(element, selected) : null);
  }

  _ways(element, selected) {
    return html("ul", { class: "studio-outline__ways" }, waysOut(element).map((flow) =>
      html("li", {}, this._choice(flow, selected, flow.id,
        `${flow.businessObject.name || "way"} → ${nameOf(flow.target)}`, "", this.problems.of(flow.id)))));
  }

  _choice(element, selected, key, name, facts, problems) {
    return html("button", {
      type: "button", class: "studio-outline__choice", "data-key": `choose/${key}`,
      "aria-current": element === selected ? "true" : null, onclick: () => this.sheets.select(element),
    },
    html("span", { class: "studio-outline__name" }, name),
    facts ? html("span", { class: "studio-outline__facts" }, facts) : null,
    problems.length ? html("span", { class: "studio-outline__problems" }, counted(problems.length)) : null);
  }

  _detail(object) {
    const say = (kind, name) => object.get(`redress:${name}`) && this.vocabulary.title(kind, object.get(`redress:${name}`).split(" ")[0]);
    if (object.$type === "bpmn:UserTask") return say("roles", "role");
    if (object.$type === "bpmn:SendTask") return object.get("redress:letter");
    if (object.$type === "bpmn:EndEvent") return say("outcomes", "outcome");
    if (object.eventDefinitions?.length) return MOMENTS.find(([id]) => id === object.get("redress:at"))?.[1].toLowerCase();
    return "";
  }
}

export const counted = (number) => (number === 1 ? "1 problem" : `${number} problems`);

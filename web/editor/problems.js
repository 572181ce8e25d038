import { html } from "./html.js";
import { nameOf } from "./kinds.js";
import { counted } from "./outline.js";

/** What the check says: a list that leads to each place, and a number on each element. */
export class Problems {
  constructor(places, modeler, sheets, file) {
    Object.assign(this, { places, modeler, sheets, file, found: [], state: "" });
    this.registry = modeler.get("elementRegistry");
    this.overlays = modeler.get("overlays");
  }

  of(id) {
    return this.found.filter((each) => each.file === this.file && each.element === id);
  }

  /** Those of an element and, of a sub-process, all inside it. */
  within(element) {
    const ids = new Set(idsWithin(element.businessObject));
    return this.found.filter((each) => each.file === this.file && ids.has(each.element));
  }

  /** How many stand on one sheet itself. */
  onSheet(id) {
    const children = this.sheets.plane(id)?.children ?? [];
    return children.reduce((sum, each) => sum + this.of(each.id).length, this.of(id).length);
  }

  take(found) {
    const before = this.found.length;
    this.found = found;
    this.draw();
    return { before, now: found.length };
  }

  draw() {
    this._mark();
    const serious = this.found.filter((each) => each.serious);
    const advice = this.found.filter((each) => !each.serious);
    this.places.heading.textContent = this.found.length
      ? `${serious.length ? counted(serious.length) : "Nothing stops publication"}${advice.length ? `, ${advice.length} to consider` : ""}`
      : "No problems";
    this.places.list.replaceChildren(...[...serious, ...advice].map((each) => this._item(each)));
  }

  /** Numbers on the drawing; the outline says the same in words. */
  _mark() {
    this.overlays.remove({ type: "redress-problems" });
    for (const element of this.registry.getAll()) {
      if (!element.parent || element.labelTarget) continue;
      const mine = element.waypoints ? this.of(element.id) : this.within(element);
      if (!mine.length) continue;
      const serious = mine.some((each) => each.serious);
      const mark = html("span", { class: `studio-mark${serious ? "" : " studio-mark--advice"}`, "aria-hidden": "true", title: mine[0].reason }, String(mine.length));
      const position = element.waypoints ? { top: 0, left: 0 } : { top: -12, right: 12 };
      this.overlays.add(element.id, "redress-problems", { position, html: mark, show: { minZoom: 0.3 } });
    }
  }

  _item(problem) {
    const element = problem.file === this.file && this.registry.get(problem.element);
    const place = element
      ? html("button", { type: "button", class: "app-link-button studio-link", "data-key": `problem/${problem.element}/${problem.rule}`, onclick: () => this._go(element) }, nameOf(element))
      : problem.url ? html("a", { class: "govuk-link", href: problem.url }, problem.place) : html("strong", {}, problem.place);
    return html("li", { class: `studio-problem${problem.serious ? "" : " studio-problem--advice"}` },
      html("p", { class: "studio-problem__where" }, place, problem.serious ? null : html("span", { class: "studio-problem__tag" }, " to consider")),
      html("p", { class: "studio-problem__reason" }, `${problem.reason} ${problem.fix}`),
      html("p", { class: "studio-problem__rule" }, `Rule: ${problem.rule}`));
  }

  _go(element) {
    this.sheets.select(element);
    document.getElementById("editor-panel-heading")?.focus();
  }
}

function* idsWithin(object) {
  yield object.id;
  for (const each of object.flowElements ?? []) yield* idsWithin(each);
}

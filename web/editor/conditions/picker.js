import { button, freshId, group, html, select, textBox } from "../html.js";
import { readCondition } from "./reading.js";
import { inWords } from "./words.js";
import { complete, writeCondition } from "./writing.js";

const JOINS = [["all", "all of these"], ["any", "any of these"], ["none", "none of these"], ["not_all", "not all of these"]];
const LIST = [["one_of", "is one of"], ["none_of", "is none of"]];
const SAME = [["is", "is"], ["is_not", "is not"]];
const SIZE = [["more", "is more than"], ["at_least", "is at least"], ["less", "is less than"], ["at_most", "is at most"]];
const GIVEN = [["yes", "is given"], ["no", "is not given"]];
const TESTS = {
  bool: [["yes", "is yes"], ["no", "is no"]],
  choice: [...SAME, ...LIST],
  number: [...SAME, ...SIZE],
  text: [["filled", "is filled in"], ["empty", "is empty"], ...SAME],
};

/** Rows that make a condition of declared variables and their values; nothing is typed freely. */
export class Picker {
  /** `change` gets the new condition; `key` tells pickers apart, `legend` says what it is for. */
  constructor({ text, vocabulary, key, pending, change, legend = "Taken when" }) {
    Object.assign(this, { vocabulary, key, pending, change, legend });
    const kept = pending.get(key);
    this.tree = kept && writeCondition(kept) === text ? kept : readCondition(text);
    this.text = text;
  }

  draw() {
    if (!this.tree) return this._unshown();
    const words = this.text ? html("p", { class: "studio-words" }, sentence(inWords(readCondition(this.text), this.vocabulary))) : null;
    return [words, this._group(this.tree, [])];
  }

  _unshown() {
    return [
      html("p", { class: "studio-words" }, "This condition was written by hand: ", html("code", {}, this.text)),
      button("Replace it", () => this._set({ join: "all", items: [{}] }), { key: `${this.key}/replace` }),
    ];
  }

  _set(tree) {
    this.pending.set(this.key, tree);
    this.tree = tree;
    this.change(writeCondition(tree));
  }

  _put(path, item) {
    const put = (group, [first, ...rest]) => {
      const items = [...group.items];
      if (rest.length) items[first] = put(items[first], rest);
      else if (item === null) items.splice(first, 1);
      else items[first] = item;
      return { ...group, items };
    };
    this._set(path.length ? put(this.tree, path) : item);
  }

  _group(group_, path) {
    const key = `${this.key}/${path.join(".")}`;
    const add = (item) => this._put(path, { ...group_, items: [...group_.items, item] });
    const rows = group_.items.map((item, place) => {
      const at = [...path, place];
      return "join" in item ? this._group(item, at) : this._row(item, at);
    });
    const several = group_.items.length > 1 || group_.join !== "all";
    return group(path.length ? "Together" : this.legend,
      several ? select(path.length ? "These hold together" : this.legend, group_.join, JOINS, (join) => this._put(path, { ...group_, join }), { key: `${key}/join`, hidden: true }) : null,
      html("div", { class: "studio-rows" }, rows),
      html("div", { class: "studio-buttons" },
        button(group_.items.length ? "Add a test" : "Choose when", () => add({}), { key: `${key}/add` }),
        group_.items.length && path.length < 2 ? button("Add tests that belong together", () => add({ join: "any", items: [{}] }), { key: `${key}/nest`, kind: "link" }) : null,
        path.length ? button("Remove these", () => this._put(path, null), { key: `${key}/gone`, kind: "link" }) : null));
  }

  _row(item, path) {
    const key = `${this.key}/${path.join(".")}`;
    const known = this.vocabulary.variable(item.variable);
    const choose = (variable) => {
      const type = this.vocabulary.variable(variable)?.type;
      this._put(path, { variable, is: type === "bool" || !(type in TESTS) ? "yes" : type === "text" ? "is_not" : "is", ...(type === "text" && { value: "" }) });
    };
    return html("div", { class: "studio-row", role: "group", "aria-label": `Test ${path.map((place) => place + 1).join(".")}` },
      select("What is asked", item.variable ?? "", this.vocabulary.options("variables"), choose, { key: `${key}/variable`, hidden: true, empty: "Choose what is asked…" }),
      item.variable ? this._test(item, known, path, key) : null,
      item.variable ? this._value(item, known, path, key) : null,
      complete(item) || !item.variable ? null : html("p", { class: "studio-missing" }, "Choose an answer: until then this test is left out."),
      button("Remove this test", () => this._put(path, null), { key: `${key}/remove`, kind: "link" }));
  }

  _test(item, known, path, key) {
    const tests = TESTS[known?.type] ?? [...GIVEN, ...SAME];
    const more = known?.type === "bool" ? [] : known?.type === "text" ? [] : GIVEN;
    const all = ["yes", "no"].includes(item.is) && known?.type !== "bool" ? [...tests, ...more.filter(([id]) => !tests.some(([each]) => each === id))] : tests;
    const shown = item.value === "" && known?.type === "text" ? (item.is === "is" ? "empty" : "filled") : item.is;
    const change = (is) => {
      if (is === "filled" || is === "empty") return this._put(path, { variable: item.variable, is: is === "empty" ? "is" : "is_not", value: "" });
      const listed = is === "one_of" || is === "none_of";
      const was = item.value === "" ? undefined : item.value;
      const value = listed ? [].concat(was ?? []) : Array.isArray(was) ? was[0] : was;
      return this._put(path, { variable: item.variable, is, ...(is !== "yes" && is !== "no" && { value }) });
    };
    return select("How it is compared", shown, all, change, { key: `${key}/is`, hidden: true });
  }

  _value(item, known, path, key) {
    if (item.is === "yes" || item.is === "no" || (item.value === "" && known?.type === "text")) return null;
    const put = (value) => this._put(path, { ...item, value });
    const of = (known?.of ?? []).map((each) => [each.id, each.title]);
    if (item.is === "one_of" || item.is === "none_of") return this._several(item, of, put, key);
    if (of.length) return select("Answer", plainValue(item.value), of, put, { key: `${key}/value`, hidden: true, empty: "Choose an answer…" });
    if (known?.type === "number") return this._number(item, put, key);
    return textBox("Answer", plainValue(item.value), put, { key: `${key}/value`, hidden: true });
  }

  _several(item, of, put, key) {
    const ticked = new Set(item.value);
    const boxes = of.map(([value, text]) => {
      const id = freshId();
      const box = html("input", { id, type: "checkbox", class: "govuk-checkboxes__input", "data-key": `${key}/${value}` });
      box.checked = ticked.has(value);
      box.addEventListener("change", () => {
        if (box.checked) ticked.add(value);
        else ticked.delete(value);
        put(of.map(([each]) => each).filter((each) => ticked.has(each)));
      });
      return html("div", { class: "govuk-checkboxes__item" }, box, html("label", { for: id, class: "govuk-label govuk-checkboxes__label" }, text));
    });
    return html("div", { class: "govuk-checkboxes govuk-checkboxes--small studio-ticks" }, boxes);
  }

  _number(item, put, key) {
    const others = this.vocabulary.given.variables.filter((each) => each.type === "number" && each.id !== item.variable);
    const other = item.value?.variable;
    const pick = select("Compared with", other ?? "", others.map((each) => [each.id, each.title]), (id) => put(id ? { variable: id } : undefined), { key: `${key}/other`, hidden: true, empty: "this number:" });
    const typed = (text) => put(text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text));
    return [pick, other ? null : textBox("Number", plainValue(item.value), typed, { key: `${key}/value`, hidden: true, mode: "decimal" })];
  }
}

const plainValue = (value) => (value === undefined || value === null || typeof value === "object" ? "" : String(value));
const sentence = (text) => `When ${text}.`;

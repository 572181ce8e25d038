import { button, html, select, textBox } from "../html.js";
import { Picker } from "../conditions/picker.js";
import { written } from "../conditions/writing.js";

const COUNTED = /^(\w+) ([+-]) (\d+)$/;

/** “a = b; c = d” as rows of { variable, text }; a value may hold a semicolon in quotes. */
export function readSettings(text) {
  const parts = (text ?? "").match(/(?:'[^']*'|"[^"]*"|[^;'"])+/g) ?? [];
  return parts.map((part) => {
    const [, variable = "", value = part.trim()] = part.match(/^\s*([A-Za-z]\w*)\s*=(?!=)\s*(.*?)\s*$/s) ?? [];
    return { variable, text: value };
  }).filter((row) => row.variable || row.text);
}

export const writeSettings = (rows) => rows.filter((row) => row.variable && row.text).map((row) => `${row.variable} = ${row.text}`).join("; ");

/** What a setting step sets: one row for each variable. */
export function settingFields(element, tools) {
  const { object, set, pending, again } = tools;
  const text = object.get("redress:set") ?? "";
  const kept = pending.get(`set/${object.id}`);
  const rows = kept && writeSettings(kept) === text ? kept : readSettings(text);
  const put = (place, row) => {
    const now = rows.map((each, at) => (at === place ? row : each)).filter(Boolean);
    if (place === rows.length) now.push(row);
    pending.set(`set/${object.id}`, now);
    if (writeSettings(now) === text) again();
    else set({ set: writeSettings(now) });
  };
  return html("fieldset", { class: "govuk-fieldset studio-group" }, html("legend", { class: "studio-legend" }, "What is set"),
    rows.map((row, place) => settingRow(row, (value) => put(place, value), `set/${object.id}/${place}`, tools)),
    button("Set another value", () => put(rows.length, { variable: "", text: "" }), { key: "set/add" }));
}

function settingRow(row, put, key, { vocabulary, pending }) {
  const settable = vocabulary.given.variables.filter((each) => each.origin === "set").map((each) => [each.id, each.title]);
  const known = vocabulary.variable(row.variable);
  return html("div", { class: "studio-row", role: "group", "aria-label": row.variable ? known?.title ?? row.variable : "A value" },
    select("What is set", row.variable, settable, (variable) => put({ variable, text: first(vocabulary.variable(variable)) }), { key: `${key}/variable`, hidden: true, empty: "Choose what is set…" }),
    row.variable ? value(row, known, put, key, vocabulary, pending) : null,
    button("Remove this", () => put(null), { key: `${key}/remove`, kind: "link" }));
}

function first(variable) {
  if (variable?.type === "bool") return "True";
  if (variable?.type === "number") return `${variable.id} + 1`;
  return written(variable?.of[0]?.id ?? "");
}

function value(row, known, put, key, vocabulary, pending) {
  const to = (text) => put({ ...row, text });
  if (known?.type === "bool") return yesOrNo(row, to, key, vocabulary, pending);
  if (known?.type === "number") return number(row, known, to, key);
  const plain = row.text.replace(/^['"]|['"]$/g, "");
  if (known?.of.length) return select("Becomes", plain, known.of.map((each) => [each.id, each.title]), (each) => to(written(each)), { key: `${key}/value`, hidden: true });
  return textBox("Becomes", plain, (text) => to(written(text)), { key: `${key}/value`, hidden: true });
}

function yesOrNo(row, to, key, vocabulary, pending) {
  const plain = row.text === "True" || row.text === "False";
  const how = plain ? row.text : "when";
  const begin = (id) => (id === "when" ? to("False or False") : to(id));
  return [
    select("Becomes", how, [["True", "yes"], ["False", "no"], ["when", "yes when…"]], begin, { key: `${key}/how`, hidden: true }),
    how === "when" ? new Picker({ text: row.text === "False or False" ? "" : row.text, vocabulary, key: `${key}/when`, legend: "Yes when", pending, change: (text) => to(text || "False or False") }).draw() : null,
  ];
}

function number(row, known, to, key) {
  const counted = row.text.match(COUNTED);
  const how = counted ? `${counted[2]}` : "is";
  return [
    select("Becomes", how, [["+", "more, by"], ["-", "less, by"], ["is", "the number"]], (id) => to(id === "is" ? counted?.[3] ?? "0" : `${known.id} ${id} ${counted?.[3] ?? "1"}`), { key: `${key}/how`, hidden: true }),
    textBox("Number", counted ? counted[3] : row.text, (text) => {
      if (/^\d+$/.test(text.trim())) to(counted ? `${known.id} ${how} ${text.trim()}` : text.trim());
    }, { key: `${key}/value`, hidden: true, mode: "numeric" }),
  ];
}

import { button, html, select, textBox, ticks } from "../html.js";
import { MOMENTS } from "../vocabulary.js";
import { settingFields } from "./settings.js";

const NONE = "Not said yet";

/** What belongs to an element of this kind, as fields. */
export function fieldsOf(element, tools) {
  const make = FIELDS[element.type.replace("bpmn:", "")];
  return make ? make(element, { ...tools, object: element.businessObject, set: (given) => tools.changing.set(element, given) }) : [];
}

const said = (object, name) => object.get(`redress:${name}`) ?? "";

const FIELDS = {
  UserTask: (element, at) => [form(element, at), roles(at), clock(at, "Date it is about", "As for the part it stands in"), records(at)],
  SendTask: (element, at) => [letter(element, at), recipients(at), records(at)],
  ScriptTask: (element, at) => [settingFields(element, at), records(at)],
  SubProcess: (element, at) => [stage(at), clock(at, "Date it is about", "None of its own"), records(at)],
  CallActivity: (element, at) => [called(at), records(at)],
  StartEvent: (element, at) => [records(at)],
  EndEvent: (element, at) => [outcome(at), records(at)],
  IntermediateThrowEvent: (element, at) => [records(at)],
  IntermediateCatchEvent: (element, at) => [clock(at, "Date to wait for", NONE), moment(at), records(at)],
  BoundaryEvent: (element, at) => [clock(at, "Date to wait for", NONE), moment(at), goesOn(at), records(at)],
};

function form(element, { object, vocabulary, set, links, changing }) {
  const id = said(object, "form");
  return [
    select("Form", id, vocabulary.options("forms"), (value) => set({ form: value }), { empty: NONE, hint: "What whoever does it fills in." }),
    links.forms ? html("p", { class: "studio-beside" },
      id && links.form ? html("a", { class: "govuk-link", href: links.form.replace("FORM", encodeURIComponent(id)) }, "Change this form") : null,
      " ", html("a", { class: "govuk-link", href: links.forms }, "All forms")) : null,
    id ? null : button("Begin a form for this step", () => changing.begin(element), { key: "form/begin" }),
  ];
}

/* The others are kept while somebody goes through the list of roles with the arrow keys. */
function roles({ object, vocabulary, set, pending }) {
  const [lead = "", ...others] = said(object, "role").split(/[\s,]+/).filter(Boolean);
  const kept = pending.get(object);
  const { first, rest } = kept && written(kept) === said(object, "role") ? kept : { first: lead, rest: others };
  const put = (now, more) => {
    pending.set(object, { first: now, rest: more });
    set({ role: written({ first: now, rest: more }) });
  };
  const options = vocabulary.options("roles");
  const more = options.filter(([id]) => id !== first);
  return [
    select("Role", first, options, (value) => put(value, rest), { empty: NONE, hint: "Whose queue it is in." }),
    first ? html("details", { class: "studio-more", open: rest.length > 0 },
      html("summary", { "data-key": "role/open" }, rest.length ? `Others who may do it: ${rest.length}` : "Others who may do it"),
      ticks("Roles that may do it, too", rest, more, (values) => put(first, values), { key: "roles" })) : null,
  ];
}

const written = ({ first, rest }) => (first ? [first, ...rest.filter((each) => each !== first)].join(" ") : "");

function clock({ object, vocabulary, set, links }, label, none) {
  return [
    select(label, said(object, "clock"), vocabulary.options("clocks"), (value) => set({ clock: value }), { key: "clock", empty: none }),
    links.clocks ? html("p", { class: "studio-beside" }, html("a", { class: "govuk-link", href: said(object, "clock") && links.clock ? links.clock.replace("CLOCK", encodeURIComponent(said(object, "clock"))) : links.clocks }, "How long it is")) : null,
  ];
}

const moment = ({ object, set }) => select("Moment", said(object, "at"), MOMENTS, (value) => set({ at: value }), { empty: NONE });

function goesOn({ object, changing, modeler }) {
  const interrupts = object.cancelActivity !== false;
  const shape = modeler.get("elementRegistry").get(object.id);
  return select("What becomes of the step", interrupts ? "ends" : "goes_on", [["goes_on", "It goes on beside"], ["ends", "It ends"]],
    (value) => changing.set(shape, { cancelActivity: value === "ends" }));
}

function letter(element, { object, vocabulary, set, links, changing }) {
  const code = said(object, "letter");
  const options = vocabulary.options("letters").map(([id, title]) => [id, `${id}: ${title}`]);
  return [
    select("Letter", code, options, (value) => set({ letter: value, to: narrowedTo(vocabulary.letter(value), object) }), { empty: NONE }),
    links.letters ? html("p", { class: "studio-beside" },
      code && links.letter ? html("a", { class: "govuk-link", href: links.letter.replace("CODE", encodeURIComponent(code)) }, "Read or change this letter") : null,
      " ", html("a", { class: "govuk-link", href: links.letters }, "All letters")) : null,
    code ? null : button("Begin a letter for this step", () => changing.begin(element), { key: "letter/begin" }),
  ];
}

/** Who of the recipients so far the other letter goes to as well. */
function narrowedTo(known, object) {
  const all = known?.to.map((each) => each.id) ?? [];
  const left = said(object, "to").split(/[\s,]+/).filter((each) => all.includes(each));
  return left.length === all.length ? "" : left.join(" ");
}

function recipients({ object, vocabulary, set }) {
  const known = vocabulary.letter(said(object, "letter"));
  if (!known?.to.length) return null;
  const all = known.to.map((each) => each.id);
  const narrowed = said(object, "to").split(/[\s,]+/).filter(Boolean);
  return ticks("Who gets it", narrowed.length ? narrowed : all, known.to.map((each) => [each.id, each.title]),
    (values) => set({ to: !values.length || values.length === all.length ? "" : values.join(" ") }),
    { key: "to", hint: known.to.length > 1 ? "The letter's list. Untick who does not get it at this step." : null });
}

const stage = ({ object, vocabulary, set }) => textBox("Stage", said(object, "stage"), (text) => set({ stage: text.trim() }), { list: vocabulary.used("stages"), hint: "Only if reports count this part as a stage, such as “stage 1”." });

const outcome = ({ object, vocabulary, set }) => select("Outcome", said(object, "outcome"), vocabulary.options("outcomes"), (value) => set({ outcome: value }), { empty: "None: something goes on around it", hint: "How the case has ended." });

const records = ({ object, vocabulary, set }) => textBox("What is recorded", said(object, "records"), (text) => set({ records: slug(text) }), { list: vocabulary.used("records"), hint: "A fact from which dates may count, such as advice_asked. Mostly empty." });

function called({ object, vocabulary, changing, modeler }) {
  const shape = modeler.get("elementRegistry").get(object.id);
  return select("Called diagram", object.calledElement ?? "", vocabulary.options("diagrams"), (value) => changing.set(shape, { calledElement: value }), { empty: NONE });
}

/** A name for the record: small letters, digits and underscores. */
export const slug = (text) => text.trim().toLowerCase().replace(/[^a-z0-9_]+/g, "_").replace(/^_+|_+$/g, "");

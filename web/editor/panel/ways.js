import { button, freshId, group, html } from "../html.js";
import { isDecision, nameOf } from "../kinds.js";
import { Picker } from "../conditions/picker.js";
import { readCondition } from "../conditions/reading.js";
import { inWords } from "../conditions/words.js";
import { waysOut } from "../sheets.js";

const conditionOf = (flow) => (flow.businessObject.conditionExpression?.body ?? "").trim();

/** What comes next, with when each way is taken. */
export function waysFields(element, tools) {
  const ways = waysOut(element);
  if (!ways.length) return null;
  return group("What comes next", html("ul", { class: "studio-ways" }, ways.map((flow) => html("li", {},
    button(`${flow.businessObject.name ? `${flow.businessObject.name} → ` : ""}${nameOf(flow.target)}`, () => tools.sheets.select(flow), { key: `way/${flow.id}`, kind: "link" }),
    isDecision(element) ? html("span", { class: "studio-ways__when" }, when(flow, element, tools.vocabulary)) : null))),
  isDecision(element) && ways.length > 1 ? usual(element, ways, tools) : null);
}

function when(flow, gateway, vocabulary) {
  const text = conditionOf(flow);
  if (flow.businessObject === gateway.businessObject.default) return "when nothing else holds";
  if (!text) return "no condition yet";
  const tree = readCondition(text);
  return tree ? `when ${inWords(tree, vocabulary)}` : `when ${text}`;
}

function usual(gateway, ways, { changing }) {
  const name = freshId();
  const chosen = gateway.businessObject.default;
  return html("fieldset", { class: "govuk-fieldset studio-group" }, html("legend", { class: "studio-legend" }, "Way when nothing else holds"),
    html("div", { class: "govuk-radios govuk-radios--small studio-ticks" }, ways.map((flow) => {
      const id = freshId();
      const box = html("input", { id, name, type: "radio", class: "govuk-radios__input", "data-key": `usual/${flow.id}` });
      box.checked = flow.businessObject === chosen;
      box.addEventListener("change", () => changing.usual(gateway, flow));
      return html("div", { class: "govuk-radios__item" }, box, html("label", { for: id, class: "govuk-label govuk-radios__label" }, flow.businessObject.name || nameOf(flow.target)));
    })));
}

/** One way: the condition under which a decision takes it. */
export function wayFields(flow, tools) {
  const { vocabulary, changing, pending } = tools;
  if (flow.type !== "bpmn:SequenceFlow" || !isDecision(flow.source)) return null;
  if (flow.businessObject === flow.source.businessObject.default) {
    return [
      html("p", { class: "studio-words" }, "This way is taken when nothing else holds."),
      button("Give it a condition instead", () => changing.usual(flow.source, null), { key: "usual/none", kind: "link" }),
    ];
  }
  const picker = new Picker({
    text: conditionOf(flow), vocabulary, key: `when/${flow.id}`, pending,
    change: (text) => (text === conditionOf(flow) ? tools.again() : changing.condition(flow, text)),
  });
  return [
    picker.draw(),
    button("Take it when nothing else holds", () => changing.usual(flow.source, flow), { key: "usual/this", kind: "link" }),
  ];
}

/* Small pieces of HTML. */

/** An element: html("p", { class: "x", onclick: f }, "text", child). */
export function html(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value") made.value = value;
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Put new children in place of the old, and keep the cursor where it was. */
export function redraw(place, ...children) {
  const active = place.contains(document.activeElement) ? document.activeElement : null;
  const key = active?.dataset.key;
  const caret = active?.tagName === "INPUT" && active.type === "text" ? [active.selectionStart, active.selectionEnd] : null;
  place.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (!key) return;
  const again = [...place.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
  if (!again) return;
  again.focus({ preventScroll: true });
  if (caret && again.setSelectionRange) again.setSelectionRange(...caret);
}

let number = 0;
export const freshId = () => `editor-${(number += 1)}`;

/** A button. `key` lets the focus find it again. */
export function button(text, onclick, { key = text, kind = "secondary", ...more } = {}) {
  const look = kind === "link" ? "app-link-button studio-link" : `govuk-button govuk-button--${kind} studio-button`;
  return html("button", { type: "button", class: look, "data-key": key, onclick, ...more }, text);
}

/** A labelled choice of one. `options`: [value, text] pairs. */
export function select(label, value, options, onchange, { key = label, hint, hidden, empty } = {}) {
  const id = freshId();
  const all = empty === undefined ? options : [["", empty], ...options];
  const known = all.some(([each]) => each === value);
  const shown = known || value === undefined ? all : [...all, [value, `${value} (not declared)`]];
  const box = html("select", { id, class: "govuk-select studio-input", "data-key": key, "aria-describedby": hint ? `${id}-hint` : null },
    shown.map(([each, text]) => html("option", { value: each, selected: each === value }, text)));
  box.addEventListener("change", () => onchange(box.value));
  return html("div", { class: "studio-field" }, labelled(id, label, hidden), hint ? html("div", { id: `${id}-hint`, class: "govuk-hint studio-hint" }, hint) : null, box);
}

/** A labelled line of text; told while somebody writes, at the latest when they leave it. */
export function textBox(label, value, onchange, { key = label, hint, list, hidden, mode } = {}) {
  const id = freshId();
  const listId = list ? `${id}-list` : null;
  const box = html("input", { id, type: "text", class: "govuk-input studio-input", "data-key": key, list: listId, inputmode: mode, autocomplete: "off", spellcheck: list || mode ? "false" : "true", "aria-describedby": hint ? `${id}-hint` : null });
  box.value = value;
  let told = value;
  let waiting;
  const tell = () => {
    clearTimeout(waiting);
    if (box.value !== told) onchange((told = box.value));
  };
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, 600);
  });
  box.addEventListener("change", tell);
  return html("div", { class: "studio-field" }, labelled(id, label, hidden),
    hint ? html("div", { id: `${id}-hint`, class: "govuk-hint studio-hint" }, hint) : null, box,
    list ? html("datalist", { id: listId }, list.map((each) => html("option", { value: each }))) : null);
}

const labelled = (id, label, hidden) => html("label", { for: id, class: hidden ? "govuk-visually-hidden" : "studio-label" }, label);

/** Boxes to tick. `options`: [value, text] pairs. */
export function ticks(legend, values, options, onchange, { key = legend, hint } = {}) {
  const ticked = new Set(values);
  const boxes = options.map(([value, text]) => {
    const id = freshId();
    const box = html("input", { id, type: "checkbox", class: "govuk-checkboxes__input", "data-key": `${key}/${value}` });
    box.checked = ticked.has(value);
    box.addEventListener("change", () => {
      if (box.checked) ticked.add(value);
      else ticked.delete(value);
      onchange(options.map(([each]) => each).filter((each) => ticked.has(each)));
    });
    return html("div", { class: "govuk-checkboxes__item" }, box, html("label", { for: id, class: "govuk-label govuk-checkboxes__label" }, text));
  });
  return group(legend, hint ? html("div", { class: "govuk-hint studio-hint" }, hint) : null,
    html("div", { class: "govuk-checkboxes govuk-checkboxes--small studio-ticks" }, boxes));
}

/** Fields that belong together, under a legend. */
export function group(legend, ...children) {
  return html("fieldset", { class: "govuk-fieldset studio-group" }, html("legend", { class: "studio-legend" }, legend), children);
}

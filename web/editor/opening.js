import { Changing } from "./changing.js";
import { html } from "./html.js";
import { makeModeler, writtenXml } from "./modeler.js";
import { Outline } from "./outline.js";
import { Panel } from "./panel/panel.js";
import { Problems } from "./problems.js";
import { Saving, sent } from "./saving.js";
import { Sheets } from "./sheets.js";
import { Vocabulary } from "./vocabulary.js";

const part = (name) => document.getElementById(`editor-${name}`);

/** Open the diagram that the page carries. */
export async function openEditor(place) {
  const config = JSON.parse(part("config").textContent);
  const modeler = makeModeler(part("canvas"));
  try {
    await modeler.importXML(config.xml);
  } catch {
    part("said").replaceChildren(html("p", { class: "govuk-error-message" }, "This file cannot be drawn. What is wrong with it stands below."));
  }
  const sheets = new Sheets(modeler);
  const announce = (text) => (part("live").textContent = text);
  const vocabulary = new Vocabulary(config.vocabulary);
  const problems = new Problems({ heading: part("problems-heading"), list: part("problems") }, modeler, sheets, config.file);
  const declare = async (kind, title) => {
    const answer = await sent(config.declare, config, { kind, title });
    vocabulary.given = answer.vocabulary;
    return answer.id;
  };
  const changing = new Changing(modeler, sheets, announce, declare);
  const outline = new Outline(part("outline"), sheets, vocabulary, problems);
  const panel = new Panel(part("panel"), {
    modeler, sheets, announce, vocabulary, problems, changing, links: config.links, again: () => draw(),
  });
  const draw = () => {
    const [selected, ...more] = modeler.get("selection").get();
    const element = more.length ? null : selected?.labelTarget ?? selected ?? null;
    outline.draw(element);
    panel.draw(element);
  };
  const saving = new Saving(part("state"), modeler, config, hearing({ problems, vocabulary, draw, announce }));
  listen(modeler, draw);
  buttons({ modeler, sheets, changing, config, announce });
  document.addEventListener("visibilitychange", () => document.hidden || saving.check());
  sheets.fit();
  problems.take([]);
  draw();
  begin({ config, modeler, sheets, saving });
  place.dataset.ready = "true";
  window.redress = { modeler, saving, written: () => writtenXml(modeler) };
}

/** The check's answers, as the page shows them. */
function hearing({ problems, vocabulary, draw, announce }) {
  const state = part("checked");
  return {
    checking: () => (state.textContent = "Checking…"),
    unchecked: (why) => (state.textContent = `Not checked: ${why}`),
    checked: (answer) => {
      vocabulary.given = answer.vocabulary;
      const { before, now } = problems.take(answer.problems);
      state.textContent = "";
      if (before !== now) announce(now === 1 ? "The check tells 1 problem." : `The check tells ${now} problems.`);
      draw();
    },
    split: (answer) => {
      part("said").replaceChildren(html("div", { class: "govuk-warning-text studio-split", role: "alert" },
        html("strong", {}, "Somebody else changed this diagram while you worked. "),
        "Nothing of theirs was overwritten: what you drew is in a second draft, and this page goes on saving there. ",
        html("a", { class: "govuk-link", href: answer.page }, "Open the second draft")));
    },
  };
}

function listen(modeler, draw) {
  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(draw);
  };
  modeler.on(["selection.changed", "commandStack.changed", "root.set", "import.done"], soon);
}

/** The buttons above the drawing. */
function buttons({ modeler, sheets, changing, config, announce }) {
  const stack = modeler.get("commandStack");
  const zoom = modeler.get("zoomScroll");
  const press = (name, action) => part(name).addEventListener("click", action);
  const undo = () => stack.canUndo() && (stack.undo(), announce("Undone."));
  const redo = () => stack.canRedo() && (stack.redo(), announce("Done again."));
  press("undo", undo);
  press("redo", redo);
  press("closer", () => zoom.stepZoom(1));
  press("farther", () => zoom.stepZoom(-1));
  press("whole", () => sheets.whole());
  press("tidy", () => tidy({ modeler, sheets, changing, config, announce }));
  const state = () => {
    part("undo").setAttribute("aria-disabled", String(!stack.canUndo()));
    part("redo").setAttribute("aria-disabled", String(!stack.canRedo()));
  };
  modeler.on("commandStack.changed", state);
  state();
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.target.matches("input[type=text], textarea, [contenteditable]")) return;
    if (event.target.closest?.(".djs-container")) return; // the drawing has keys of its own
    if (event.key === "z" && !event.shiftKey) undo();
    else if (event.key === "y" || (event.key === "Z" && event.shiftKey)) redo();
    else return;
    event.preventDefault();
  });
}

async function tidy({ modeler, sheets, changing, config, announce }) {
  announce("Drawing the sheet afresh…");
  try {
    const xml = await writtenXml(modeler);
    changing.tidy(await sent(config.tidy, config, { xml, sheet: sheets.current }));
  } catch (error) {
    announce(`The sheet stays as it is: ${error.message}`);
  }
}

/** Where a link led: to an element, or to the sheet of a problem; and the first check. */
function begin({ config, modeler, sheets, saving }) {
  const wanted = decodeURIComponent(window.location.hash.slice(1));
  const element = wanted && modeler.get("elementRegistry").get(wanted);
  if (element) sheets.select(element);
  saving.check();
}

// The letter's page: the preview follows what is typed, and names are put where the cursor stands.
const desk = document.querySelector("[data-letter-desk]");
const form = document.getElementById("letter-form");
const WAIT = 400;

if (desk && form) {
  const live = document.getElementById("letter-live");
  let area = form.querySelector("textarea");
  let timer = 0;
  let asked = null;

  async function show() {
    if (asked) asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(desk.dataset.preview, { method: "POST", body: new FormData(form), signal: asked.signal });
      if (!answer.ok) return;
      replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch (error) {
      if (error.name !== "AbortError") live.textContent = "The preview could not be fetched.";
    }
  }

  function replace(page) {
    const opened = new Set([...document.querySelectorAll("#letter-standing details[open] summary")].map((each) => each.textContent));
    for (const id of ["letter-preview", "letter-standing"]) {
      const fresh = page.getElementById(id);
      const old = document.getElementById(id);
      if (!fresh || !old) continue;
      const top = old.scrollTop;
      old.replaceChildren(...fresh.childNodes);
      old.scrollTop = top;
      offer(old);
    }
    for (const each of document.querySelectorAll("#letter-standing details")) {
      each.open = opened.has(each.querySelector("summary").textContent);
    }
    const wrong = document.querySelectorAll("#letter-standing .app-problem, #letter-standing .app-points__point--missing").length;
    const said = wrong ? `Preview changed. ${wrong} problem${wrong > 1 ? "s" : ""}.` : "Preview changed. It can be sent.";
    if (live.textContent !== said) live.textContent = said;
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(show, WAIT);
  }

  function insert(text) {
    if (!area) return;
    area.focus();
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function offer(place) {
    for (const code of place.querySelectorAll("code[data-snippet]")) {
      if (code.nextElementSibling?.classList.contains("app-snippet__put")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "app-link-button app-snippet__put";
      button.textContent = "Insert";
      button.setAttribute("aria-label", `Insert ${code.textContent}`);
      button.addEventListener("click", () => insert(code.textContent));
      code.after(button);
    }
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  for (const select of document.querySelectorAll('select[form="letter-form"]')) select.addEventListener("change", show);
  form.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLTextAreaElement) area = event.target;
  });
  offer(document);
}

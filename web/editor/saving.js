import { html } from "./html.js";
import { writtenXml } from "./modeler.js";

const REST = 1000; // after the last change
const AGAIN = 5000;

/** Keeps the draft as one works, and asks for the check after each time. */
export class Saving {
  constructor(place, modeler, config, told) {
    Object.assign(this, { place, modeler, config, told, changes: 0, kept: 0, busy: false, timer: 0, problem: "" });
    modeler.on("commandStack.changed", () => this._changed());
    window.addEventListener("beforeunload", (event) => {
      if (this.changes !== this.kept) event.preventDefault();
    });
    this._say(config.said);
  }

  _changed() {
    this.changes += 1;
    this._say("Not saved yet");
    this._wait(REST);
  }

  _wait(time) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), time);
  }

  async keep() {
    clearTimeout(this.timer);
    if (this.busy) return;
    const now = this.changes;
    this.busy = true;
    this._say("Saving…");
    try {
      const answer = await this._send(await writtenXml(this.modeler));
      this.kept = now;
      this._saved(answer);
    } catch (error) {
      this._failed(error);
    } finally {
      this.busy = false;
    }
    if (!this.problem && this.changes !== now) this._wait(REST);
    else if (!this.problem) this.check();
  }

  async _send(xml) {
    const { save, seen } = this.config;
    const put = () => sent(save, this.config, { xml, seen }, "PUT");
    try {
      return await put();
    } catch (error) {
      if (error.status !== 400) throw error;
      await this._fresh(); // signed in again since: the page's token is of the session before
      return put();
    }
  }

  async _fresh() {
    const { token } = await answered(fetch(this.config.check, { credentials: "same-origin" }));
    this.config.token = token;
  }

  _saved(answer) {
    this.problem = "";
    Object.assign(this.config, { seen: answer.seen });
    if (answer.split) {
      Object.assign(this.config, { save: answer.save, check: answer.check, tidy: answer.tidy, declare: answer.declare });
      this.told.split(answer);
    }
    this._say(`Saved ${answer.at}`);
  }

  _failed(error) {
    this.problem = error.message;
    const again = html("button", { type: "button", class: "app-link-button studio-link", onclick: () => this.keep() }, "Save now");
    this._say(`Not saved: ${error.message} What you changed is kept in this page. `, again);
    this._wait(AGAIN);
  }

  /** Ask what the check says; an answer that was overtaken is thrown away. */
  async check() {
    const now = this.kept;
    this.told.checking();
    try {
      const answer = await answered(fetch(this.config.check, { credentials: "same-origin" }));
      if (now === this.kept) this.told.checked(answer);
    } catch (error) {
      this.told.unchecked(error.message);
    }
  }

  _say(...said) {
    if (this.saidLast === said[0]) return;
    this.saidLast = said[0];
    this.place.replaceChildren(...said);
  }
}

/** Send data with the page's token, and get the answer as data. */
export const sent = (address, config, data, method = "POST") => answered(fetch(address, {
  method, credentials: "same-origin",
  headers: { "Content-Type": "application/json", "X-CSRFToken": config.token },
  body: JSON.stringify(data),
}));

/** The answer as data. Throws an Error with a sentence. */
export async function answered(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Error("The council's server cannot be reached.");
  }
  const data = (response.headers.get("Content-Type") ?? "").includes("json") ? await response.json() : null;
  if (response.ok && data && !response.redirected) return data;
  if (response.redirected || response.status === 401) throw new Error("You are signed out. Sign in again in another window.");
  throw Object.assign(new Error(data?.said ?? "The server could not keep it."), { status: response.status });
}

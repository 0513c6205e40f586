// A line back to a story: checked for private data here, and sent by the hub's own ways. The words of a mail are those
// that hooks/storyhub/letterbox/request_lines.py reads.
import { addressAt, mailTo } from "../tell/addresses.js";
import { save } from "../tell/download.js";
import { privateData } from "../tell/private.js";

export default function start(details) {
  if (details.open) new Line(details); // somebody was faster than this module
  else details.addEventListener("toggle", () => new Line(details), { once: true });
}

class Line {
  constructor(details) {
    this.story = details.dataset.story;
    this.form = details.querySelector("form");
    this.note = details.querySelector("[data-say]");
    this.all = [...details.querySelectorAll("[data-way]")];
    this.#open(details);
  }

  async #open(details) {
    const answer = await fetch(details.dataset.data);
    if (!answer.ok) return; // the mail link stays
    this.data = await answer.json();
    details.querySelector("[data-plain]")?.remove();
    this.form.hidden = false;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", () => this.#offer());
    for (const way of this.all) way.addEventListener("click", () => this.#use(way.dataset.way));
    this.#offer();
  }

  #value = (name) => (this.form.elements[name]?.value ?? "").replace(/\s+/g, " ").trim();

  #offer() {
    const [line, by, to] = [this.#value("line"), this.#value("by"), this.#value("to") || this.story];
    const words = `${by}\n${line}`;
    const secrets = privateData(words, this.data.private);
    const today = new Date();
    const day = new Date(today - today.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
    this.text = `Line: ${to}\nName: ${by}\n\n${line}\n`;
    this.held = secrets.length > 0 || !line || !by;
    this.name = `${day.slice(0, 4)}-${this.story.split("/")[1].slice(0, 50)}-${(this.id ??= mark())}`;
    const yaml = [["to", to], ["by", by], ["line", line]].map(([key, text]) => `${key}: ${JSON.stringify(text)}\n`).join("");
    this.file = { path: `replies/${this.name}.yml`, text: `${yaml}date: ${day}\n`, title: `${this.note.dataset.title}: ${this.story}` };
    const { private: warning, empty } = this.note.dataset;
    this.note.textContent = secrets.length ? warning.replace("…", secrets.join(", ")) : line && !by ? empty : "";
    for (const way of this.all) this.#allow(way);
  }

  #allow(way) {
    if (way.dataset.way === "share") way.hidden = !navigator.share;
    if (way.nodeName === "BUTTON") {
      way.disabled = this.held;
      return;
    }
    way.toggleAttribute("aria-disabled", this.held);
    if (this.held) way.removeAttribute("href");
    else if (way.dataset.way === "mail") way.href = mailTo(this.data.mail, { title: this.file.title, text: this.text, pictures: [] }, "").address;
    else way.href = addressAt(this.data.host, this.file).address;
  }

  async #use(way) {
    if (this.held) return;
    if (way === "download") save(new Blob([this.text], { type: "text/plain" }), `${this.name}.txt`);
    if (way === "copy" || way === "host") {
      await navigator.clipboard?.writeText(way === "host" ? this.file.text : this.text).catch(() => {});
      this.note.textContent = this.note.dataset.copied;
    }
    if (way === "share") await navigator.share({ title: this.file.title, text: this.text }).catch(() => {});
  }
}

const mark = () => [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(36)).join("");

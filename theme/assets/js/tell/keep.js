// The receipt on the page: made here, to be printed, saved or photographed. The code itself is sent to nobody.
import { save } from "./download.js";
import { hashed, newCode, readCode } from "./receipt.js";
import { filled } from "./words.js";

export class Receipt {
  field = "";

  constructor(form, say, where) {
    this.box = form.querySelector("[data-receipt]");
    this.input = form.elements.kept_code;
    this.say = say;
    this.where = where;
    this.shown = this.box.querySelector("[data-code]");
    this.box.querySelector("[data-print]").addEventListener("click", () => print());
    this.box.querySelector("[data-save]").addEventListener("click", () => this.#save());
  }

  // Takes the code that the draft had, or makes one. Only an address with https can keep a secret: without it there is none.
  async make() {
    if (!globalThis.crypto?.subtle) return;
    const code = readCode(this.input.value) || newCode();
    this.field = await hashed(code);
    this.input.value = code;
    this.shown.textContent = code;
    this.box.hidden = false;
    // What draws it weighs as much as the rest of the form: it comes once the receipt is looked at.
    this.seen?.disconnect();
    this.seen = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && this.#draw(), { rootMargin: "200px" });
    this.seen.observe(this.box);
  }

  show({ title }) {
    this.title = title;
    this.box.querySelector("[data-receipt-title]").textContent = title;
  }

  async #draw() {
    this.seen.disconnect();
    const { square } = await import("./square.js");
    const place = this.box.querySelector("[data-qr]");
    place.replaceChildren(square(this.input.value, place.dataset.label));
  }

  #save() {
    const words = { title: this.title, code: this.input.value, address: this.where };
    const lines = this.say.text("receipt-file").split("|").map((line) => `${filled(line, words)}\r\n`);
    save(new Blob(lines, { type: "text/plain" }), this.say.text("receipt-name"));
  }
}

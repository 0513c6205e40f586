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
    this.box.querySelector("[data-qr]").replaceChildren(await this.#square());
  }

  async #square() {
    const { square } = await import("./square.js");
    return square(this.input.value, this.box.querySelector("[data-qr]").dataset.label);
  }

  // A page of one file, which a phone opens with nothing else: the words, and the square if what draws it can be had.
  async #save() {
    const words = { title: this.title, code: this.input.value, address: this.where };
    const page = document.implementation.createHTMLDocument(this.title);
    page.documentElement.lang = document.documentElement.lang;
    for (const line of this.say.text("receipt-file").split("|").filter(Boolean)) {
      page.body.append(Object.assign(page.createElement("p"), { textContent: filled(line, words) }));
    }
    const image = await this.#square().catch(() => undefined);
    image?.setAttribute("width", "240");
    page.body.append(image ?? "");
    const start = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">';
    save(new Blob([start, page.documentElement.outerHTML], { type: "text/html" }), this.say.text("receipt-name"));
  }
}

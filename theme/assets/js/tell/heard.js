// Suggests values by the words of the story. The words come to the draft; the draft goes nowhere.
import { Scorer } from "./scorer.js";

const FEW = 12; // words from which on there is something to hear

export class Heard {
  constructor(form, address) {
    this.form = form;
    this.box = form.querySelector("[data-heard]");
    this.list = form.querySelector("[data-heard-list]");
    this.template = form.querySelector("template[data-heard-one]")?.content.firstElementChild;
    this.address = address;
  }

  async show(story) {
    if (!this.box) return;
    const text = [story.title, story.why, story.body].join(" ");
    if (!this.scorer && text.split(/\s+/).length < FEW) return;
    this.scorer ??= fetch(this.address).then(async (response) => new Scorer(await response.json()));
    const turn = (this.turn = Symbol("turn"));
    const scorer = await this.scorer.catch(() => null); // without the words it is silent
    if (!scorer || turn !== this.turn) return;
    const chosen = story.values.map(([key]) => key);
    const found = scorer.suggest(story).filter(({ value }) => !chosen.includes(value) && this.#box(value));
    const items = found.map((one) => this.#item(one));
    if (this.list.textContent !== items.map(({ textContent }) => textContent).join("")) this.list.replaceChildren(...items);
    this.box.hidden = !items.length;
  }

  #box(value) {
    return this.form.querySelector(`[name=values][value="${value}"]`);
  }

  #item({ value, because }) {
    const item = this.template.cloneNode(true);
    const box = this.#box(value);
    const button = item.querySelector("button");
    item.dataset.value = value;
    button.textContent = box.labels[0].querySelector("[data-name]").textContent;
    item.querySelector("[data-because]").textContent = because.join(", ");
    button.addEventListener("click", () => {
      box.checked = true;
      box.focus();
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return item;
  }
}

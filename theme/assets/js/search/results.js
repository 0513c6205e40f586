// Shows what was found, some at a time, and says so.
import { Item } from "./item.js";
import { Nothing } from "./nothing.js";

export class Results {
  #shown = 0;
  #found = { count: 0 };
  #turn = 0;

  constructor(element, names, base, size = 10) {
    Object.assign(this, { element, size });
    this.list = element.querySelector("[data-list]");
    this.status = element.querySelector("[data-status]");
    this.more = element.querySelector("[data-more]");
    this.nothing = new Nothing(element.querySelector("[data-nothing]"), names, base);
    this.texts = element.querySelector("template[data-texts]").content;
    this.locale = element.lang || document.documentElement.lang;
    const template = element.querySelector("template[data-result]").content.firstElementChild;
    this.item = new Item(template, names, base, this.locale);
    this.more.addEventListener("click", () => this.#showMore());
  }

  async show(found) {
    this.#found = found;
    const items = await this.#items(0);
    if (!items) return;
    this.list.replaceChildren(...items);
    this.#shown = items.length;
    const also = found.also.length ? ` ${this.#text("also")} ${found.also.join(", ")}.` : "";
    const note = (found.complete ? "" : ` ${this.#text("some")}`) + also;
    this.say(found.count ? this.#count(found.count) + note : this.#text("none"));
    this.more.hidden = this.#shown >= found.count;
    await this.nothing.show(found, () => found === this.#found);
  }

  tell(name) {
    this.#turn++;
    this.#found = { count: 0 };
    this.list.replaceChildren();
    this.more.hidden = true;
    this.nothing.hide();
    this.say(this.#text(name));
  }

  wait() {
    this.element.setAttribute("aria-busy", "true");
  }

  say(text) {
    this.status.textContent = text;
    this.element.removeAttribute("aria-busy");
  }

  async #showMore() {
    const items = await this.#items(this.#shown);
    if (!items) return;
    this.list.append(...items);
    this.#shown += items.length;
    this.more.hidden = this.#shown >= this.#found.count;
    items[0]?.querySelector("a").focus();
  }

  // Null when another search was begun in the meantime.
  async #items(start) {
    const turn = ++this.#turn;
    const stories = await this.#found.stories(start, start + this.size);
    return turn === this.#turn ? stories.map((story) => this.item.of(story)) : null;
  }

  #text(name) {
    return this.texts.querySelector(`[data-text="${name}"]`).textContent;
  }

  // The template has the sentence for several numbers; the one with the same plural as this number serves.
  #count(number) {
    const rules = new Intl.PluralRules(this.locale);
    const samples = [...this.texts.querySelectorAll("[data-count]")];
    const fits = ({ dataset }) => rules.select(Number(dataset.count)) === rules.select(number);
    const sample = samples.find(fits) ?? samples.at(-1);
    return sample.textContent.replace(sample.dataset.count, new Intl.NumberFormat(this.locale).format(number));
  }
}

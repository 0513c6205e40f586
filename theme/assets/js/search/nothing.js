// What to read instead when nothing is found: the stories whose titles are nearest, and the values whose own words were typed.
import { says } from "./words.js";

export class Nothing {
  constructor(element, names, base) {
    Object.assign(this, { element, names, base });
    this.near = element.querySelector("[data-near]");
    this.fitting = element.querySelector("[data-fitting]");
  }

  hide() {
    this.element.hidden = true;
  }

  // `isLast` says whether nobody has asked for something else in the meantime.
  async show(found, isLast) {
    if (found.count) return this.hide();
    const stories = await found.near().catch(() => []);
    if (!isLast()) return;
    const values = [...this.names.said].filter(([, said]) => says(found.typed, said)).map(([key]) => key);
    this.#fill(this.near, stories.map(({ url, meta, language }) => this.#link(url.replace(/^\//, ""), meta.title, language)));
    this.#fill(this.fitting, values.map((key) => this.#link(`${this.fitting.dataset.values}${key}/`, this.names.value.get(key) ?? key)));
    this.element.hidden = false;
  }

  #fill(part, links) {
    const items = links.map((link) => {
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    part.querySelector("ul").replaceChildren(...items);
    part.hidden = !items.length;
  }

  #link(url, text, language) {
    const link = document.createElement("a");
    link.href = new URL(url, this.base);
    link.textContent = text;
    if (language && language !== document.documentElement.lang) link.lang = language;
    return link;
  }
}

// Shows how the story will look. What was typed becomes nodes and text, never markup: nothing of it can run.
import { longDates } from "../dates.js";
import { blocks } from "./markdown.js";
import { face } from "./pictures.js";

export class Preview {
  constructor(form, language, pictures) {
    const part = (name) => form.querySelector(`[data-preview-${name}]`);
    this.page = form.querySelector("[data-preview]");
    this.parts = Object.fromEntries(["title", "why", "author", "department", "date", "picture", "body", "byline", "empty"].map((name) => [name, part(name)]));
    this.departments = form.elements.department;
    this.language = language;
    this.pictures = pictures;
    this.dates = longDates(language);
  }

  show(story) {
    const { parts } = this;
    for (const name of ["title", "why", "author"]) parts[name].textContent = story[name];
    parts.department.textContent = story.department && this.departments.selectedOptions[0].text;
    parts.date.textContent = this.#day(new Date(story.date));
    const [main, ...others] = this.pictures.all;
    parts.picture.replaceChildren(...(main ? [face(main.canvas, "tell-page-picture", main.alt)] : []));
    const below = others.filter(({ name }) => !story.body.includes(`](${name})`));
    parts.body.replaceChildren(...blocks(story.body, (name, alt) => this.#picture(name, alt)), ...below.map(({ canvas, alt }) => face(canvas, "tell-page-picture", alt)));
    parts.byline.hidden = !story.author;
    parts.empty.hidden = !!(story.title || story.body || story.why);
    this.page.lang = story.language || this.language;
    this.page.dir = "auto";
  }

  #day(date) {
    return Number.isNaN(date.getTime()) ? "" : this.dates(date);
  }

  #picture(name, alt) {
    const found = this.pictures.all.find((picture) => picture.name === name);
    if (found) return face(found.canvas, "tell-page-picture", alt);
    const words = document.createElement("em");
    words.textContent = alt;
    return words;
  }
}

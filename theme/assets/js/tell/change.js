// A change of a story that is there, at ?change=<year>/<name>: shown as it is, and sent with its teller's code.
import { fileOf } from "./file.js";
import { readCode } from "./receipt.js";

const ID = /^\d{4}\/[^/\\]+$/u;
const REQUESTS = { "": "Change", withdraw: "Withdraw", settled: "Settled", reopen: "Open again" };
const LISTS = ["values", "tension", "with"];

// Gives the change that the page's address asks for; null when it asks for none, or the story is not there.
export async function changeOf(element, form, base) {
  const id = new URLSearchParams(location.search).get("change");
  if (!id) return null;
  // Anything else could be the address of another host.
  const at = ID.test(id) && !id.includes("..") && new URL(`${id.split("/").map(encodeURIComponent).join("/")}/`, base);
  const found = at && (await sourceOf(id, base));
  if (!found) {
    element.querySelector("[data-no-change]").hidden = false;
    return null;
  }
  return new Change(form, id, at, found);
}

// What the story's file says; it is with those of its year whose names begin alike (hooks/storyhub/pages/story_source.py).
async function sourceOf(id, base) {
  const [year, name] = id.split("/");
  const response = await fetch(new URL(`tell/stories/${year}-${/^[a-z0-9]/u.test(name) ? name[0] : "_"}.json`, base));
  return response.ok && (await response.json())[id];
}

class Change {
  constructor(form, id, address, { fields, body, item }) {
    Object.assign(this, { form, id, fields, body });
    this.#offer(form.elements.department, fields.department);
    const link = form.querySelector("[data-change-link]");
    link.href = address;
    link.textContent = fields.title;
    for (const one of form.querySelectorAll("[data-change]")) one.hidden = false;
    for (const one of form.querySelectorAll("[data-new-only]")) one.hidden = true;
    form.querySelector("[data-item]").hidden = !item;
    form.querySelector("[data-item-closed]").hidden = item !== "closed";
  }

  // A department that is no longer offered stays the story's own.
  #offer(select, value) {
    if (![...select.options].some((one) => one.value === value)) select.add(new Option(value, value));
  }

  // The number of the story's last picture that this page named: others must not take its place.
  get pictures() {
    const named = JSON.stringify(this.fields) + this.body;
    return Math.max(0, ...[...named.matchAll(/picture-(\d+)\./g)].map(([, number]) => Number(number)));
  }

  // The story as the form takes it.
  entries(blank, language) {
    const { photo, values = {}, ...plain } = this.fields;
    const given = { language, ...plain, credit: photo?.credit ?? "", body: this.body, values: Object.keys(values) };
    given.tension = Object.keys(values).filter((key) => values[key] === "in tension");
    const single = Object.entries(given).filter(([name, value]) => !LISTS.includes(name) && typeof value === "string");
    const listed = LISTS.flatMap((name) => (given[name] ?? []).map((value) => [name, value]));
    const left = blank.filter(([name]) => name === "asks" || name === "about" || !(name in given || LISTS.includes(name)));
    return [...single, ...listed, ...left];
  }

  // What is asked other than a change of the story itself; empty when it is that.
  get besides() {
    const { value } = this.form.elements.asks;
    return value === "change" ? "" : value;
  }

  get isAboutItem() {
    return ["settled", "reopen"].includes(this.besides);
  }

  // A code that was typed and is none.
  get isSlip() {
    const { value } = this.form.elements.code;
    return !!value.trim() && !readCode(value);
  }

  // What is sent: the lines that hooks/storyhub/letterbox/request_lines.py reads, above the story as it should be.
  fileOf(story, data) {
    const code = readCode(this.form.elements.code.value);
    const words = this.isAboutItem ? this.form.elements.about.value.trim() : "";
    const lines = [`${REQUESTS[this.besides]}: ${this.id}`, ...(code ? [`Receipt: ${code}`] : []), "", ...(words ? [words, ""] : [])].join("\n");
    const sent = { path: `${this.id}.txt`, title: lines.split("\n")[0], isStory: !this.besides };
    if (this.besides) return { ...sent, fields: "", text: lines, pictures: [] };
    const file = fileOf(this.#whole(story), data, this.id);
    return { ...file, ...sent, text: `${lines}\n${file.text}` };
  }
  // With all that the form does not ask, or no longer offers.
  #whole(story) {
    const { photo, consent, values = {}, with: others = [] } = this.fields;
    const offered = (name, key) => this.form.querySelector(`[name="${name}"][value="${CSS.escape(key)}"]`);
    const asked = Object.entries(story).filter(([name, value]) => value !== "" || this.form.elements[name]);
    const past = Object.entries(values).filter(([key]) => !offered("values", key));
    const whole = { ...this.fields, ...Object.fromEntries(asked), photo, consent: story.consent || consent, isThere: true };
    return { ...whole, values: [...story.values, ...past], with: [...story.with, ...others.filter((key) => !offered("with", key))] };
  }
}

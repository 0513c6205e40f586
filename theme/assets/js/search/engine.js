// The index as a whole: one worker for each language that there are stories in.

const FRESH = 10 * 60 * 1000; // a page that stays open all day looks again whether there are new stories

export class LoggedOut extends Error {}

class Language {
  #asked = new Map();
  #count = 0;
  #worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });

  constructor(code, facts, root) {
    this.code = code;
    this.stories = facts.stories;
    this.common = new Set(facts.common);
    this.#worker.addEventListener("message", ({ data: { id, result, error } }) => {
      const { resolve, reject } = this.#asked.get(id);
      this.#asked.delete(id);
      if (error) reject(new Error(error));
      else resolve(result);
    });
    this.#worker.addEventListener("error", () => this.#fail());
    const script = new URL("pagefind.js", root).href;
    this.ready = this.ask("start", { script, folder: new URL(`${code}/`, root).pathname, tag: facts.tag });
    this.ready.catch(() => {}); // the first search says so
  }

  ask(task, given) {
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#worker.postMessage({ id, task, ...given });
    });
  }

  #fail() {
    for (const { reject } of this.#asked.values()) reject(new Error("the search worker did not start"));
    this.#asked.clear();
  }

  close() {
    this.#worker.terminate();
  }
}

export class Engine {
  #root;
  #languages = new Map();
  #opened;
  #at = 0;
  #text = "";

  constructor(root) {
    this.#root = root;
  }

  // Fetch the list of what there is; the languages themselves start when they are first searched, or warmed up.
  open() {
    if (!this.#opened || Date.now() - this.#at > FRESH) {
      this.#at = Date.now();
      this.#opened = this.#open();
      this.#opened.catch(() => (this.#opened = undefined));
    }
    return this.#opened;
  }

  async #open() {
    const response = await fetch(new URL("manifest.json", this.#root), { cache: "no-cache" });
    if (!response.ok) throw new Error(`no list of stories: ${response.status}`);
    const text = await response.text();
    // A login that expired answers with a page of its own.
    if (!text.startsWith("{")) throw new LoggedOut("a page instead of the list of stories");
    if (text !== this.#text) {
      for (const language of this.#languages.values()) language.close();
      this.#languages.clear();
      this.#text = text;
    }
    return JSON.parse(text);
  }

  // The languages with these codes, all of them when none are named.
  async languages(codes = []) {
    const { pagefind, languages } = await this.open();
    const root = new URL(pagefind, this.#root);
    return Object.entries(languages)
      .filter(([code]) => !codes.length || codes.includes(code))
      .map(([code, facts]) => {
        if (!this.#languages.has(code)) this.#languages.set(code, new Language(code, facts, root));
        return this.#languages.get(code);
      });
  }
}

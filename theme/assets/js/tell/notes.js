// Shows advice: under the field it is about once somebody has been there, and all of it above the ways to send a story.

export class Notes {
  #seen = new Set();
  #issues = [];
  #told = new Map();

  constructor(form, say) {
    this.form = form;
    this.say = say;
    this.state = form.querySelector("[data-state]");
    this.list = form.querySelector("[data-issues]");
    form.addEventListener("focusout", ({ target }) => {
      this.#seen.add(noteOf(form, target));
      this.#showNotes();
    });
  }

  show(issues) {
    this.#issues = issues.map((issue) => ({ ...issue, text: this.#text(issue) }));
    this.#showNotes();
    const errors = issues.filter(({ level }) => level === "error");
    const state = errors.length ? "stopped" : issues.length ? "tips" : "ready";
    setText(this.state, this.say.text(state));
    const shown = this.#issues.filter(({ level }) => !errors.length || level === "error");
    const items = shown.map((issue) => this.#item(issue));
    // Whoever is about to press one of them must not find it gone.
    if (this.list.textContent !== textOf(items)) this.list.replaceChildren(...items);
  }

  // Something about a field that is not advice on what it holds.
  tell(field, text) {
    this.#told.set(field, text);
    this.#showNotes();
  }

  #text({ rule, words = {} }) {
    return this.say.text(rule, words.what ? { what: this.say.secret(words.what) } : words);
  }

  #showNotes() {
    for (const note of this.form.querySelectorAll("[data-note]")) {
      const field = note.dataset.note;
      const about = this.#issues.filter((issue) => issue.field === field && (this.#seen.has(note) || issue.rule === "private-data"));
      note.classList.toggle("is-error", about.some(({ level }) => level === "error"));
      setText(note, [this.#told.get(field), ...about.map(({ text }) => text)].filter(Boolean).join(" "));
      const input = document.getElementById(`tell-${field}`);
      if (about.some(({ level }) => level === "error")) input?.setAttribute("aria-invalid", "true");
      else input?.removeAttribute("aria-invalid");
    }
  }

  #item({ field, level, text }) {
    const item = document.createElement("li");
    item.className = level === "error" ? "tell-issue is-error" : "tell-issue";
    const way = document.createElement("a");
    const input = this.#inputOf(field);
    way.href = `#${input.id}`;
    way.textContent = this.#nameOf(input);
    way.addEventListener("click", (event) => {
      event.preventDefault();
      const folded = input.closest("details");
      if (folded) folded.open = true;
      input.focus();
    });
    item.append(way, ` ${text}`);
    return item;
  }

  #inputOf(field) {
    return document.getElementById(`tell-${field}`) ?? this.form.querySelector(`[name="${field}"]`) ?? this.form.elements[0];
  }

  #nameOf(input) {
    const label = input.closest("fieldset")?.querySelector("legend") ?? input.labels[0];
    return label.firstChild.textContent.trim();
  }
}

const noteOf = (form, input) => {
  const ids = input.getAttribute("aria-describedby")?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id)).find((found) => found?.dataset.note);
};

const textOf = (items) => items.map(({ textContent }) => textContent).join("");

// A live region speaks whenever it is written to: only what is new is worth hearing.
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

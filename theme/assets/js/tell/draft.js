// Keeps what was typed in this browser, until it is to be forgotten. Pictures are too large for it.
import { entriesOf, typedOf, writeForm } from "./form.js";

export class Draft {
  constructor(name) {
    this.name = name;
  }

  keep(form, pictures) {
    const entries = entriesOf(form);
    if (typedOf(entries) === this.empty) return this.forget();
    try {
      localStorage.setItem(this.name, JSON.stringify({ entries, pictures }));
    } catch {
      // storage is refused or full: the story is on the page all the same
    }
  }

  // Fills the form with the draft, and gives it; nothing when there is none. `blank` is the form before anybody typed.
  restore(form, blank) {
    this.blank = blank;
    this.empty = typedOf(blank);
    try {
      const kept = JSON.parse(localStorage.getItem(this.name));
      if (kept) writeForm(form, kept.entries);
      return kept;
    } catch {
      return null; // storage is refused, or holds something else
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.name);
    } catch {
      // nothing was kept
    }
  }

  useButtons(form, { fill, pictures, say, receipt }) {
    const [forget, remember] = ["forget", "remember"].map((name) => form.querySelector(`[data-${name}]`));
    const done = form.querySelector("[data-done]");
    let entries = [];
    let kept = [];
    forget.addEventListener("click", async () => {
      [entries, kept] = [entriesOf(form), pictures.all];
      this.forget();
      pictures.replace([]);
      writeForm(form, this.blank);
      await receipt.make();
      fill(entriesOf(form));
      done.textContent = say.text("forgotten");
      remember.hidden = false;
    });
    remember.addEventListener("click", async () => {
      pictures.replace(kept);
      writeForm(form, entries);
      await receipt.make();
      fill(entries);
      this.keep(form, kept.length);
      done.textContent = "";
      remember.hidden = true;
      forget.focus();
    });
  }
}

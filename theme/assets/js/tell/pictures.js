// The pictures that go with a story: made smaller here, so that neither their size nor their metadata is sent.
import { reduced } from "./picture.js";

export class Pictures {
  #count = 0;

  constructor(form, data, say, notes, changed) {
    this.all = [];
    this.widest = data.widest;
    this.say = say;
    this.notes = notes;
    this.changed = changed;
    this.list = form.querySelector("[data-pictures]");
    this.template = form.querySelector("template[data-picture]").content.firstElementChild;
    this.input = form.querySelector("[type=file]");
    this.input.addEventListener("change", () => this.take());
  }

  // The pictures that are chosen and not taken yet.
  take() {
    if (this.input.files.length) this.#add([...this.input.files]);
  }

  // Pictures of the story that are there already keep their names.
  startAfter(number) {
    this.#count = number;
  }

  replace(pictures) {
    this.all = pictures;
    this.list.replaceChildren(...pictures.map(({ item }) => item));
    this.changed();
  }

  async #add(files) {
    this.input.value = ""; // the same file may be chosen again
    const unread = [];
    for (const file of files) {
      try {
        const picture = await reduced(file, this.widest);
        const name = `picture-${++this.#count}.${picture.ending}`;
        this.all.push({ ...picture, name, alt: "", item: this.#item(name, picture.canvas) });
      } catch {
        const kind = /\.hei[cf]$/i.test(file.name) ? "heic" : "not-a-picture";
        unread.push(this.say.text(kind, { name: file.name }));
      }
    }
    this.notes.tell("photo", unread.join(" "));
    this.replace(this.all);
  }

  #item(name, canvas) {
    const item = this.template.cloneNode(true);
    const [text, button, note] = ["textarea", "button", ".ask-note"].map((part) => item.querySelector(part));
    item.querySelector("canvas").replaceWith(face(canvas, "tell-picture-face"));
    note.id = `note-${name}`;
    text.id = `alt-${name}`;
    text.setAttribute("aria-describedby", note.id);
    button.querySelector(".unseen").textContent = ` (${name})`;
    text.addEventListener("input", () => {
      this.all.find((picture) => picture.name === name).alt = text.value;
    });
    button.addEventListener("click", () => {
      this.replace(this.all.filter((picture) => picture.name !== name));
      this.input.focus();
    });
    return item;
  }
}

// A copy of a picture, as a canvas shows it: no address has to be made for it.
export function face(canvas, name, alt = "") {
  const copy = document.createElement("canvas");
  [copy.width, copy.height, copy.className] = [canvas.width, canvas.height, name];
  copy.getContext("2d").drawImage(canvas, 0, 0);
  if (alt) {
    copy.setAttribute("role", "img");
    copy.setAttribute("aria-label", alt);
  } else copy.setAttribute("aria-hidden", "true");
  return copy;
}

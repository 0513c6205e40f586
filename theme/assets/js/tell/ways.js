// The ways to send a story, in the hub's own order: shared, mailed, opened at the code host, downloaded or copied.
import { addressAt, mailTo } from "./addresses.js";
import { download, downloadName } from "./download.js";
import { canShare, share } from "./share.js";

export class Ways {
  #shares = canShare();

  constructor(form, data, say) {
    this.data = data;
    this.say = say;
    this.part = (name) => form.querySelector(`[data-${name}]`);
    this.all = [...form.querySelectorAll("[data-way]")];
    this.boxes = [...form.querySelectorAll("[data-way-box]")];
    this.longOnly = form.querySelectorAll("[data-not-whole]");
    for (const way of this.all) way.addEventListener("click", () => this.#use(way.dataset.way));
  }

  // `held` says why nothing may be sent; with `mailOnly` the code host, which names its users, is no choice.
  offer(file, { held = "", mailOnly = false } = {}) {
    this.file = file;
    this.part("file-name").textContent = file.path;
    this.part("file").textContent = file.text;
    for (const box of this.boxes) {
      const way = box.dataset.wayBox;
      box.hidden = (way === "share" && !this.#shares) || (way === "code-host" && mailOnly);
    }
    const said = this.part("held");
    if (said.textContent !== held) said.textContent = held;
    this.#toHost(file);
    this.#toMail(file);
    for (const way of this.all) this.#allow(way, !held && !way.closest("[hidden]"));
    const first = this.boxes.find((box) => !box.hidden)?.querySelector("[data-way]:not([hidden] *)");
    for (const way of this.all) way.classList.toggle("tell-button-first", way === first);
  }

  #allow(way, allowed) {
    if (way.nodeName === "BUTTON") way.disabled = !allowed;
    else if (allowed) way.removeAttribute("aria-disabled");
    else {
      way.removeAttribute("href");
      way.setAttribute("aria-disabled", "true");
    }
  }

  #toHost(file) {
    if (!this.part("way=host")) return;
    const { address, note } = addressAt(this.data.host, file);
    this.part("way=host").href = address;
    const notes = [note, file.pictures.length && "host-pictures"].filter(Boolean);
    this.part("host-note").textContent = notes.map((name) => this.say.text(name)).join(" ");
  }

  #toMail(file) {
    if (!this.part("way=mail")) return;
    const name = downloadName(file);
    const { address, whole } = mailTo(this.data.mail, file, this.say.text("mail-file", { name }));
    this.part("way=mail").href = address;
    for (const one of this.longOnly) one.hidden = whole;
    this.part("attach").textContent = this.say.text("attach", { name });
  }

  async #use(way) {
    const done = { share: () => share(this.file), copy: () => this.#copy(), download: () => this.#download(), save: () => this.#download() };
    const said = done[way] ? await done[way]() : "opened";
    if (said === "not-shared") {
      this.#shares = false;
      this.part("way-box=share").hidden = true;
    }
    this.part("done").textContent = said && said !== "opened" ? this.say.text(said, { name: downloadName(this.file) }) : "";
    if (!["", "copied", "not-copied", "not-shared"].includes(said)) this.part("after").hidden = false;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.file.text);
      return "copied";
    } catch {
      return "not-copied";
    }
  }

  async #download() {
    await download(this.file);
    return "downloaded";
  }
}

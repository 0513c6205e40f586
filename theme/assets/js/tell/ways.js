// The ways to send a story: opened at the code host, downloaded, copied, or mailed.
import { addressAt, mailTo } from "./addresses.js";
import { zipped } from "./zip.js";

export class Ways {
  constructor(form, data, say) {
    this.data = data;
    this.say = say;
    const part = (name) => form.querySelector(name);
    this.host = part("[data-way=host]");
    this.mail = part("[data-way=mail]");
    this.hostNote = part("[data-host-note]");
    this.mailNote = part("[data-mail-note]");
    this.done = part("[data-done]");
    this.name = part("[data-file-name]");
    this.shown = part("[data-file]");
    part("[data-way=copy]").addEventListener("click", () => this.#copy());
    part("[data-way=download]").addEventListener("click", () => this.#download());
  }

  offer(file) {
    this.file = file;
    this.name.textContent = file.path;
    this.shown.textContent = file.text;
    if (this.host) {
      const { address, note } = addressAt(this.data.host, file);
      this.host.href = address;
      this.hostNote.textContent = [note, file.pictures.length && "host-pictures"].filter(Boolean).map((name) => this.say.text(name)).join(" ");
    }
    if (this.mail) {
      const { address, whole } = mailTo(this.data.mail, file, this.say.text("mail-file"));
      this.mail.href = address;
      this.mailNote.hidden = whole;
    }
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.file.text);
      this.done.textContent = this.say.text("copied");
    } catch {
      this.done.textContent = this.say.text("not-copied");
    }
  }

  async #download() {
    const { path, text, pictures } = this.file;
    const name = path.split("/").at(-1);
    const blob = pictures.length ? await zipped([{ path, blob: new Blob([text]) }, ...pictures]) : new Blob([text], { type: "text/markdown" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = pictures.length ? name.replace(/md$/, "zip") : name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    this.done.textContent = this.say.text("downloaded", { name: link.download });
  }
}

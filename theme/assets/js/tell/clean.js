// Takes out what nobody sees, as the hub does when it reads a story; the patterns are the hub's own.
const GAPS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029";

export class Cleaner {
  constructor({ unseen }) {
    this.unseen = new RegExp(unseen, "gu");
  }

  #seen(text) {
    return text.replace(this.unseen, (sign) => (GAPS.includes(sign) ? " " : ""));
  }

  line(text) {
    return this.#seen(text).replace(/\s+/g, " ").trim();
  }

  paragraphs(text) {
    return this.#seen(text.replace(/\r\n?/g, "\n")).trim();
  }

  body(text) {
    return this.#seen(text.replace(/\r\n?/g, "\n")).replace(/^(?:[ \t]*\n)+|[ \t\n]+$/g, "");
  }
}

// Takes out what nobody sees, as the hub does when it reads a story; the patterns are the hub's own.
const GAPS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029";

export class Cleaner {
  constructor({ unseen, control }) {
    this.unseen = new RegExp(unseen, "gu");
    this.control = new RegExp(control, "gu");
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
    const lines = text.replace(/\r\n?/g, "\n").replace(/\p{Cs}/gu, "");
    return lines.replace(this.control, "").replace(/^(?:[ \t]*\n)+|[ \t\n]+$/g, "");
  }
}

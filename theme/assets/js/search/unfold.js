// Opens the files of the index, in which columns of numbers are folded small (`hooks/storyhub/search/folded.py`), as what
// Pagefind's engine reads: arrays, texts and numbers in CBOR (RFC 8949).

const SIGNATURE = new TextEncoder().encode("pagefind_dcd");
const LAST = "\u{10ffff}";

class Columns {
  #at = 0;

  constructor(buffer) {
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
  }

  // All low bytes come first, then all that are next higher.
  numbers() {
    const planes = this.bytes[this.#at];
    const count = this.view.getUint32(this.#at + 1, true);
    this.#at += 5;
    const found = new Uint32Array(count);
    for (let plane = 0; plane < planes; plane++) {
      for (let n = 0; n < count; n++) found[n] |= this.bytes[this.#at++] << (8 * plane);
    }
    return found;
  }

  text() {
    const size = this.view.getUint32(this.#at + 1, true);
    const start = this.#at + 5;
    this.#at = start + size;
    return new TextDecoder().decode(this.bytes.subarray(start, this.#at));
  }

  // Sorted words, each told by how many letters of the one before it begins with.
  words(shared) {
    let before = [];
    return this.text().split("\n").slice(0, shared.length).map((end, n) => {
      before = [...before.slice(0, shared[n]), ...end];
      return before.join("");
    });
  }
}

class Cbor {
  #bytes = new Uint8Array(1 << 16);
  #size = SIGNATURE.length;

  constructor() {
    this.#bytes.set(SIGNATURE);
  }

  #room(size) {
    if (this.#size + size <= this.#bytes.length) return;
    const more = new Uint8Array(2 * (this.#size + size));
    more.set(this.#bytes);
    this.#bytes = more;
  }

  #head(kind, n) {
    this.#room(5);
    const bytes = this.#bytes;
    if (n < 24) bytes[this.#size++] = kind | n;
    else {
      const size = n < 0x100 ? 1 : n < 0x10000 ? 2 : 4;
      bytes[this.#size++] = kind | (size === 4 ? 26 : 23 + size);
      for (let byte = size - 1; byte >= 0; byte--) bytes[this.#size++] = n >>> (8 * byte);
    }
  }

  count = (n) => this.#head(0x00, n);
  array = (length) => this.#head(0x80, length);
  // A place is told as twice its number, a change of weight or field as twice that and one.
  place = (n) => this.#head(n & 1 ? 0x20 : 0x00, n >>> 1);

  text(text) {
    const data = new TextEncoder().encode(text);
    this.#head(0x60, data.length);
    this.#room(data.length);
    this.#bytes.set(data, this.#size);
    this.#size += data.length;
  }

  texts(...texts) {
    this.array(texts.length);
    for (const text of texts) this.text(text);
  }

  done = () => this.#bytes.subarray(0, this.#size);
}

// The table: version, pages, files of words, files of filters, orders (none: ids sort by date as they are), fields.
function table(columns) {
  const [days, told, lengths, shared] = Array.from({ length: 4 }, () => columns.numbers());
  const { version, step, filters, fields } = JSON.parse(columns.text());
  const versions = columns.text();
  const openings = columns.words(shared);
  const names = columns.text();
  const size = names.length / (openings.length || 1);
  const cbor = new Cbor();
  cbor.array(6);
  cbor.text(version);
  cbor.array(lengths.length);
  let [day, page] = [0, 0];
  days.forEach((after, at) => {
    day += after;
    const start = day.toString(36).padStart(4, "0") + versions.slice(4 * at, 4 * at + 4);
    for (let n = 0; n < told[at]; n++) {
      cbor.array(2);
      cbor.text(start + n.toString(36));
      cbor.count(lengths[page++] * step);
    }
  });
  cbor.array(openings.length);
  openings.forEach((first, at) => {
    const last = at + 1 < openings.length ? before(openings[at + 1]) : LAST;
    cbor.texts(first, last, names.slice(size * at, size * (at + 1)));
  });
  cbor.array(filters.length);
  for (const filter of filters) cbor.texts(...filter);
  cbor.array(0);
  cbor.texts(...fields);
  return cbor.done();
}

// The last of all words that sort before this one.
function before(word) {
  const letters = [...word];
  const code = letters.pop().codePointAt(0) - 1;
  return letters.join("") + String.fromCodePoint(code >= 0xd800 && code <= 0xdfff ? 0xd7ff : code) + LAST;
}

// Words, each with the pages that it is on and, after it, its forms with accents.
function words(columns) {
  const [shared, pages, steps, texts, fields, firsts, rest] = Array.from({ length: 7 }, () => columns.numbers());
  const forms = columns.words(shared).map((form) => form.split("\0"));
  const cbor = new Cbor();
  let [entry, number] = [0, 0];
  const places = (count, isFirst) => {
    cbor.array(count);
    for (let n = 0; n < count; n++) cbor.place(isFirst && n === 0 ? firsts[entry] : rest[number++]);
  };
  const found = (count) => {
    cbor.array(count);
    for (const stop = entry + count; entry < stop; entry++) {
      cbor.array(fields[entry] ? 3 : 2);
      cbor.count(steps[entry]);
      places(texts[entry], true);
      if (fields[entry]) places(fields[entry], !texts[entry]);
    }
  };
  cbor.array(1);
  cbor.array(new Set(forms.map(([bare]) => bare)).size);
  for (let at = 0; at < forms.length;) {
    const [bare] = forms[at];
    cbor.array(3);
    cbor.text(bare);
    if (forms[at].length === 1) found(pages[at++]);
    else cbor.array(0);
    let next = at;
    while (next < forms.length && forms[next][0] === bare) next++;
    cbor.array(next - at);
    for (; at < next; at++) {
      cbor.array(2);
      cbor.text(forms[at][1]);
      found(pages[at]);
    }
  }
  return cbor.done();
}

// A filter: its name, and which pages have each value.
function filter(columns) {
  const [counts, steps] = [columns.numbers(), columns.numbers()];
  const [name, ...values] = JSON.parse(columns.text());
  const cbor = new Cbor();
  cbor.array(2);
  cbor.text(name);
  cbor.array(values.length);
  let at = 0;
  values.forEach((value, n) => {
    cbor.array(2);
    cbor.text(value);
    cbor.array(counts[n]);
    for (let page = 0, stop = at + counts[n]; at < stop; at++) cbor.count((page += steps[at]));
  });
  return cbor.done();
}

const KINDS = { pf_meta: table, pf_index: words, pf_filter: filter };

// What Pagefind fetches, in the form that it expects; `entry` is the first thing that it asks for.
export function unfolding(fetch, entry) {
  return async (address) => {
    const [, kind] = /\.(\w+)(?:\?|$)/.exec(address) ?? [];
    if (kind === "json") return Response.json(entry);
    const response = await fetch(address);
    if (!response.ok || !KINDS[kind]) return response;
    const opened = response.body.pipeThrough(new DecompressionStream("gzip"));
    return new Response(KINDS[kind](new Columns(await new Response(opened).arrayBuffer())));
  };
}

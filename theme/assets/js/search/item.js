// One story in the list of results. All text is set as text: what comes from stories is never read as HTML.
import { longDates } from "../dates.js";

export class Item {
  constructor(template, names, base, locale) {
    Object.assign(this, { template, names, base, locale });
    this.date = longDates(locale);
  }

  of({ url, meta, filters, excerpt, lacks, language }) {
    const item = this.template.cloneNode(true);
    const part = (name) => item.querySelector(`[data-part="${name}"]`);
    const foreign = language !== this.locale;
    part("title").textContent = meta.title;
    part("title").href = new URL(url.replace(/^\//, ""), this.base);
    part("excerpt").replaceChildren(...marked(excerpt), /[.!?…”“»"]\s*(<\/mark>)?$/.test(excerpt) ? "" : " …");
    if (/^(<mark>)?\p{Ll}/u.test(excerpt)) part("excerpt").prepend("… ");
    if (foreign) for (const name of ["title", "excerpt"]) Object.assign(part(name), { lang: language, dir: "auto" });
    part("author").textContent = meta.author;
    part("department").textContent = this.#name("department", filters.department?.[0]);
    part("date").textContent = this.date(new Date(filters.date[0]));
    part("date").dateTime = filters.date[0];
    part("lacks").hidden = !lacks.length;
    part("lacking").append(...lacks.flatMap((word, at) => (at ? [" ", struck(word)] : [struck(word)])));
    if (foreign) part("language").textContent = this.#name("language", language);
    else part("language").remove();
    part("values").append(...(filters.value ?? []).map((key) => this.#sign(key)));
    return item;
  }

  #sign(key) {
    const sign = document.createElement("li");
    sign.className = "search-sign";
    sign.dataset.value = key;
    sign.textContent = this.#name("value", key);
    return sign;
  }

  #name(kind, key = "") {
    return this.names[kind].get(key) ?? key;
  }
}

function struck(word) {
  const element = document.createElement("s");
  element.textContent = word;
  return element;
}

// An excerpt, in which Pagefind escapes all but the marks that it sets itself, as nodes.
function marked(excerpt) {
  const text = (part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return excerpt.split(/<\/?mark>/).map((part, at) => {
    if (at % 2 === 0) return text(part);
    const mark = document.createElement("mark");
    mark.textContent = text(part);
    return mark;
  });
}

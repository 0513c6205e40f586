// One story in the list of results. All text is set as text: what comes from stories is never read as HTML.

export class Item {
  constructor(template, names, base, locale) {
    Object.assign(this, { template, names, base, locale });
    this.dates = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  }

  of({ url, meta, excerpt }) {
    const item = this.template.cloneNode(true);
    const part = (name) => item.querySelector(`[data-part="${name}"]`);
    const foreign = meta.language !== this.locale;
    part("title").textContent = meta.title;
    part("title").href = new URL(url, this.base);
    part("excerpt").replaceChildren(...marked(excerpt), /[.!?…”"]\s*(<\/mark>)?$/.test(excerpt) ? "" : " …");
    if (/^(<mark>)?\p{Ll}/u.test(excerpt)) part("excerpt").prepend("… ");
    if (foreign) for (const name of ["title", "excerpt"]) Object.assign(part(name), { lang: meta.language, dir: "auto" });
    part("author").textContent = meta.author;
    part("department").textContent = this.names.department.get(meta.department) ?? meta.department;
    part("date").textContent = this.dates.format(new Date(meta.date));
    part("date").dateTime = meta.date;
    if (foreign) part("language").textContent = this.names.language.get(meta.language) ?? meta.language;
    else part("language").remove();
    part("values").append(...meta.values.split(" ").filter(Boolean).map((key) => this.#sign(key)));
    if (meta.thumb) part("thumb").src = new URL(meta.thumb, this.base);
    else part("thumb").remove();
    return item;
  }

  #sign(key) {
    const sign = document.createElement("li");
    sign.className = "search-sign";
    sign.dataset.value = key;
    sign.textContent = this.names.value.get(key) ?? key;
    return sign;
  }
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

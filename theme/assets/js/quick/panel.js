// The first results, in place. Their form and texts are those of the search page, from where they are fetched.
import { Engine } from "../search/engine.js";
import { Results } from "../search/results.js";
import { useArrows } from "../search/keys.js";
import { namesIn, searching } from "../search/searching.js";
import { isEmpty } from "../search/state.js";

const FIRST = 5;
const PAUSE = 180; // milliseconds without a key that count as "done typing"

export default async function run(panel, form, field) {
  const response = await fetch(form.action);
  const there = new DOMParser().parseFromString(await response.text(), "text/html");
  const [asks, found] = [there.querySelector("form.search"), there.querySelector("[data-results]")];
  if (!found) throw new Error("another page instead of the search page");
  const base = new URL(asks.dataset.base || "./", response.url);
  const section = document.importNode(found, true);
  section.querySelector("noscript").remove();
  // Addresses on that page count from there.
  for (const link of section.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), response.url);
  const results = new Results(section, namesIn(asks), base, FIRST);
  const all = document.createElement("a");
  all.className = "quick-all";
  all.textContent = section.querySelector("template[data-texts]").content.querySelector('[data-text="all"]').textContent;
  results.more.replaceWith(all);
  panel.append(section);

  const search = searching(new Engine(new URL("search/", base)), results);
  let timer;

  async function changed() {
    const asked = { q: field.value.trim(), value: [], language: [], department: "", year: "", sort: "" };
    await search.run(asked);
    all.hidden = isEmpty(asked) || !results.list.childElementCount;
    all.href = `${form.action}?${new URLSearchParams({ q: asked.q })}`;
  }

  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(changed, PAUSE);
  });
  useArrows(field, panel);
  search.warm();
  await changed();
}

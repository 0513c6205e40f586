// The search page: its form, the page's address and the results keep in step. Nothing is fetched before it is needed.
import { onSlash } from "../slash.js";
import { Engine } from "./engine.js";
import { useArrows } from "./keys.js";
import { Results } from "./results.js";
import { namesIn, searching } from "./searching.js";
import { filtersIn, fromForm, toAddress, toForm } from "./state.js";

const PAUSE = 180; // milliseconds without a key that count as "done typing"

export default function start(element) {
  const form = element.querySelector("form");
  const field = form.elements.q;
  const filters = form.querySelector("details");
  const base = new URL(form.dataset.base || "./", location.href);
  const engine = new Engine(new URL("search/", base));
  const results = new Results(element.querySelector("[data-results]"), namesIn(form), base);
  const search = searching(engine, results);
  let timer;

  function run() {
    const asked = fromForm(form);
    showFilters(filters, filtersIn(asked));
    return search.run(asked);
  }

  // While somebody types, the address follows; anything else is a step that Back undoes.
  function changed(typing) {
    clearTimeout(timer);
    const go = () => {
      const address = toAddress(fromForm(form));
      const keep = typing && new URLSearchParams(location.search).has("q");
      if (address !== (location.search || location.pathname)) history[keep ? "replaceState" : "pushState"](null, "", address);
      run();
    };
    if (typing) timer = setTimeout(go, PAUSE);
    else go();
  }

  function restore() {
    toForm(form, location.search);
    run();
  }

  function clear() {
    field.value = "";
    changed(false);
    field.focus();
  }

  form.addEventListener("input", (event) => changed(event.target === field && !event.isComposing));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed(false);
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    toForm(form, toAddress({ q: field.value, sort: form.elements.sort.value }));
    changed(false);
  });
  form.addEventListener("focusin", search.warm, { once: true });
  addEventListener("popstate", restore);
  onSlash(() => field.select());
  useArrows(field, element, clear);
  // Who began to type before this script was there keeps every letter.
  if (field.value && document.activeElement === field) changed(true);
  else restore();
  filters.open = matchMedia("(min-width: 48rem)").matches; // on a phone the results come first
  form.dataset.ready = "";
}

function showFilters(filters, count) {
  filters.querySelector("[data-chosen]").textContent = count ? `(${count})` : "";
  filters.querySelector("[type=reset]").hidden = !count;
}

// The search page: its form, the page's address and the results keep in step. Nothing is fetched before it is needed.
import { Engine, LoggedOut } from "./engine.js";
import { find } from "./find.js";
import { useKeys } from "./keys.js";
import { Results } from "./results.js";
import { filtersIn, fromForm, isEmpty, toAddress, toForm } from "./state.js";

const PAUSE = 180; // milliseconds without a key that count as "done typing"

export default function start(element) {
  const form = element.querySelector("form");
  const field = form.elements.q;
  const filters = form.querySelector("details");
  const base = new URL(form.dataset.base || "./", location.href);
  const engine = new Engine(new URL("search/", base));
  const results = new Results(element.querySelector("[data-results]"), namesIn(form), base);
  let turn = 0;
  let timer;

  async function run() {
    const asked = fromForm(form);
    const mine = ++turn;
    showFilters(filters, filtersIn(asked));
    if (isEmpty(asked)) return results.tell("start");
    results.wait();
    try {
      const found = await find(engine, asked);
      if (found && mine === turn) await results.show(found);
    } catch (error) {
      console.error(error);
      if (mine === turn) results.tell(error instanceof LoggedOut ? "login" : "broken");
    }
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
  form.addEventListener("focusin", () => engine.languages().catch(() => {}), { once: true });
  addEventListener("popstate", restore);
  useKeys(field, results.list, clear);
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

// What the form calls each value, department and language.
function namesIn(form) {
  const names = { value: new Map(), department: new Map(), language: new Map() };
  for (const { name, value, labels } of form.querySelectorAll("input[type=checkbox]")) {
    names[name].set(value, labels[0].textContent.trim());
  }
  for (const { value, text } of form.elements.department.options) names.department.set(value, text);
  return names;
}

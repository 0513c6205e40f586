// Search in the masthead: its link opens a field over the page. All else is fetched once somebody does that.
import { onSlash } from "../slash.js";

export default function start(link) {
  let panel;

  function open() {
    panel ??= made(link);
    if (!panel.open) panel.showModal();
    panel.querySelector("input").select();
  }

  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  onSlash(open);
}

// The field is there at once: a phone shows its keyboard only for a field that gets the focus while it is being tapped.
function made(link) {
  const panel = document.createElement("dialog");
  panel.className = "quick";
  panel.setAttribute("aria-label", link.textContent);
  const form = document.createElement("form");
  form.className = "search quick-ask";
  form.role = "search";
  form.action = link.href;
  const field = document.createElement("input");
  const about = { type: "search", name: "q", className: "search-field", autocomplete: "off", autocapitalize: "none", autofocus: true };
  Object.assign(field, about, { spellcheck: false, enterKeyHint: "search", ariaLabel: link.textContent });
  const go = document.createElement("button");
  Object.assign(go, { className: "search-go", textContent: link.textContent });
  form.append(field, go);
  panel.append(form);
  document.body.append(panel);
  panel.addEventListener("click", ({ target }) => target === panel && panel.close());
  fill(panel, form, field);
  return panel;
}

// Without its parts (no network, a login that expired) the form still leads to the search page.
async function fill(panel, form, field) {
  try {
    const { default: run } = await import("./panel.js");
    await run(panel, form, field);
  } catch (error) {
    console.warn(error);
  }
}

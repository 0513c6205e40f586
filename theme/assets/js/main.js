// Starts the module that an element names in data-module; the page is complete without any of them.
const chosen = stored();
if (chosen) document.documentElement.dataset.theme = chosen;

function stored() {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null; // storage is refused: the system's choice holds
  }
}

async function start(element) {
  const name = element.dataset.module;
  const { default: run } = await import(`./${name}/${name}.js`);
  run(element);
}

function startAll() {
  for (const element of document.querySelectorAll("[data-module]")) start(element);
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", startAll, { once: true });
else startAll();

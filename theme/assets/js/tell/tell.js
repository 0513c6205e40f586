// The composer page as it opens: a form. What works on it is fetched when somebody begins, or comes to where stories are sent.
const BEGINS = ["focusin", "pointerdown", "input", "change"];
const ADDRESSED = ["change", "reply_to", "question"];

export default function start(element) {
  const form = element.querySelector("form");
  const base = new URL(element.dataset.base || "./", location.href);
  form.elements.date.value = today();
  const blank = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const draft = `tell:${base.pathname}`; // its name in this browser
  let begun;

  async function begin() {
    const { default: run } = await import("./writing.js");
    await run(element, blank, draft);
  }

  const once = () => (begun ??= begin());
  form.addEventListener("submit", (event) => event.preventDefault());
  // A story that somebody comes from, or a draft, is shown before the form is.
  if (ADDRESSED.some((name) => new URLSearchParams(location.search).has(name)) || isKept(draft)) return once();
  for (const name of BEGINS) form.addEventListener(name, once, { once: true });
  const sends = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && once(), { rootMargin: "100%" });
  sends.observe(form.querySelector("[data-sends]"));
  form.hidden = false;
  element.querySelector("[data-blank]").open = false;
}

function isKept(draft) {
  try {
    return !!localStorage.getItem(draft);
  } catch {
    return false; // storage is refused
  }
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

// The keyboard: arrows go from the field through the results and back, Escape to the field, and there it starts afresh.

// Without `clear`, Escape is left to whatever else listens to it.
export function useArrows(field, place, clear) {
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && clear) {
      event.preventDefault();
      clear();
    } else if (event.key === "ArrowDown") {
      const first = place.querySelector("[data-list] a");
      if (first) event.preventDefault();
      first?.focus();
    }
  });
  place.querySelector("[data-list]").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && clear) field.focus();
    if (!step) return;
    const links = [...place.querySelectorAll("[data-list] a")];
    const next = links.indexOf(document.activeElement) + step;
    event.preventDefault();
    (next < 0 ? field : links[Math.min(next, links.length - 1)]).focus();
  });
}

// Shows one why at a time. It goes on by itself, unless the reader wants less motion or stops it.
const SECONDS = 12;

export default function screen(hall) {
  const whys = [...hall.querySelectorAll(".hall-why")];
  const run = hall.querySelector("[data-run]");
  if (!run) return;
  let at = 0;
  let timer = 0;

  function show(next) {
    at = (next + whys.length) % whys.length;
    whys.forEach((why, place) => (why.hidden = place !== at));
  }

  function go(running) {
    clearInterval(timer);
    timer = running ? setInterval(() => show(at + 1), SECONDS * 1000) : 0;
    run.setAttribute("aria-pressed", String(running));
  }

  function step(by) {
    show(at + by);
    go(timer !== 0); // the next one gets its whole time
  }

  const keys = { ArrowRight: () => step(1), ArrowLeft: () => step(-1), " ": () => go(timer === 0) };
  addEventListener("keydown", (event) => {
    const onButton = event.target.closest("button, a, summary");
    if (!keys[event.key] || event.altKey || event.ctrlKey || event.metaKey || (event.key === " " && onButton)) return;
    event.preventDefault();
    keys[event.key]();
  });
  run.addEventListener("click", () => go(timer === 0));
  for (const button of hall.querySelectorAll("[data-step]")) button.addEventListener("click", () => step(Number(button.dataset.step)));

  hall.dataset.running = "";
  for (const part of hall.querySelectorAll("[data-keys], [data-help]")) part.hidden = false;
  show(0);
  go(!matchMedia("(prefers-reduced-motion: reduce)").matches);
}

// A switch between light and dark. A choice equal to the system's is forgotten, so that the page follows the system again.
const system = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;

const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

function choose(dark) {
  const theme = dark ? "dark" : "light";
  try {
    if (dark === system.matches) {
      delete root.dataset.theme;
      localStorage.removeItem("theme");
    } else {
      root.dataset.theme = theme;
      localStorage.setItem("theme", theme);
    }
  } catch {
    root.dataset.theme = theme; // storage is refused: for this page only
  }
}

export default function themeToggle(button) {
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    choose(!isDark());
    dispatchEvent(new Event("themechange")); // a page has two of these buttons, for a phone and for a desk
  });
  addEventListener("themechange", show);
  system.addEventListener("change", show);
  show();
  button.hidden = false;
}

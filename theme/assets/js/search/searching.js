// One search after another: only the last that was asked is shown.
import { LoggedOut } from "./engine.js";
import { find } from "./find.js";
import { isEmpty } from "./state.js";

export function searching(engine, results) {
  let turn = 0;

  async function run(asked) {
    const mine = ++turn;
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

  // Somebody is about to search: the engines may start. Whatever fails, the first search says.
  const warm = () => engine.languages().catch(() => {});
  return { run, warm };
}

// What the form calls each value, department and language, and the words that each value goes by.
export function namesIn(form) {
  const names = { value: new Map(), department: new Map(), language: new Map(), said: new Map() };
  for (const { name, value, parentElement } of form.querySelectorAll("input[type=checkbox]")) {
    names[name].set(value, parentElement.textContent.trim());
    if (name === "value") names.said.set(value, parentElement.dataset.said);
  }
  for (const { value, text } of form.elements.department.options) names.department.set(value, text);
  return names;
}

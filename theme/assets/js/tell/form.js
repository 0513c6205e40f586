// What is in the form, as a story, and as a list of [name, value] that a draft can be kept in.
import { Cleaner } from "./clean.js";

const PARAGRAPHS = ["could_be_better", "question"];
const AS_IT_IS = ["date", "department", "language", "consent", "body"];

export function readForm(form, data) {
  const given = new FormData(form);
  const clean = new Cleaner(data);
  const story = Object.fromEntries(
    [...data.order, "credit", "body"].map((name) => {
      const text = given.get(name) ?? "";
      if (AS_IT_IS.includes(name)) return [name, name === "body" ? clean.body(text) : text];
      return [name, PARAGRAPHS.includes(name) ? clean.paragraphs(text) : clean.line(text)];
    }),
  );
  const tension = given.getAll("tension");
  return {
    ...story,
    pseudonym: given.has("pseudonym"),
    with: given.getAll("with").filter((key) => key !== story.department),
    values: given.getAll("values").map((key) => [key, tension.includes(key) ? "in tension" : "lived"]),
    reply_to: storyIn(story.reply_to, data.fields.reply_to.pattern),
  };
}

// The id of a story out of whatever leads to it: its address, its file, or the id itself.
function storyIn(text, pattern) {
  const plain = text.replace(/[?#].*$/, "").replace(/(\.md|\/(index\.html)?)$/, "");
  let id = plain.split("/").slice(-2).join("/");
  try {
    id = decodeURIComponent(id);
  } catch {
    // it has a % that stands for itself
  }
  return new RegExp(pattern, "u").test(id) ? id : text;
}

export function entriesOf(form) {
  return [...new FormData(form)].filter(([, value]) => typeof value === "string");
}

// What somebody typed of them: the code of the receipt is made by itself.
export const typedOf = (entries) => JSON.stringify(entries.filter(([name]) => name !== "kept_code"));

export function writeForm(form, entries) {
  for (const field of form.elements) {
    if (!field.name) continue;
    const given = entries.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
    else if (given.length) field.value = given[0];
  }
}

// The story as a file: its name, its text, and the pictures that go with it.
import { block, key, quoted } from "./yaml.js";

const TAKEN_BY_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)$/;
const SPECIAL = /[\\`*_[\]<>&~]/g;

// A story that is there keeps its name, its pictures and the fields that nobody is asked for: `id` is its place.
export function fileOf(story, data, id = placeOf(story)) {
  const fields = frontMatter(story, data);
  return {
    path: `${id}.md`,
    fields,
    text: `---\n${fields}---\n\n${bodyOf(story)}\n`,
    pictures: story.pictures.map(({ name, blob }) => ({ path: `${id}/${name}`, blob })),
    title: story.title,
    isStory: true,
  };
}

function placeOf({ date, title }) {
  return `${isDay(date) ? date.slice(0, 4) : new Date().getFullYear()}/${slugOf(title)}`;
}

export const isDay = (text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && !text.startsWith("0000");

export function slugOf(title) {
  const plain = title.normalize("NFKD").replace(/[^\x20-\x7e]/g, "").toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, "-").slice(0, 70).replace(/^-+|-+$/g, "");
  return slug && !TAKEN_BY_WINDOWS.test(slug) ? slug : `story${slug && `-${slug}`}`;
}

function frontMatter(story, data) {
  const [main] = story.pictures;
  const given = {
    ...story,
    language: story.language === data.language ? "" : story.language,
    consent: main || story.isThere ? story.consent : "",
    photo: story.photo || (main && { file: main.name, alt: main.alt, credit: story.credit }),
  };
  return data.order.map((name) => written(name, given[name])).join("");
}

function written(name, value) {
  if (!value || value.length === 0) return "";
  if (typeof value === "number" || value === true) return `${name}: ${value}\n`;
  if (name === "values") return `values: ${valuesOf(value)}\n`;
  if (name === "with") return `with: [${value.map(key).join(", ")}]\n`;
  if (name === "photo") return `photo:\n${Object.entries(value).filter(([, said]) => said).map(([part, said]) => `  ${part}: ${quoted(said)}\n`).join("")}`;
  if (Array.isArray(value)) return `${name}: [${value.map(quoted).join(", ")}]\n`;
  if (["date", "consent", "language", "department"].includes(name)) return `${name}: ${key(value)}\n`;
  return `${name}: ${block(value)}\n`;
}

function valuesOf(values) {
  if (values.every(([, stance]) => stance === "lived")) return `[${values.map(([name]) => key(name)).join(", ")}]`;
  return `{${values.map(([name, stance]) => `${key(name)}: ${stance}`).join(", ")}}`;
}

// The pictures below the text, but for the main one and those that the writer has put in the text.
function bodyOf({ body, photo, pictures }) {
  const below = pictures.slice(photo ? 0 : 1).filter(({ name }) => !body.includes(`](${name})`));
  return [body, ...below.map(({ name, alt }) => `![${alt.replace(SPECIAL, "\\$&")}](${name})`)].filter(Boolean).join("\n\n");
}

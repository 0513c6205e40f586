// What stops a story, and tips about it: the rules of `hub.py check` that can be known while somebody writes.
import { isDay } from "./file.js";
import { privateData } from "./private.js";
import { slipsIn } from "./slips.js";

const TEXTS = ["body", "why", "could_be_better", "question", "title", "author", "summary", "reply_to", "credit", "about"];

// Gives [{level: "error" | "advice", rule, field, words}] in the order of the form.
export function advise(story, file, data, origin) {
  const found = [...missing(story, data), ...tooLong(story, data), ...days(story), ...secrets(story, data)];
  const error = (field, rule) => found.push({ level: "error", field, rule });
  const advice = (field, rule) => found.push({ level: "advice", field, rule });
  if (new TextEncoder().encode(file.fields).length > data.frontMatterLimit) error("body", "too-large");
  if (story.reply_to && !new RegExp(data.fields.reply_to.pattern, "u").test(story.reply_to)) error("reply_to", "no-story");
  else if (story.reply_to && story.reply_to === origin.id && !origin.isThere) advice("reply_to", "unknown-story");
  if (story.pictures.length && !story.consent) error("consent", "no-consent");
  if (!story.body && !story.pictures.length) advice("body", "no-text");
  if (/<[a-z!/]/i.test(story.body)) advice("body", "html");
  for (const rule of slipsIn(story.body, data.slips)) advice("body", rule);
  if (!story.why) advice("why", "no-why");
  story.pictures.forEach(({ alt }, at) => alt || advice(`picture-${at}`, "no-alt"));
  return found;
}

// What no way out is open for: the names of the private and secret data that were found.
export const secretsIn = (issues) => [...new Set(issues.filter(({ rule }) => rule === "private-data").map(({ words }) => words.what))];

function missing(story, { fields }) {
  const needed = Object.keys(fields).filter((name) => fields[name].needed && !story[name]);
  return needed.map((field) => ({ level: "error", field, rule: "missing" }));
}

// The hub counts characters, not the halves that JavaScript makes of an emoji.
const lengthOf = (text) => [...text].length;

function tooLong(story, { fields }) {
  const given = [
    ...Object.keys(fields).map((name) => [name, story[name], fields[name].limit]),
    ["credit", story.credit, fields["photo.credit"].limit],
    ...story.pictures.map(({ alt }, at) => [`picture-${at}`, alt, fields["photo.alt"].limit]),
  ];
  return given
    .filter(([, text, limit]) => limit && typeof text === "string" && lengthOf(text) > limit)
    .map(([field, text, limit]) => ({ level: "error", field, rule: "too-long", words: { found: lengthOf(text), limit } }));
}

function* days({ date }) {
  if (date && !isDay(date)) yield { level: "error", field: "date", rule: "no-date" };
  else if (isDay(date) && Date.parse(date) > Date.now()) yield { level: "advice", field: "date", rule: "held" };
}

export function secrets(story, { private: patterns }) {
  const alts = (story.pictures ?? []).map(({ alt }, at) => [`picture-${at}`, alt]);
  return [...TEXTS.map((field) => [field, story[field] ?? ""]), ...alts].flatMap(([field, text]) =>
    privateData(text, patterns).map((what) => ({ level: "error", field, rule: "private-data", words: { what } })),
  );
}

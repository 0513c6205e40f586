// Asks every language, and makes one list of what they answer.
import { newestFirst } from "./newest.js";
import { titledFirst } from "./titles.js";
import { isWord, termsOf } from "./words.js";

const ENOUGH = 10; // stories with all words, beside which nobody asks for others
const NEAREST = 3;

// Gives {typed, count, complete, also, stories, near}: what was typed, how many were found, whether the first has all that was
// asked for, which words were searched instead of mistyped ones, a function that gives some of the stories, in order, and one
// that gives those whose titles are nearest to what was typed. Null when overtaken.
export async function find(engine, { q: typed, value, department, language, year, sort }) {
  const q = isWord(typed) ? typed : "";
  const languages = await engine.languages(language);
  const filters = Object.fromEntries(
    Object.entries({ value: { any: value }, department, year }).filter(([, wanted]) => wanted?.any?.length ?? wanted),
  );
  const asked = languages.map((each) => ({ each, terms: termsOf(q, each.common) }));
  let answers = await ask(asked, filters);
  const also = answers ? await spelled(answers) : [];
  if (also.length) answers = await ask(asked, filters);
  if (!answers) return null;
  const ranked = q && sort !== "newest";
  const full = answers.flatMap((answer) => hitsOf(answer, answers));
  const some = full.length < ENOUGH ? answers.flatMap(({ each, terms, some }) => some.map((hit) => placed(hit, each, terms, 1))) : [];
  const complete = full.length > 0 || some.length === 0;
  const order = ranked || !full.length ? await bestFirst([...full, ...some], q, answers) : await newestFirst(answers, filters);
  const count = ranked || !full.length ? full.length + some.length : full.length;
  const stories = async (start, stop) => Promise.all((await order(start, stop)).map(storyOf));
  return { typed: q, count, complete, also, stories, near: () => nearest(asked) };
}

async function ask(asked, filters) {
  const answers = await Promise.all(
    asked.map(async ({ each, terms }) => {
      await each.ready;
      const answer = await each.ask("search", { terms, filters });
      return answer && { each, terms, ...answer };
    }),
  );
  return answers.includes(null) ? null : answers;
}

// Puts the nearest word of a language in the place of each that no language has; returns those words.
async function spelled(answers) {
  const known = new Set(answers.flatMap((answer) => answer.known));
  const also = new Set();
  for (const { each, terms } of answers) {
    for (const [at, term] of terms.entries()) {
      const meant = known.has(term) ? undefined : await each.ask("nearest", { term });
      if (!meant) continue;
      terms[at] = meant;
      also.add(meant);
    }
  }
  return [...also];
}

async function nearest(asked) {
  const answers = await Promise.all(
    asked.map(async ({ each, terms }) => (await each.ask("near", { terms, most: NEAREST })).map((hit) => ({ ...hit, language: each }))),
  );
  const hits = answers.flat().sort((a, b) => b.score - a.score);
  return Promise.all(hits.slice(0, NEAREST).map(storyOf));
}

async function bestFirst(hits, q, answers) {
  hits.sort((a, b) => a.lacks.length - b.lacks.length || b.score - a.score);
  // Where words were left out that most stories have, the title may be further down.
  const common = answers.some(({ terms }) => terms.length < termsOf(q).length);
  const order = await titledFirst(hits, q, storyOf, common ? 20 : 10);
  return (start, stop) => order.slice(start, stop);
}

const placed = ({ id, score, has, inTitle }, each, terms, scale) => ({
  ...{ id, inTitle, language: each, score: score * scale },
  lacks: terms.filter((term) => !has.includes(term)),
});

// How telling it is to have a word that so many of so many stories have (as Pagefind reckons it).
const rarity = (stories, known) => Math.log(1 + (stories - known + 0.5) / (known + 0.5));

// Each language counts how rare a word is among its own stories. One list needs one count, among all.
function hitsOf({ each, terms, rarity: known, hits }, answers) {
  const telling = answers.filter((answer) => answer.hits.length);
  const sum = (of) => telling.reduce((total, answer) => total + of(answer), 0);
  const all = rarity(sum((answer) => answer.each.stories), sum((answer) => answer.rarity));
  const scale = telling.length > 1 ? all / rarity(each.stories, known) : 1;
  return hits.map((hit) => placed(hit, each, terms, scale));
}

async function storyOf({ id, score, lacks = [], language }) {
  return { ...(await language.ask("story", { hit: id })), score, lacks, language: language.code };
}

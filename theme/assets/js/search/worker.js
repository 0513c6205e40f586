// Searches one language, off the page's own thread. Each language needs Pagefind with its own stemmer, and Pagefind
// holds no more than one in a thread. Takes {id, task, …}, answers {id, result} or {id, error}.
import { likest, nearestOf } from "./spelling.js";
import { bare, isAlike, isPhrase } from "./words.js";

const ENOUGH = 10; // stories with all words, beside which nobody asks for others
const LOOKED_AT = 20; // stories with a word, of which one may be near
const IN_TEXT = 0.3; // what a word in the text is worth beside one in the title
const NOTHING = { results: [], unfilteredResultCount: 0 };

let pagefind;
let found = new Map();
let before = found; // somebody may still ask for more of these while the next search is on its way
let newest = 0;
let words;
let [place, mark] = ["", ""];
const knowledge = new Map();

async function start({ script, folder, tag }) {
  [place, mark] = [folder, tag];
  const { createInstance } = await import(script);
  pagefind = createInstance({
    basePath: folder,
    baseUrl: "/",
    noWorker: true,
    metaCacheTag: tag,
    ranking: { metaWeights: { title: 5, author: 2 } },
  });
  await pagefind.init();
}

// The stories with all terms; when these are few, those with most of them too, and which terms each of them has.
// A search that another one has overtaken is not worth its time.
async function search({ id, terms, filters }) {
  if (id < newest) return null;
  before = found;
  found = new Map();
  const known = await filtered(terms, isKnown);
  const all = known.length === terms.length;
  const answer = all ? await matching(terms, filters) : NOTHING;
  const hits = answer.results.map((result) => hitOf(result, terms));
  const some = terms.length > 1 && hits.length < ENOUGH ? await withSome(terms, known, filters, hits) : [];
  return { known, rarity: answer.unfilteredResultCount, hits, some };
}

// Pagefind knows quotes around a whole search alone: where there are other words too, a story has to be found by each part.
async function matching(terms, filters) {
  const words = terms.filter((term) => !isPhrase(term));
  const parts = [...terms.filter(isPhrase), ...(words.length ? [words.join(" ")] : [])];
  if (parts.length < 2) return pagefind.search(parts[0] ?? null, { filters });
  const [first, ...others] = await Promise.all(parts.map((part) => pagefind.search(part, { filters })));
  const scores = others.map(({ results }) => new Map(results.map(({ id, score }) => [id, score])));
  const results = first.results
    .filter(({ id }) => scores.every((some) => some.has(id)))
    .map((result) => ({ ...result, score: scores.reduce((sum, some) => sum + some.get(result.id), result.score) }));
  return { results, unfilteredResultCount: results.length };
}

function hitOf(result, has) {
  found.set(result.id, result);
  const inTitle = result.matchedMetaFields?.includes("title") ?? true;
  return { id: result.id, score: result.score, has, inTitle };
}

// The stories with half of the terms or more.
async function withSome(terms, known, filters, hits) {
  const seen = new Set(hits.map(({ id }) => id));
  const some = new Map();
  for (const term of known) {
    for (const result of (await pagefind.search(term, { filters })).results) {
      if (seen.has(result.id)) continue;
      const before = some.get(result.id);
      if (!before) some.set(result.id, hitOf(result, [term]));
      else Object.assign(before, { has: [...before.has, term], score: before.score + result.score });
    }
  }
  return [...some.values()].filter(({ has }) => has.length >= terms.length / 2);
}

const filtered = async (terms, test) => {
  const found = await Promise.all(terms.map(test));
  return terms.filter((_, at) => found[at]);
};

// For a word that it doesn't have, Pagefind takes the longest word that this one begins with, however short. Known is a word
// whose stem the index has, or that a word of the best story looks like: somebody may still be typing.
async function isKnown(term) {
  if (!knowledge.has(term)) knowledge.set(term, await looksKnown(term));
  return knowledge.get(term);
}

async function looksKnown(term) {
  if (isPhrase(term)) return true;
  if ((await pagefind.search(`"${term}"`)).unfilteredResultCount) return true;
  const [best] = (await pagefind.search(term)).results;
  if (!best) return false;
  const { content, meta, locations } = await best.data();
  const all = content.split(/\s+/);
  return [...locations.map((at) => all[at] ?? ""), ...`${meta.title} ${meta.author}`.split(" ")].some((word) => isAlike(term, word));
}

const allWords = () =>
  (words ??= fetch(`${place}words.txt?${mark}`)
    .then((response) => (response.ok ? response.text() : ""))
    .then((text) => text.split("\n").filter(Boolean)));

// The word of this language that somebody may have meant.
const nearest = async ({ term }) => nearestOf(bare(term), await allWords());

// The stories whose titles have words that are most like those that were typed, in quotes or not, whatever else was chosen.
async function near({ terms, most }) {
  const hits = new Map();
  for (const word of terms.flatMap((term) => term.split(/[\s"]+/)).filter(bare)) {
    for (const [likeness, other] of (await isKnown(word)) ? [[1, word]] : likest(bare(word), await allWords())) {
      for (const result of (await pagefind.search(other)).results.slice(0, LOOKED_AT)) {
        const hit = hitOf(result, []);
        const score = likeness * (hit.inTitle ? 1 : IN_TEXT) + (hits.get(hit.id)?.score ?? 0);
        hits.set(hit.id, { ...hit, score });
      }
    }
  }
  return [...hits.values()].sort((a, b) => b.score - a.score).slice(0, most);
}

// How many of the stories found were told on each day, and which on one of them.
async function days({ terms, filters }) {
  await pagefind.filters(); // or it does not count
  const { results, filters: counted } = await matching(terms, filters);
  if (counted) return counted.date ?? {};
  const counts = {}; // of what several searches have in common nobody has counted
  for (const { filters: of } of await Promise.all(results.map((result) => result.data()))) {
    counts[of.date[0]] = (counts[of.date[0]] ?? 0) + 1;
  }
  return counts;
}

const onDay = async ({ terms, filters, day }) =>
  (await matching(terms, { ...filters, date: day })).results.map((result) => hitOf(result, terms));

async function story({ hit }) {
  const { raw_url: url, meta, filters, excerpt } = await (found.get(hit) ?? before.get(hit)).data();
  return { url, meta, filters, excerpt };
}

const tasks = { start, search, nearest, near, days, onDay, story };
let last = Promise.resolve();

addEventListener("message", ({ data: { id, task, ...given } }) => {
  if (task === "search") newest = id;
  last = last
    .then(() => tasks[task]({ id, ...given }))
    .then((result) => postMessage({ id, result }))
    .catch((error) => postMessage({ id, error: String(error?.message ?? error) }));
});

// Searches one language, off the page's own thread. Each language needs Pagefind with its own stemmer, and Pagefind
// holds no more than one in a thread. Takes {id, task, …}, answers {id, result} or {id, error}.
import { isAlike } from "./words.js";

let pagefind;
let found = new Map();
let before = found; // somebody may still ask for more of these while the next search is on its way
let newest = 0;

async function start({ script, folder, tag }) {
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

// The stories with all terms; with those terms only that occur in this language, if some don't.
// A search that another one has overtaken is not worth its time.
async function search({ id, terms, filters }) {
  if (id < newest) return null;
  let answer = await pagefind.search(terms.join(" ") || null, { filters });
  let meant = terms;
  if (terms.length && answer.unfilteredResultCount) {
    meant = await meantTerms(terms, answer);
    if (!meant.length) answer = { results: [], unfilteredResultCount: 0 };
    else if (meant.length < terms.length) answer = await pagefind.search(meant.join(" "), { filters });
  }
  before = found;
  found = new Map();
  return { meant, known: answer.unfilteredResultCount, ...hitsOf(answer) };
}

function hitsOf({ results }) {
  for (const result of results) found.set(result.id, result);
  return { ids: results.map(({ id }) => id), scores: results.map(({ score }) => score) };
}

// How many of the stories found were told on each day, and which on one of them.
async function days({ terms, filters }) {
  await pagefind.filters(); // or it does not count
  return (await pagefind.search(terms.join(" ") || null, { filters })).filters.date ?? {};
}

const onDay = async ({ terms, filters, day }) =>
  hitsOf(await pagefind.search(terms.join(" ") || null, { filters: { ...filters, date: day } }));

// For a word that it doesn't have, Pagefind takes the longest word that this one begins with, however short. What was
// really meant is a word that looks like it, or has the same stem.
async function meantTerms(terms, answer) {
  if (!answer.results.length) return terms;
  const { content, meta, locations } = await answer.results[0].data();
  const all = content.split(" ");
  const words = [...locations.map((at) => all[at]), ...`${meta.title} ${meta.author}`.split(" ")];
  const checks = terms.map(async (term) => {
    if (term.startsWith('"') || words.some((word) => isAlike(term, word))) return true;
    return (await pagefind.search(`"${term}"`)).unfilteredResultCount > 0;
  });
  const meant = await Promise.all(checks);
  return terms.filter((_, at) => meant[at]);
}

async function story({ hit }) {
  const { raw_url: url, meta, filters, excerpt } = await (found.get(hit) ?? before.get(hit)).data();
  return { url, meta, filters, excerpt };
}

const tasks = { start, search, days, onDay, story };
let last = Promise.resolve();

addEventListener("message", ({ data: { id, task, ...given } }) => {
  if (task === "search") newest = id;
  last = last
    .then(() => tasks[task]({ id, ...given }))
    .then((result) => postMessage({ id, result }))
    .catch((error) => postMessage({ id, error: String(error?.message ?? error) }));
});

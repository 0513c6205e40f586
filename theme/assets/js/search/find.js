// Asks every language, and makes one list of what they answer.
import { titledFirst } from "./titles.js";
import { hasCommon, termsOf } from "./words.js";

// Gives {hits, complete}: what was found, in order, and whether it has all that was asked for; null when overtaken.
export async function find(engine, { q: typed, value, department, language, year, sort }) {
  const q = typed.length < 2 ? "" : typed; // half the hub begins with any one letter
  const languages = await engine.languages(language);
  const filters = Object.fromEntries(
    Object.entries({ value: { any: value }, department, year }).filter(([, wanted]) => wanted?.any?.length ?? wanted),
  );
  const answers = await Promise.all(
    languages.map(async (each) => {
      const terms = termsOf(q, each.common);
      await each.ready;
      const answer = await each.ask("search", { terms, filters });
      return answer && { each, asked: terms.length, ...answer };
    }),
  );
  if (answers.includes(null)) return null;
  const telling = answers.filter(({ ids }) => ids.length);
  const missed = Math.min(...telling.map(({ asked, met }) => asked - met));
  const kept = telling.filter(({ asked, met }) => asked - met === missed);
  const hits = kept.flatMap((answer) => hitsOf(answer, kept));
  const ranked = q && sort !== "newest";
  hits.sort(ranked ? (a, b) => b.score - a.score || newest(a, b) : newest);
  const common = kept.some(({ each }) => hasCommon(q, each.common));
  return { hits: ranked && common ? await titledFirst(hits, q, storyOf) : hits, complete: !telling.length || missed === 0 };
}

// An id begins with the day that its story was told on.
const newest = (a, b) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

// How telling it is to have a word that so many of so many stories have (as Pagefind reckons it).
const rarity = (stories, known) => Math.log(1 + (stories - known + 0.5) / (known + 0.5));

// Each language counts how rare a word is among its own stories. One list needs one count, among all.
function hitsOf({ each, known, ids, scores }, answers) {
  const sum = (of) => answers.reduce((total, answer) => total + of(answer), 0);
  const all = rarity(sum((answer) => answer.each.stories), sum((answer) => answer.known));
  const scale = answers.length > 1 ? all / rarity(each.stories, known) : 1;
  return ids.map((id, at) => ({ id, score: scores[at] * scale, language: each }));
}

export const storyOf = (hit) => hit.language.ask("story", { hit: hit.id });

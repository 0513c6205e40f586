// Asks every language, and makes one list of what they answer.
import { newestFirst } from "./newest.js";
import { titledFirst } from "./titles.js";
import { hasCommon, termsOf } from "./words.js";

// Gives {count, complete, stories}: how many were found, whether they have all that was asked for, and a function that
// gives some of them, in order. Null when overtaken.
export async function find(engine, { q: typed, value, department, language, year, sort }) {
  const q = typed.length < 2 ? "" : typed; // half the hub begins with any one letter
  const ranked = q && sort !== "newest";
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
  const missed = Math.min(...telling.map(({ asked, meant }) => asked - meant.length));
  const kept = telling.filter(({ asked, meant }) => asked - meant.length === missed);
  const complete = !telling.length || missed === 0;
  const count = kept.reduce((sum, { ids }) => sum + ids.length, 0);
  const some = ranked ? await bestFirst(kept, q) : await newestFirst(kept, filters);
  return { count, complete, stories: async (start, stop) => Promise.all((await some(start, stop)).map(storyOf)) };
}

async function bestFirst(answers, q) {
  const hits = answers.flatMap((answer) => hitsOf(answer, answers)).sort((a, b) => b.score - a.score);
  const common = answers.some(({ each }) => hasCommon(q, each.common));
  const order = common ? await titledFirst(hits, q, storyOf) : hits;
  return (start, stop) => order.slice(start, stop);
}

// How telling it is to have a word that so many of so many stories have (as Pagefind reckons it).
const rarity = (stories, known) => Math.log(1 + (stories - known + 0.5) / (known + 0.5));

// Each language counts how rare a word is among its own stories. One list needs one count, among all.
function hitsOf({ each, known, ids, scores }, answers) {
  const sum = (of) => answers.reduce((total, answer) => total + of(answer), 0);
  const all = rarity(sum((answer) => answer.each.stories), sum((answer) => answer.known));
  const scale = answers.length > 1 ? all / rarity(each.stories, known) : 1;
  return ids.map((id, at) => ({ id, score: scores[at] * scale, language: each }));
}

async function storyOf({ id, score, language }) {
  return { ...(await language.ask("story", { hit: id })), score, language: language.code };
}

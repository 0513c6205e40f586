// Asks every language, and makes one list of what they answer.
import { titledFirst } from "./titles.js";
import { hasCommon, termsOf } from "./words.js";

const NEWEST = { date: "desc" };

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
      const answer = await each.ask("search", { terms, filters, sort: ranked ? undefined : NEWEST });
      return answer && { each, asked: terms.length, ...answer };
    }),
  );
  if (answers.includes(null)) return null;
  const telling = answers.filter(({ ids }) => ids.length);
  const missed = Math.min(...telling.map(({ asked, met }) => asked - met));
  const kept = telling.filter(({ asked, met }) => asked - met === missed);
  const complete = !telling.length || missed === 0;
  const lists = kept.map((answer) => hitsOf(answer, kept));
  let hits = lists.flat();
  if (!ranked) return { count: hits.length, complete, stories: (start, stop) => newest(lists, start, stop) };
  hits.sort((a, b) => b.score - a.score);
  if (kept.some(({ each }) => hasCommon(q, each.common))) hits = await titledFirst(hits, q, storyOf);
  return { count: hits.length, complete, stories: (start, stop) => storiesOf(hits.slice(start, stop)) };
}

const storiesOf = (hits) => Promise.all(hits.map(storyOf));

// Of lists that each have their newest story first: when a story was told is known by the story only.
async function newest(lists, start, stop) {
  const stories = await Promise.all(lists.map((hits) => storiesOf(hits.slice(0, stop))));
  const day = ({ filters }) => filters.date[0];
  return stories.flat().sort((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0)).slice(start, stop);
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

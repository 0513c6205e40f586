// A story whose very title is typed comes first, however often other stories have its words.
import { bare } from "./words.js";

const SHOWN = 10; // of those that have a word in their title: what is shown has to be fetched anyway

const wordsOf = (text) => text.split(/\s+/).map(bare).filter(Boolean).join(" ");

// The hits, the one first whose title is what was typed, if it is among the first.
export async function titledFirst(hits, typed, storyOf, lookedAt = SHOWN) {
  const wanted = wordsOf(typed);
  if (!wanted) return hits;
  const near = hits.filter(({ inTitle }) => inTitle).slice(0, lookedAt);
  const stories = await Promise.all(near.map((hit) => storyOf(hit).catch(() => null)));
  const at = stories.findIndex((story) => story && wordsOf(story.meta.title) === wanted);
  return at < 0 ? hits : [near[at], ...hits.filter((hit) => hit !== near[at])];
}

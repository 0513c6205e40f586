// A title of words that most stories hold says little to an index; here it is known by the title itself.
import { bare } from "./words.js";

const LOOKED_AT = 20; // the first twice ten: the reader is shown ten, and may ask for ten more

const wordsOf = (text) => text.split(/\s+/).map(bare).filter(Boolean).join(" ");

// The hits, the one first whose title is what was typed, if it is among the first.
export async function titledFirst(hits, typed, storyOf) {
  const wanted = wordsOf(typed);
  const near = await Promise.all(hits.slice(0, LOOKED_AT).map((hit) => storyOf(hit).catch(() => null)));
  const at = near.findIndex((story) => story && wordsOf(story.meta.title) === wanted);
  return at > 0 ? [hits[at], ...hits.slice(0, at), ...hits.slice(at + 1)] : hits;
}

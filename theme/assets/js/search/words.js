// What somebody typed, as the words to search for.

export const bare = (word) =>
  word
    .normalize("NFD")
    .replace(/\p{M}|[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

// A whole phrase in quotes is one term. Words that most stories hold anyway are left out when there are others.
export function termsOf(text, common = new Set()) {
  const query = text.trim().replace(/[“”„«»]/g, '"');
  if (/^".+"$/.test(query)) return [query];
  const words = query.replaceAll('"', " ").split(/\s+/).filter(bare);
  const telling = words.filter((word) => !common.has(bare(word)));
  return telling.length ? telling : words;
}

// Does a word in a story look like the term, rather than like its first letters only? It may be part of a compound.
export function isAlike(term, word) {
  const typed = bare(term);
  const there = bare(word);
  if (there.includes(typed)) return true;
  return typed.length > 4 && there.includes(typed.slice(0, Math.ceil(typed.length * 0.7)));
}

// Is any of the words one that most stories hold?
export const hasCommon = (text, common) => text.split(/\s+/).some((word) => common.has(bare(word)));

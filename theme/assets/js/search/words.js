// What somebody typed, as the words to search for.

export const bare = (word) =>
  word
    .normalize("NFKD")
    .replace(/\p{M}|[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

// Half the hub begins with any one letter; one Chinese or Japanese sign is a word.
export const isWord = (typed) => typed.length > 1 || /[\u3040-\u30ff\u3400-\u9fff]/.test(typed);

export const isPhrase = (term) => term.startsWith('"');

// Words in quotes are one term. Words that most stories hold anyway are left out when there are others.
export function termsOf(text, common = new Set()) {
  const query = text.normalize("NFKC").replace(/[“”„«»]/g, '"').replace(/[—–]/g, " ");
  const terms = (query.match(/"[^"]+"|[^\s"]+/g) ?? []).filter(bare);
  const telling = terms.filter((term) => isPhrase(term) || !common.has(bare(term)));
  return telling.length ? telling : terms;
}

// Does a word in a story look like the term, rather than like its first letters only? It may be part of a compound.
export function isAlike(term, word) {
  const typed = bare(term);
  const there = bare(word);
  if (there.includes(typed)) return true;
  return typed.length > 4 && there.includes(mostOf(typed));
}

// A word without its last letters, as its other forms begin.
const mostOf = (word) => word.slice(0, Math.ceil(word.length * 0.7));

const SHORTEST_PART = 4; // letters of a word that a compound may begin or end with

// Does a text have one of these words: as it is, with another ending, or as an end of a compound?
export function says(text, words) {
  const known = words.split(/\s+/).map(bare).filter((word) => word.length > 2);
  const fits = (typed, word) => {
    if (typed === word) return true;
    const [short, long] = typed.length < word.length ? [typed, word] : [word, typed];
    if (short.length < SHORTEST_PART) return false;
    return long.startsWith(short) || long.endsWith(short) || (typed.length > 5 && word.startsWith(mostOf(typed)));
  };
  return text.split(/[^\p{L}\p{N}]+/u).map(bare).filter(Boolean).some((typed) => known.some((word) => fits(typed, word)));
}

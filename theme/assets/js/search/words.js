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
  return typed.length > 4 && there.includes(typed.slice(0, Math.ceil(typed.length * 0.7)));
}

// What somebody may have meant by a word that no story has: the word of the stories that is nearest to it.

const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", ß: "ss", ı: "i", æ: "ae", œ: "oe", þ: "th" };

const LIKE = 0.3; // the share of three letters in a row below which two words have nothing to do with each other

// A word without accents, and with the letters that a keyboard may not have as others write them.
export const folded = (word) =>
  word
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[łøđðßıæœþ]/g, (letter) => LETTERS[letter]);

// One slip in a word of five letters or more, two from nine on.
const slips = (word) => (word.length < 5 ? 0 : word.length < 9 ? 1 : 2);

// The nearest of these words; of those that are as near, one with the same first letter, which is seldom mistyped, and then the most
// used. Undefined when none is near.
export function nearestOf(typed, words) {
  const wanted = folded(typed);
  const most = slips(wanted);
  let [best, found] = [most + 1, undefined];
  for (const word of words) {
    if (Math.abs(word.length - wanted.length) > most + 1) continue;
    const meant = folded(word);
    const away = distance(wanted, meant, best) + (meant[0] === wanted[0] ? 0 : 0.5);
    if (away < best) [best, found] = [away, word];
    if (best === 0) break;
  }
  return found ?? (wanted.length > 4 ? words.find((word) => folded(word).endsWith(wanted)) : undefined);
}

// The words that have most of their letters in common with what was typed, three in a row at a time: [likeness, word].
export function likest(typed, words, most = 3) {
  const wanted = threes(folded(typed));
  const like = words.map((word) => [common(wanted, threes(folded(word))), word]).filter(([likeness]) => likeness >= LIKE);
  return like.sort((a, b) => b[0] - a[0]).slice(0, most);
}

const threes = (word) => new Set(Array.from({ length: word.length }, (_, at) => ` ${word} `.slice(at, at + 3)));

const common = (one, other) => (2 * [...one].filter((three) => other.has(three)).length) / (one.size + other.size);

// How many letters to add, leave out, change or swap with the next; no further than `limit`.
function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) >= limit) return limit;
    [before, last] = [last, row];
  }
  return last[other.length];
}

// Scores a text for each value, as hooks/storyhub/suggest.py does with all it has learned, by the words that tell most.
const WORD = /[\p{L}\p{N}_]+(?:['’][\p{L}\p{N}_]+)?/gu;
const ENDINGS = ["ingen", "heden", "heid", "ende", "ing", "ies", "den", "ten", "en", "de", "te", "ed", "es", "ly", "s", "e", "t", "d", "n"];
const REASONS = 3;

// A rough stem, to meet a form of a word that nobody has written yet.
export function stem(word) {
  const ending = ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= 3);
  return ending ? word.slice(0, -ending.length) : word;
}

export class Scorer {
  #forms = new Map();
  #stems = new Map();

  constructor(hints) {
    this.hints = hints;
    hints.words.forEach(([forms], at) => {
      for (const form of forms.split(" ")) {
        if (!this.#forms.has(form)) this.#forms.set(form, at);
        if (!this.#stems.has(stem(form))) this.#stems.set(stem(form), at);
      }
    });
  }

  // The values that the text points to, the likeliest first, each with the words that do.
  suggest(story) {
    const { values, bias, sure, most, notable } = this.hints;
    const { weights, spoken } = this.#weigh([story.title, `${story.summary}\n${story.why}`, story.body]);
    const scored = values.map((value, at) => {
      const pushes = [...weights].map(([word, weight]) => [word, weight * this.hints.words[word][2 + at]]);
      const margin = pushes.reduce((sum, [, push]) => sum + push, bias[at]);
      const telling = pushes.filter(([, push]) => push > 0).sort((a, b) => b[1] - a[1]).slice(0, REASONS);
      const because = telling.filter(([, push]) => push > telling[0][1] * notable).map(([word]) => spoken.get(word));
      return { value, score: 1 / (1 + Math.exp(-margin)), because };
    });
    scored.sort((a, b) => b.score - a.score);
    return scored.slice(0, most).filter(({ score, because }) => score >= sure && because.length);
  }

  // Logarithm of the counts × rarity, each part of the story brought to length one, then the whole story.
  #weigh(parts) {
    const weights = new Map();
    const spoken = new Map();
    let rest = 0;
    parts.forEach((part, at) => {
      const { counts, others } = this.#count(part, spoken);
      const one = [...counts].map(([word, count]) => [word, (1 + Math.log(count)) * this.hints.words[word][1]]);
      const unsent = others * this.hints.others;
      const share = this.hints.parts[at] / (Math.sqrt(one.reduce((sum, [, weight]) => sum + weight ** 2, unsent)) || 1);
      for (const [word, weight] of one) weights.set(word, (weights.get(word) ?? 0) + share * weight);
      rest += share ** 2 * unsent;
    });
    const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight ** 2, rest)) || 1;
    for (const [word, weight] of weights) weights.set(word, weight / length);
    return { weights, spoken };
  }

  #count(text, spoken) {
    const counts = new Map();
    const others = new Set();
    for (const [word] of text.normalize("NFC").replaceAll("\u00ad", "").toLowerCase().matchAll(WORD)) {
      const known = this.#forms.get(word) ?? this.#stems.get(stem(word));
      if (known === undefined) {
        if (word.length > 3) others.add(word);
        continue;
      }
      counts.set(known, (counts.get(known) ?? 0) + 1);
      if (!spoken.has(known)) spoken.set(known, word);
    }
    return { counts, others: others.size };
  }
}

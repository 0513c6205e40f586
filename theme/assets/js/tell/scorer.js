// Scores a text for each value, as hooks/storyhub/tag/model.py does with all it has learned, by the words that tell most.
const WORD = /[\p{L}\p{N}_]+(?:['’][\p{L}\p{N}_]+)?/gu;
const ENDINGS = ["ingen", "heden", "heid", "ende", "ing", "ies", "den", "ten", "en", "de", "te", "ed", "es", "ly", "s", "e", "t", "d", "n"];
const REASONS = 3;
const NAME = /(?<=[\p{L}\p{N}_,;:)’'] )\p{Lu}[\p{L}\p{N}_’']+/gu;
const STEMMED = 5; // letters of a word that is met by its stem: of shorter ones too little is left

// A rough stem, to meet a form of a word that nobody has written yet.
export function stem(word) {
  const ending = ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= 3);
  return ending ? word.slice(0, -ending.length) : word;
}

// Words that have a capital inside a sentence and never go without: who and where is no reason for a value.
function namesIn(text) {
  const words = new Set(text.split(/\s+/));
  return new Set((text.match(NAME) ?? []).map((name) => name.toLowerCase()).filter((name) => !words.has(name)));
}

export class Scorer {
  #forms = new Map();
  #stems = new Map();

  constructor(hints) {
    this.hints = hints;
    this.stop = new Set(hints.stop.split(" "));
    hints.words.forEach(([forms], at) => {
      for (const form of forms.split(" ")) {
        if (!this.#forms.has(form)) this.#forms.set(form, at);
        if (!this.#stems.has(stem(form))) this.#stems.set(stem(form), at);
      }
    });
  }

  // The values that the text points to, the likeliest first, each with the words that do.
  suggest(story) {
    const { values, bias, heard, most, notable } = this.hints;
    const names = namesIn(story.body);
    const { weights, spoken, said } = this.#weigh([story.title, `${story.summary}\n${story.why}`, story.body]);
    const scored = values.map((value, at) => {
      const pushes = [...weights].map(([word, weight]) => [word, weight * this.hints.words[word][2 + at]]);
      const push = pushes.reduce((sum, [, one]) => sum + one, 0);
      const telling = pushes.filter(([, one]) => one > 0).sort((a, b) => b[1] - a[1]);
      const reasons = telling.filter(([word, one]) => one > telling[0][1] * notable && !names.has(spoken.get(word)));
      const repeated = reasons.filter(([word]) => said.get(word) > 1).length;
      const because = reasons.slice(0, REASONS).map(([word]) => spoken.get(word));
      return { value, score: 1 / (1 + Math.exp(-push - bias[at])), push, because, words: reasons.length, repeated };
    });
    const all = scored.reduce((sum, { push }) => sum + Math.max(push, 0), 0) || 1;
    scored.sort((a, b) => b.score - a.score);
    return scored.slice(0, most).filter((one) => one.score >= heard.score && one.push / all >= heard.share
      && one.words >= heard.words && one.repeated >= heard.repeated);
  }

  // Logarithm of the counts × rarity, each part of the story brought to length one, then the whole story.
  #weigh(parts) {
    const weights = new Map();
    const spoken = new Map();
    const said = new Map();
    let rest = 0;
    parts.forEach((part, at) => {
      const { counts, others } = this.#count(part, spoken, said);
      const one = [...counts].map(([word, count]) => [word, (1 + Math.log(count)) * this.hints.words[word][1]]);
      const unsent = others * this.hints.others;
      const share = this.hints.parts[at] / (Math.sqrt(one.reduce((sum, [, weight]) => sum + weight ** 2, unsent)) || 1);
      for (const [word, weight] of one) weights.set(word, (weights.get(word) ?? 0) + share * weight);
      rest += share ** 2 * unsent;
    });
    const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight ** 2, rest)) || 1;
    for (const [word, weight] of weights) weights.set(word, weight / length);
    return { weights, spoken, said };
  }

  // "met" is no form of "meten": a word that says nothing stays one, and a short one is met as it is only.
  #byStem(word) {
    return word.length < STEMMED || this.stop.has(word) ? undefined : this.#stems.get(stem(word));
  }

  #count(text, spoken, said) {
    const counts = new Map();
    const others = new Set();
    for (const [word] of text.normalize("NFC").replaceAll("\u00ad", "").toLowerCase().matchAll(WORD)) {
      const known = this.#forms.get(word) ?? this.#byStem(word);
      if (known === undefined) {
        if (word.length > 3 && !this.stop.has(word)) others.add(word);
        continue;
      }
      counts.set(known, (counts.get(known) ?? 0) + 1);
      said.set(known, (said.get(known) ?? 0) + 1);
      if (!spoken.has(known)) spoken.set(known, word);
    }
    return { counts, others: others.size };
  }
}

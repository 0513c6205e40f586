// What was found, newest first. Pagefind can only put stories in order by what every reader would then have to fetch for
// each story of the hub; but it counts how many of those found were told on each day, and finds those of one day.

// Gives a function that gives some of the hits, in order.
export async function newestFirst(answers, filters) {
  const days = new Map(); // day → [how many, answers with some]
  await Promise.all(
    answers.map(async (answer) => {
      const counts = answer.hits.length ? await answer.each.ask("days", { terms: answer.terms, filters }) : {};
      for (const [day, count] of Object.entries(counts)) {
        const [sum, those] = days.get(day) ?? [0, []];
        if (count) days.set(day, [sum + count, [...those, answer]]);
      }
    }),
  );
  const order = [...days.keys()].sort().reverse();
  return async (start, stop) => {
    let before = 0;
    const asked = [];
    let first;
    for (const day of order) {
      const [count, those] = days.get(day);
      if (before >= stop) break;
      if (before + count > start) {
        first ??= before;
        asked.push(...those.map((answer) => hitsOn(day, answer, filters)));
      }
      before += count;
    }
    return (await Promise.all(asked)).flat().slice(start - (first ?? 0), stop - (first ?? 0));
  };
}

async function hitsOn(day, { each, terms }, filters) {
  const hits = await each.ask("onDay", { terms, filters, day });
  return hits.map(({ id }) => ({ id, language: each }));
}

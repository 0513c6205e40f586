// Finds the slips that readers would see as raw signs, as the hub does, with the patterns of hooks/storyhub/text/slip_patterns.py.

// Gives the rule of each kind of slip in a text, once; code between fences or backticks is left alone.
export function slipsIn(text, patterns) {
  const kinds = Object.entries(patterns).map(([rule, some]) => [rule, some.map(([source, flags]) => new RegExp(source, `g${flags}`))]);
  const lines = proseOf(text);
  return kinds.filter(([, some]) => lines.some((line) => some.some((pattern) => isIn(line, pattern)))).map(([rule]) => rule);
}

function proseOf(text) {
  let fence = "";
  return text.split("\n").filter((line) => {
    const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (mark && !fence) fence = mark;
    else if (mark && line.trim().startsWith(fence)) fence = "";
    else return !fence;
    return false;
  });
}

// Behind an odd number of backticks is code.
const isIn = (line, pattern) => [...line.matchAll(pattern)].some(({ index }) => line.slice(0, index).split("`").length % 2);

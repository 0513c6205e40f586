// Words within a line, as nodes: emphasis, code, links and pictures. An address that could run anything leads nowhere.
const WORDS = "((?:\\\\.|[^\\]\\\\[]|\\[[^\\]]*\\])*)";
const TARGET = "\\(\\s*<?([^\\s()<>]*(?:\\([^\\s()]*\\)[^\\s()<>]*)*)>?(?:\\s+\"[^\"]*\")?\\s*\\)";
const TOKEN = new RegExp(
  [
    "\\\\([!-/:-@[-`{-~])", // 1: a sign that stands for itself
    "(`+)([^`]|[^`][\\s\\S]*?[^`])\\2(?!`)", // 2, 3: code
    `!\\[${WORDS}\\]${TARGET}`, // 4, 5: a picture
    `\\[${WORDS}\\]${TARGET}`, // 6, 7: a link
    "<((?:https?:|mailto:)[^\\s<>]+)>", // 8: an address between brackets
    "\\b(https?:\\/\\/[^\\s<]*[^\\s<.,:;!?\"'*_~)\\]])", // 9: a bare address
    "(\\*\\*|(?<!\\w)__)(?=\\S)([\\s\\S]*?\\S)\\10(?!\\*)", // 10, 11: strong
    "(\\*|(?<!\\w)_)(?=[^\\s*_])((?:\\*\\*[\\s\\S]*?\\*\\*|[\\s\\S])*?\\S)\\12(?![\\w*])", // 12, 13: emphasis
    "(~~?)(?=\\S)([\\s\\S]*?\\S)\\14(?!~)", // 14, 15: struck through
    "(?:\\\\| {2,})\\n", // a break in the line
  ].join("|"),
  "gu",
);
const SAFE = /^(https?:|mailto:|tel:)/i;
const DEPTH = 8;

export function inline(text, picture, depth = 0) {
  if (depth > DEPTH) return [text];
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(TOKEN)) {
    nodes.push(plain(text.slice(done, match.index)), node(match, (words) => inline(words, picture, depth + 1), picture));
    done = match.index + match[0].length;
  }
  nodes.push(plain(text.slice(done)));
  return nodes.filter((found) => found !== "");
}

function node(match, inside, picture) {
  const [, sign, , code, alt, source, words, target, bracketed, bare, , strong, , emphasis, , struck] = match;
  if (sign) return sign;
  if (code !== undefined) return holding("code", [code.replaceAll("\n", " ").replace(/^ (.*\S.*) $/, "$1")]);
  if (source !== undefined) return picture(source, alt.replace(/\\([!-/:-@[-`{-~])/g, "$1"));
  if (target !== undefined) return link(target, inside(words));
  if (bracketed || bare) return link(bracketed ?? bare, [(bracketed ?? bare).replace(/^mailto:/, "")]);
  if (strong) return holding("strong", inside(strong));
  if (emphasis) return holding("em", inside(emphasis));
  if (struck) return holding("del", inside(struck));
  return holding("br", []);
}

function link(target, words) {
  const element = holding("a", words);
  if (SAFE.test(target)) {
    element.href = target;
    element.target = "_blank"; // the story that is being written stays open
    element.rel = "noopener noreferrer";
  }
  return element;
}

function holding(name, children) {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

const plain = (text) => text.replaceAll("\n", " ").replace(/&(amp|lt|gt|quot);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name]);

// The part of Markdown that people use in a story, as nodes: paragraphs, headings, lists, quotes, code and rules. The hub
// itself shows all of GitHub Flavored Markdown; what is not here is shown as it was typed.
import { inline } from "./inline.js";

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3}(?:([-+*])|(\d{1,9})[.)]))(?:[ \t]+|$)/;
const INTERRUPTS = [FENCE, HEADING, RULE, QUOTE, /^ {0,3}(?:[-+*]|1[.)])[ \t]+\S/];
const DEPTH = 12;

export function blocks(text, picture, depth = 0) {
  const lines = text.replaceAll("\t", "    ").split("\n");
  const found = [];
  while (lines.length) {
    if (!lines[0].trim()) lines.shift();
    else found.push(next(lines, picture, depth));
  }
  return found;
}

function next(lines, picture, depth) {
  const [line] = lines;
  const inside = (text) => blocks(text, picture, depth + 1);
  if (FENCE.test(line)) return fenced(lines);
  if (/^ {4}/.test(line)) return code(take(lines, (one) => !one.trim() || /^ {4}/.test(one)).map((one) => one.slice(4)));
  if (HEADING.test(line)) return heading(HEADING.exec(lines.shift()), picture);
  if (RULE.test(line)) return lines.shift() && document.createElement("hr");
  if (depth < DEPTH && QUOTE.test(line)) {
    const quoted = take(lines, (one) => QUOTE.test(one) || continues(one));
    return holding("blockquote", inside(quoted.map((one) => one.replace(QUOTE, "")).join("\n")));
  }
  if (depth < DEPTH && ITEM.test(line)) return list(lines, inside);
  return paragraph(lines, picture);
}

const continues = (line) => !!line.trim() && !INTERRUPTS.some((pattern) => pattern.test(line));

function take(lines, goesOn) {
  const taken = [lines.shift()];
  while (lines.length && goesOn(lines[0])) taken.push(lines.shift());
  return taken;
}

function holding(name, children) {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

function fenced(lines) {
  const [, fence] = FENCE.exec(lines.shift());
  const end = lines.findIndex((line) => line.trim().startsWith(fence) && !line.trim().replaceAll(fence[0], ""));
  const inside = lines.splice(0, end < 0 ? lines.length : end + 1);
  return code(end < 0 ? inside : inside.slice(0, -1));
}

const code = (lines) => holding("pre", [holding("code", [lines.join("\n").trimEnd()])]);

// Two levels lower than it will be: above it are the title of this page and that of the preview.
const heading = ([, signs, text = ""], picture) => holding(`h${Math.min(6, signs.length + 2)}`, inline(text, picture));

function paragraph(lines, picture) {
  const taken = take(lines, (one) => continues(one) && !/^ {0,3}(=+|-+)[ \t]*$/.test(one));
  const text = taken.map((one) => one.trimStart()).join("\n").trimEnd();
  const [line] = lines;
  if (line && /^ {0,3}(=+|-{2,})[ \t]*$/.test(line)) return heading([lines.shift(), line.includes("=") ? "#" : "##", text], picture);
  return holding("p", inline(text, picture));
}

function list(lines, inside) {
  const [, , sign, number] = ITEM.exec(lines[0]);
  const same = (line) => ITEM.exec(line)?.[2] === sign && !RULE.test(line) && (sign || ITEM.exec(line)?.[3]);
  const items = [];
  let loose = false;
  while (lines.length && same(lines[0])) {
    const width = ITEM.exec(lines[0])[0].length;
    const own = [lines.shift().slice(width).replace(/^\[([ xX])\](?= )/, (_, done) => (done === " " ? "☐" : "☑"))];
    while (lines.length && (deep(lines, width) || (own.at(-1).trim() && continues(lines[0]) && !ITEM.test(lines[0])))) {
      own.push(lines.shift().replace(new RegExp(`^ {0,${width}}`), ""));
    }
    loose ||= own.some((line, at) => !line.trim() && at < own.length - 1) || (!own.at(-1).trim() && lines.length > 0 && !!same(lines[0]));
    items.push(inside(own.join("\n").trimEnd()));
  }
  const element = holding(sign ? "ul" : "ol", items.map((item) => holding("li", loose ? item : tight(item))));
  if (number && number !== "1") element.start = Number(number);
  return element;
}

// A line that belongs to the item above it: set in as far as its text, or empty with such a line or another item behind it.
function deep(lines, width) {
  const behind = lines.find((line) => line.trim());
  return lines[0].trim() ? lines[0].search(/\S/) >= width : !!behind && (behind.search(/\S/) >= width || ITEM.test(behind));
}

const tight = (item) => item.flatMap((node) => (node.nodeName === "P" ? [...node.childNodes] : [node]));

// Where somebody comes from: ?reply_to=<id> from a story, with &answers=question or could_be_better from that part of it;
// ?question=… from an invitation. Shown as text, and never put into the story but for the id.
const QUOTED = { question: ".asks-text", could_be_better: ".better-text" };
const LONGEST = 400;
const MONTH = /^\d{4}-\d{2}$/;
const ID = /^\d{4}\/[^/\\]+$/u;

export async function showOrigin(element, form, base, origin) {
  const asked = new URLSearchParams(location.search);
  const box = element.querySelector("[data-origin]");
  const id = asked.get("reply_to");
  const question = (asked.get("question") ?? "").slice(0, LONGEST);
  if (id) {
    form.elements.reply_to.value = id;
    await answerTo(id, asked.get("answers") ?? "", box, base, origin);
  } else if (question) {
    const month = asked.get("answers_question") ?? "";
    if (MONTH.test(month)) form.elements.answers_question.value = month;
    show(box, "question");
    quote(box, question);
  }
}

async function answerTo(id, part, box, base, origin) {
  origin.id = id;
  // Anything else could be the address of another host.
  if (!ID.test(id)) return;
  const address = new URL(`${id.split("/").map(encodeURIComponent).join("/")}/`, base);
  const page = await storyAt(address);
  origin.isThere = !!page;
  if (!page) return;
  show(box, "reply");
  const link = box.querySelector("[data-origin-link]");
  link.href = address;
  link.textContent = page.querySelector("h1").textContent;
  link.lang = page.querySelector("h1").lang || page.documentElement.lang;
  const said = Object.hasOwn(QUOTED, part) && page.querySelector(QUOTED[part])?.textContent;
  if (said) quote(box, said);
}

// The page of a story, parsed without being run; null when there is none.
async function storyAt(address) {
  try {
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return response.ok && page.querySelector("article.tale") ? page : null;
  } catch {
    return null;
  }
}

function show(box, name) {
  for (const one of box.querySelectorAll("[data-case]")) one.hidden = one.dataset.case !== name;
  box.hidden = false;
}

function quote(box, text) {
  const quoted = box.querySelector("[data-origin-quote]");
  quoted.textContent = text;
  quoted.hidden = false;
}

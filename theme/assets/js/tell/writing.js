// The composer page at work: what is typed becomes a story file, with its preview, its advice and the ways to send it.
import { advise, secrets, secretsIn } from "./advice.js";
import { changeOf } from "./change.js";
import { Draft } from "./draft.js";
import { fileOf } from "./file.js";
import { entriesOf, readForm, writeForm } from "./form.js";
import { Heard } from "./heard.js";
import { Receipt } from "./keep.js";
import { Notes } from "./notes.js";
import { showOrigin } from "./origin.js";
import { PenName } from "./pen.js";
import { Pictures } from "./pictures.js";
import { Preview } from "./preview.js";
import { Ways } from "./ways.js";
import { Words } from "./words.js";

const PAUSE = 250; // milliseconds without a key that count as "done typing"

// `blank` is the form as it was before anybody typed in it, `name` that of a draft in this browser.
export default async function run(element, blank, name) {
  const form = element.querySelector("form");
  const base = new URL(element.dataset.base || "./", location.href);
  const data = await (await fetch(new URL(element.dataset.composer, base))).json();
  const say = new Words(element.querySelector("template[data-texts]").content);
  const draft = new Draft(name);
  const notes = new Notes(form, say);
  const pictures = new Pictures(form, data, say, notes, update);
  const heard = element.dataset.hints && new Heard(form, new URL(element.dataset.hints, base));
  const preview = new Preview(form, element.lang, pictures);
  const ways = new Ways(form, data, say);
  const pen = new PenName(form, data.few);
  const receipt = new Receipt(form, say, `${location.origin}${location.pathname}`);
  const change = await changeOf(element, form, base);
  const origin = { isThere: true };
  let timer;

  function update() {
    clearTimeout(timer);
    const story = { ...readForm(form, data), pictures: pictures.all, receipt: receipt.field };
    const file = change ? change.fileOf(story, data) : fileOf(story, data);
    const issues = change?.besides ? secrets({ about: form.elements.about.value }, data) : advise(story, file, data, origin);
    if (change?.isSlip) issues.push({ level: "advice", field: "code", rule: "code-slip" });
    notes.show(issues);
    preview.show(story);
    heard?.show(story);
    pen.show(story);
    receipt.show(story);
    const what = secretsIn(issues).map((one) => say.secret(one)).join(", ");
    ways.offer(file, { held: what && say.text("held-private", { what }), mailOnly: story.pseudonym || !!change });
    form.dataset.asks = change?.besides ?? "";
    form.querySelector("[data-about-item]").hidden = !change?.isAboutItem;
    form.querySelector("[data-with-pictures]").hidden = !pictures.all.length;
  }

  function keep() {
    if (!change) draft.keep(form, pictures.all.length);
  }

  function changed() {
    keep();
    update();
  }

  function typed() {
    clearTimeout(timer);
    timer = setTimeout(changed, PAUSE);
  }

  function fill(entries) {
    writeForm(form, entries);
    update();
  }

  form.addEventListener("input", typed);
  form.addEventListener("change", changed);
  addEventListener("pagehide", keep);
  draft.useButtons(form, { fill, pictures, say, receipt });

  if (change) {
    pictures.startAfter(change.pictures);
    writeForm(form, change.entries(entriesOf(form), data.language));
  } else {
    const kept = draft.restore(form, blank);
    await receipt.make();
    if (kept?.pictures) notes.tell("photo", say.text("pictures-gone"));
  }
  form.hidden = false;
  element.querySelector("[data-blank]").open = false;
  if (!change) await showOrigin(element, form, base, origin, update);
  pictures.take(); // chosen before this script was there
  update();
  form.dataset.ready = "";
}

// The answer form of the desk: makes or extends the YAML of a listening item, and sends it by file, mail or code host.
const NEED_A_NOTE = ["change planned", "changed", "not changing"];
const LONGEST = 8000; // characters of an address that every code host takes

const field = (item, name) => item.querySelector(`[name="${name}"]`);
const value = (item, name) => field(item, name).value.trim();

function lines(item) {
  const indent = item.dataset.indent;
  const note = value(item, "note");
  const made = [`- date: ${value(item, "date")}`, `  by: ${JSON.stringify(value(item, "by"))}`, `  status: ${value(item, "status")}`];
  if (note) made.push(`  note: ${JSON.stringify(note)}`);
  return made.map((line) => `${indent}${line}\n`).join("");
}

function fault(item) {
  const { needNote, needName } = item.querySelector(".desk-say").dataset;
  if (!value(item, "by") || !value(item, "date")) return needName;
  return NEED_A_NOTE.includes(value(item, "status")) && !value(item, "note") ? needNote : "";
}

function update(item) {
  const wrong = fault(item);
  item.querySelector(".desk-say").textContent = wrong;
  field(item, "file").value = item.dataset.before + lines(item) + item.dataset.after;
  for (const button of item.querySelectorAll("button")) button.disabled = Boolean(wrong);
}

function download(item) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([field(item, "file").value], { type: "text/yaml" }));
  link.download = item.dataset.path.split("/").pop();
  link.click();
  URL.revokeObjectURL(link.href);
}

function mail(item) {
  const body = `${item.dataset.path}\n\n${lines(item)}`;
  location.href = `mailto:${item.dataset.mail}?subject=${encodeURIComponent(item.dataset.path)}&body=${encodeURIComponent(body)}`;
}

async function host(item) {
  const text = field(item, "file").value;
  const filled = item.dataset.edit.replace("{text}", encodeURIComponent(text));
  const address = filled.length <= LONGEST ? filled : item.dataset.edit.replace("{text}", "");
  await navigator.clipboard?.writeText(text);
  item.querySelector(".desk-say").textContent = item.querySelector(".desk-say").dataset.copied;
  open(address, "_blank", "noopener");
}

for (const item of document.querySelectorAll(".desk-item")) {
  item.addEventListener("input", () => update(item));
  for (const [name, send] of Object.entries({ download, mail, host })) {
    field(item, name)?.addEventListener("click", () => send(item));
  }
  update(item);
}

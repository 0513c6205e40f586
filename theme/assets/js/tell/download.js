// Gives a story as a file; with pictures as a ZIP file.
import { nameOf } from "./share.js";
import { zipped } from "./zip.js";

export const downloadName = ({ path, pictures }) => (pictures.length ? nameOf(path).replace(/\w+$/, "zip") : nameOf(path));

export async function download(file) {
  const { path, text, pictures } = file;
  save(pictures.length ? await zipped([{ path, blob: new Blob([text]) }, ...pictures]) : new Blob([text], { type: "text/markdown" }), downloadName(file));
}

export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

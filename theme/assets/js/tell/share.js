// Hands a story to the other apps of a device, with its pictures: Mail, Teams, Signal (Web Share API, level 2).
const TEXT = { type: "text/plain" }; // phones share text and pictures; a file that ends in .md is neither

export function canShare() {
  const files = [new File(["x"], "x.txt", TEXT), new File(["x"], "x.webp", { type: "image/webp" })];
  return !!navigator.share && !!navigator.canShare?.({ files });
}

export const nameOf = (path) => path.split("/").at(-1);

export function filesOf({ path, text, pictures }) {
  const beside = pictures.map((picture) => new File([picture.blob], nameOf(picture.path), { type: picture.blob.type }));
  return [new File([text], nameOf(path).replace(/md$/, "txt"), TEXT), ...beside];
}

// Gives "shared", "not-shared" when a browser refuses, or nothing when somebody thought better of it. A request without a
// story is words alone: the body of a mail.
export async function share(file) {
  const given = file.isStory ? { title: file.title, files: filesOf(file) } : { title: file.title, text: file.text };
  try {
    await navigator.share(given);
    return "shared";
  } catch (error) {
    return error.name === "AbortError" ? "" : "not-shared";
  }
}

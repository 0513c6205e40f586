// One picture, redrawn, and smaller. A drawing knows nothing of the camera, the place or the time.
const QUALITY = 0.82;

export async function reduced(file, widest) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, widest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  let blob = await drawn(canvas, "image/webp");
  // A browser that cannot write WebP gives PNG, which is large for a photo.
  if (blob.type !== "image/webp") blob = await drawn(canvas, "image/jpeg");
  return { canvas, blob, ending: blob.type === "image/webp" ? "webp" : "jpg" };
}

const drawn = (canvas, type) => new Promise((resolve) => canvas.toBlob(resolve, type, QUALITY));

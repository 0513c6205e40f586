// A code as a square that cameras read (QR code, ISO/IEC 18004).
import { encode } from "../vendor/uqr.js";

const SVG = "http://www.w3.org/2000/svg";

export function square(text, label) {
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  const dark = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")));
  const image = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [name, value] of Object.entries({ viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label })) image.setAttribute(name, value);
  path.setAttribute("d", dark.join(""));
  image.append(path);
  return image;
}

import { line, page } from "../_includes/base.js";

const address = ({ folder, number }) => (number ? `${folder}page/${number + 1}/` : folder);

export const data = {
  layout: null,
  eleventyExcludeFromCollections: true,
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: ({ list }) => `${address(list)}index.html`,
};

export function render({ list }) {
  const { name, number, count, told } = list;
  const newer = number > 0 ? `<a rel="prev" href="${address({ ...list, number: number - 1 })}">newer</a>` : "";
  const older = number < count - 1 ? `<a rel="next" href="${address({ ...list, number: number + 1 })}">older</a>` : "";
  return page(name, "en", `<ul>${told.map(line).join("")}</ul>${newer}${older}`);
}

import { line, page } from "../_includes/base.js";

export const data = { permalink: "/index.html", layout: null, eleventyExcludeFromCollections: true };

export function render({ collections }) {
  const [values] = collections.overviews.filter(({ kind }) => kind === "values");
  const ways = values.entries.map(({ name, folder }) => `<p><a href="${folder}">${name}</a></p>`);
  return page("Stories", "en", `<ul>${collections.newest.slice(0, 20).map(line).join("")}</ul>${ways.join("")}`);
}

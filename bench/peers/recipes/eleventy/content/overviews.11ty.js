import { escaped, page } from "../_includes/base.js";

export const data = {
  layout: null,
  eleventyExcludeFromCollections: true,
  pagination: { data: "collections.overviews", size: 1, alias: "overview" },
  permalink: ({ overview }) => `/${overview.kind}/index.html`,
};

export function render({ overview }) {
  const entries = overview.entries.map(({ name, folder }) => `<li><a href="${folder}">${escaped(name)}</a></li>`);
  return page(overview.kind, "en", `<ul>${entries.join("\n")}</ul>`);
}

// Settings of the site that Eleventy makes: its collections are the lists that the hub has.
const PER_PAGE = 20;
const IN_FEED = 30;

const slug = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");

// The newest first, by what `keys` gives of a story.
function grouped(stories, keys) {
  const groups = new Map();
  for (const story of stories) {
    for (const key of keys(story)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(story);
    }
  }
  return [...groups].map(([name, told]) => ({ name, told }));
}

// Each list in pages of PER_PAGE stories.
function paged(kind, groups) {
  return groups.flatMap(({ name, told }) => {
    const count = Math.ceil(told.length / PER_PAGE);
    return Array.from({ length: count }, (_, number) => ({
      name,
      folder: `/${kind ? `${kind}/` : ""}${slug(name)}/`,
      number,
      count,
      told: told.slice(number * PER_PAGE, (number + 1) * PER_PAGE),
    }));
  });
}

export default function (config) {
  const newest = (api) => api.getFilteredByTag("story").reverse();
  const kinds = {
    values: ({ data }) => data.values,
    departments: ({ data }) => [data.department],
    authors: ({ data }) => [data.author],
  };
  config.addCollection("newest", newest);
  config.addCollection("lists", (api) => [
    ...Object.entries(kinds).flatMap(([kind, keys]) => paged(kind, grouped(newest(api), keys))),
    ...paged("", grouped(newest(api), ({ data }) => [String(data.page.date.getUTCFullYear())])),
  ]);
  config.addCollection("overviews", (api) =>
    Object.entries(kinds).map(([kind, keys]) => ({
      kind,
      entries: grouped(newest(api), keys).map(({ name }) => ({ name, folder: `/${kind}/${slug(name)}/` })),
    })),
  );
  config.addCollection("feeds", (api) => [
    { folder: "/", name: "Stories", told: newest(api).slice(0, IN_FEED) },
    ...["values", "departments"].flatMap((kind) =>
      grouped(newest(api), kinds[kind]).map(({ name, told }) => ({
        folder: `/${kind}/${slug(name)}/`,
        name,
        told: told.slice(0, IN_FEED),
      })),
    ),
  ]);
  return { dir: { input: "content", includes: "../_includes", output: "site" }, markdownTemplateEngine: false };
}

import { escaped } from "../_includes/base.js";

const HOST = "https://stories.example.org";

export const data = {
  layout: null,
  eleventyExcludeFromCollections: true,
  pagination: { data: "collections.feeds", size: 1, alias: "feed" },
  permalink: ({ feed }) => `${feed.folder}feed.xml`,
};

const entry = ({ url, data }) => `<entry>
<title>${escaped(data.title)}</title>
<id>${HOST}${url}</id>
<link href="${HOST}${url}"/>
<updated>${data.date}T00:00:00Z</updated>
<author><name>${escaped(data.author)}</name></author>
<summary>${escaped(data.why)}</summary>
</entry>`;

export function render({ feed }) {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${escaped(feed.name)}</title>
<id>${HOST}${feed.folder}feed.xml</id>
<updated>${feed.told[0].data.date}T00:00:00Z</updated>
${feed.told.map(entry).join("\n")}
</feed>
`;
}

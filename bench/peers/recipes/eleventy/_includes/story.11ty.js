import { escaped, page, slug } from "./base.js";

export function render(data) {
  const { title, author, department, language, why, values, content, date } = data;
  const tags = values.map((value) => `<li><a href="/values/${slug(value)}/">${escaped(value)}</a></li>`);
  return page(
    title,
    language,
    `<article>
<p><a href="/authors/${slug(author)}/">${escaped(author)}</a> <a href="/departments/${slug(department)}/">${escaped(department)}</a> <time>${date}</time></p>
<p>${escaped(why)}</p>
${content}
<ul>${tags.join("")}</ul>
</article>`,
  );
}

// What all pages share.
const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escaped = (text) => String(text).replace(/[&<>"]/g, (mark) => MARKS[mark]);

export const slug = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");

export const line = ({ url, data }) =>
  `<li><a href="${url}">${escaped(data.title)}</a> ${escaped(data.author)} <time>${data.date}</time><p>${escaped(data.why)}</p></li>`;

export const page = (title, language, main) => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
</head>
<body>
<nav><a href="/">Stories</a> <a href="/values/">Values</a> <a href="/departments/">Departments</a> <a href="/authors/">Ambassadors</a></nav>
<main>
<h1>${escaped(title)}</h1>
${main}
</main>
</body>
</html>
`;

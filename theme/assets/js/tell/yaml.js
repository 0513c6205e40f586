// Text as YAML that nothing in it can break out of. A JSON string is a YAML string: quotes, colons and the like stay text.

export const quoted = (text) => JSON.stringify(text);

// A key of the organisation's lists, a date or a code has no quotes, as people write it.
export const key = (text) => (/^[a-z0-9][a-zA-Z0-9-]*$/.test(text) && text !== "null" ? text : quoted(text));

// Several lines stay lines, each set in by two spaces, so that no --- of theirs ends the fields.
export function block(text) {
  if (!text.includes("\n")) return quoted(text);
  return `|-\n${text.split("\n").map((line) => line && `  ${line}`).join("\n")}`;
}

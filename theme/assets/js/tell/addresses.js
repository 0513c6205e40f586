// The addresses that a story can travel in. What each code host can do is in hooks/storyhub/model/code_hosts.py.

// Gives {address, note}: with the text where the host fills it in and it fits, else without it.
export function addressAt({ template, folder, fills, limit }, { path, text }) {
  const filled = (words) => template.replace("{path}", () => encodeURIComponent(folder + path)).replace("{text}", () => encodeURIComponent(words));
  const whole = filled(text);
  if (!fills) return { address: whole, note: "host-empty" };
  return whole.length <= limit ? { address: whole, note: "host-fills" } : { address: filled(""), note: "host-long" };
}

// Gives {address, whole}: whether the whole story is in the mail, or it has to be added as a file.
export function mailTo({ to, limit }, { title, text, pictures }, instead) {
  const address = (words) => `mailto:${to}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(words.replaceAll("\n", "\r\n"))}`;
  const whole = !pictures.length && address(text).length <= limit;
  return { address: address(whole ? text : instead), whole };
}

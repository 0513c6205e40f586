// What is asked for: in the form, and in the page's address, so that a search can be shared and Back works.
import { isWord } from "./words.js";

const LISTS = ["value", "language"];
const SINGLES = ["q", "department", "year", "sort"];

export function fromForm(form) {
  const data = new FormData(form);
  const asked = Object.fromEntries(SINGLES.map((name) => [name, (data.get(name) ?? "").trim()]));
  for (const name of LISTS) asked[name] = data.getAll(name);
  return asked;
}

export function toForm(form, address) {
  const params = new URLSearchParams(address);
  for (const field of form.elements) {
    if (LISTS.includes(field.name)) field.checked = params.getAll(field.name).includes(field.value);
    else if (SINGLES.includes(field.name)) field.value = params.get(field.name) ?? "";
    if (field.tagName === "SELECT" && field.selectedIndex < 0) field.selectedIndex = 0;
  }
}

export function toAddress(asked) {
  const params = new URLSearchParams();
  for (const name of [...SINGLES, ...LISTS]) {
    for (const value of [asked[name]].flat()) if (value) params.append(name, value);
  }
  const query = params.toString();
  return query ? `?${query}` : location.pathname;
}

export const filtersIn = (asked) =>
  asked.value.length + asked.language.length + Number(!!asked.department) + Number(!!asked.year);

export const isEmpty = (asked) => !isWord(asked.q) && !filtersIn(asked);

// Finds private and secret data, as hooks/storyhub/text/private_data.py does and with its patterns. Nothing of it leaves the browser.
const BSN = "a citizen service number (BSN)";
const IBAN = "a bank account number (IBAN)";
const CARD = "a payment card number";

export function privateData(text, patterns) {
  const all = ([source, flags]) => [...text.matchAll(new RegExp(source, `g${flags}`))];
  const found = patterns.secrets.filter(([, pattern]) => all(pattern).length).map(([what]) => what);
  const others = (number) => !patterns.allow.includes(alone(number));
  if (all(patterns.bsn).some(([, number]) => isBsn(number) && others(number))) found.push(BSN);
  const accounts = all(patterns.iban).map((match) => text.slice(match.index - 2, match.index + match[0].length));
  if (accounts.some((account) => isIban(account, patterns.ibanLengths) && !patterns.allow.some((own) => alone(account).startsWith(own)))) found.push(IBAN);
  const cards = [...all(patterns.card), ...all(patterns.card15)];
  if (cards.some(([number]) => isCard(number, patterns.issuers) && others(number))) found.push(CARD);
  return [...new Set(found)];
}

const alone = (number) => number.replaceAll(/[^\p{L}\p{N}]/gu, "").toUpperCase();
const digitsOf = (text) => text.replace(/\D/g, "").split("").map(Number);
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

function isBsn(text) {
  const digits = digitsOf(text);
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  return digits.length === 9 && new Set(digits).size > 1 && sum(digits.map((digit, at) => digit * weights[at])) % 11 === 0;
}

function isIban(text, lengths) {
  const plain = text.replaceAll(/[ .\u00a0\u202f-]/g, "");
  const length = lengths[plain.slice(0, 2)] ?? 0;
  if (!length || length > plain.length) return false;
  const turned = plain.slice(4, length) + plain.slice(0, 4);
  const digits = [...turned].map((sign) => parseInt(sign, 36)).join("");
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

function isCard(text, issuers) {
  const digits = digitsOf(text);
  const doubled = digits.toReversed().map((digit, at) => (at % 2 ? digit * 2 - (digit > 4 ? 9 : 0) : digit));
  const [issuer, flags] = issuers[digits.length] ?? ["(?!)", ""];
  const known = new RegExp(`^(?:${issuer})`, flags).test(digits.join(""));
  return known && new Set(digits).size > 2 && sum(doubled) % 10 === 0;
}

// The code by which a teller proves that a story is theirs, and its hash: hooks/storyhub/text/receipt.py says why it is so.
const CONSONANTS = "bdfghjklmnprstvz";
const VOWELS = "aiou";
const ITERATIONS = 100_000;
const PLACES = [[CONSONANTS, 12], [VOWELS, 10], [CONSONANTS, 6], [VOWELS, 4], [CONSONANTS, 0]];
const WORD = `[${CONSONANTS}][${VOWELS}][${CONSONANTS}][${VOWELS}][${CONSONANTS}]`;
const CODE = new RegExp(`\\b${WORD}(?:[\\W_]{1,5}${WORD}){5}\\b`, "gi");

export const newCode = () => codeOf(crypto.getRandomValues(new Uint8Array(10)));

export function codeOf(random) {
  const whole = [...random, ...checkOf(random)];
  return [0, 2, 4, 6, 8, 10].map((at) => wordOf((whole[at] << 8) | whole[at + 1])).join("-");
}

const wordOf = (number) => PLACES.map(([letters, shift]) => letters[(number >> shift) & (letters.length - 1)]).join("");

// CRC-16/IBM-3740.
function checkOf(bytes) {
  let value = 0xffff;
  for (const byte of bytes) {
    value ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) value = (value & 0x8000 ? (value << 1) ^ 0x1021 : value << 1) & 0xffff;
  }
  return [value >> 8, value & 0xff];
}

// The code in what somebody typed; empty when there is none, or a slip is in it.
export function readCode(typed) {
  return [...typed.matchAll(CODE)].map(([found]) => checked(found)).find(Boolean) ?? "";
}

function checked(found) {
  const words = found.toLowerCase().match(new RegExp(WORD, "g"));
  const code = codeOf(words.slice(0, 5).flatMap(bytesOf));
  return code === words.join("-") ? code : "";
}

function bytesOf(word) {
  const number = PLACES.reduce((sum, [letters, shift], at) => sum | (letters.indexOf(word[at]) << shift), 0);
  return [number >> 8, number & 0xff];
}

// The field of a code (PBKDF2 with HMAC-SHA256, RFC 8018).
export async function hashed(code, salt = crypto.getRandomValues(new Uint8Array(16)), iterations = ITERATIONS) {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(code), "PBKDF2", false, ["deriveBits"]);
  const found = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, key, 256);
  return `pbkdf2-sha256$${iterations}$${base64(salt)}$${base64(new Uint8Array(found))}`;
}

const base64 = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

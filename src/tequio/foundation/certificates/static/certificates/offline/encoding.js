// How the standards write bytes: base64url, base58 and canonical JSON (RFC 8785). The same as core/credentials.

const LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const MOST_DEPTH = 32;
const MOST_BASE58 = 128;

export const utf8 = (text) => new TextEncoder().encode(text);

// A text that would be written otherwise is refused: each value has one text and no other.
export function fromBase64url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const found = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  return toBase64url(found) === text ? found : null;
}

function toBase64url(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function fromMultibase(text) {
  if (typeof text !== "string" || text[0] !== "z" || text.length > MOST_BASE58) return null;
  let number = 0n;
  for (const letter of text.slice(1)) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return null;
    number = number * 58n + BigInt(value);
  }
  const bytes = [];
  for (; number > 0n; number /= 256n) bytes.unshift(Number(number % 256n));
  for (const letter of text.slice(1)) {
    if (letter !== LETTERS[0]) break;
    bytes.unshift(0);
  }
  return Uint8Array.from(bytes);
}

// Throws on what has no canonical form here: fractions, large numbers, half characters, endless nesting.
export function canonical(value, depth = MOST_DEPTH) {
  if (value === null || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number" && Number.isSafeInteger(value)) return JSON.stringify(value);
  if (typeof value === "string" && isWhole(value)) return JSON.stringify(value);
  if (depth > 0 && Array.isArray(value)) return `[${value.map((one) => canonical(one, depth - 1)).join(",")}]`;
  if (depth > 0 && typeof value === "object" && !Array.isArray(value)) {
    // Texts of JavaScript are sorted by their UTF-16 code units, as the standard asks.
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${canonical(key)}:${canonical(value[key], depth - 1)}`).join(",")}}`;
  }
  throw new TypeError("no canonical form");
}

const isWhole = (text) => !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);

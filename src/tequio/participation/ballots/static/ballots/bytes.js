// Bytes, whole numbers and their texts. Everything of the box's half in the browser stands on these.

export const random = (length) => crypto.getRandomValues(new Uint8Array(length));

export const utf8 = (text) => new TextEncoder().encode(text);

export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function equal(one, other) {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let n = 0; n < one.length; n += 1) difference |= one[n] ^ other[n];
  return difference === 0;
}

export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export function fromHex(text) {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new Error("no hexadecimal");
  return Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
}

// base64url without padding (RFC 4648 §5), strictly: each text stands for other bytes.
export const toBase64 = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

export function fromBase64(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new Error("no base64url");
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = Uint8Array.from(plain, (char) => char.charCodeAt(0));
  if (toBase64(bytes) !== text) throw new Error("no base64url");
  return bytes;
}

export const toNumber = (bytes) => (bytes.length ? BigInt(`0x${toHex(bytes)}`) : 0n);

export function fromNumber(number, length) {
  const text = number.toString(16).padStart(length * 2, "0");
  if (text.length > length * 2) throw new Error("the number does not fit");
  return fromHex(text);
}

export const bitLength = (number) => (number === 0n ? 0 : number.toString(2).length);

export const modulo = (number, n) => ((number % n) + n) % n;

export function power(base, exponent, n) {
  let result = 1n;
  let square = modulo(base, n);
  for (let left = exponent; left; left >>= 1n) {
    if (left & 1n) result = (result * square) % n;
    square = (square * square) % n;
  }
  return result;
}

// The inverse modulo n, or nothing where there is none (Euclid, extended).
export function inverse(number, n) {
  let [last, rest] = [n, modulo(number, n)];
  let [before, now] = [0n, 1n];
  while (rest) {
    const times = last / rest;
    [last, rest] = [rest, last - times * rest];
    [before, now] = [now, before - times * now];
  }
  return last === 1n ? modulo(before, n) : null;
}

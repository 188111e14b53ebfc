// The voter's half of a blind token: RSABSSA-SHA384-PSS-Randomized of RFC 9474.
//
// The browser makes a token, hides it, has it signed and takes the cover off. Who signed never saw the token, and
// who later sees the token cannot say for whom it was signed. The other half is core/ballotbox/blind.py.
//
// On a page over plain http this works too, but whoever sits on the line could change the page: secrecy then
// rests on the network. The site sends everyone to https, except at 127.0.0.1.

import * as bytes from "./bytes.js";
import { sha384 } from "./sha2.js";

const EXPONENT = 65537n;
const PREFIX = 32; // RFC 9474 §4.1
const SERIAL = 32;
const HASH = 48; // and as long a salt: RFC 9474 §5

// The issuer's key of an edition and zone, from its modulus in hexadecimal as keys.json has it.
export function publicKey(modulus) {
  const n = BigInt(`0x${modulus}`);
  const bits = bytes.bitLength(n);
  if (bits < 2048 || bits > 4096 || !(n & 1n)) throw new Error("no key of an issuer");
  return { n, bits, size: Math.ceil(bits / 8) };
}

// A new token: 32 bytes of prefix and a serial of 32. Keep it before anyone is asked to sign it.
export const newToken = (random = bytes.random) => prepare(random(SERIAL), random);

export const prepare = (message, random = bytes.random) => bytes.join(random(PREFIX), message);

function mask(seed, length) {
  const blocks = [];
  for (let n = 0; n * HASH < length; n += 1) blocks.push(sha384(seed, bytes.fromNumber(BigInt(n), 4)));
  return bytes.join(...blocks).subarray(0, length);
}

function digestOf(message, salt) {
  return sha384(new Uint8Array(8), sha384(message), salt);
}

// EMSA-PSS (RFC 8017 §9.1.1) with SHA-384 and MGF1.
function encode(message, bits, salt) {
  const size = Math.ceil(bits / 8);
  const digest = digestOf(message, salt);
  const block = bytes.join(new Uint8Array(size - 2 * HASH - 2), Uint8Array.of(1), salt);
  const cover = mask(digest, block.length);
  const masked = block.map((byte, n) => byte ^ cover[n]);
  masked[0] &= 0xff >> (size * 8 - bits);
  return bytes.join(masked, digest, Uint8Array.of(0xbc));
}

function invertible(key, random) {
  for (;;) {
    const r = bytes.toNumber(random(key.size)) >> BigInt(key.size * 8 - key.bits);
    const inverse = r < key.n ? bytes.inverse(r, key.n) : null;
    if (inverse) return { r, inverse };
  }
}

// Hides a prepared message. Returns what is sent to the issuer, and the inverse, which stays here.
export function blind(key, prepared, random = bytes.random) {
  const message = bytes.toNumber(encode(prepared, key.bits - 1, random(HASH)));
  const { r, inverse } = invertible(key, random);
  if (bytes.inverse(message, key.n) === null) throw new Error("the message shares a factor with the modulus");
  const hidden = (message * bytes.power(r, EXPONENT, key.n)) % key.n;
  return { message: bytes.fromNumber(hidden, key.size), inverse: bytes.fromNumber(inverse, key.size) };
}

// Takes the cover off the issuer's answer and checks the signature that is left; fails if it is none.
export function finalize(key, prepared, answer, inverse) {
  if (answer.length !== key.size || bytes.toNumber(answer) >= key.n) throw new Error("the answer is out of range");
  const number = (bytes.toNumber(answer) * bytes.toNumber(inverse)) % key.n;
  const signature = bytes.fromNumber(number, key.size);
  if (!isSigned(key, prepared, signature)) throw new Error("the answer is no signature of the token");
  return signature;
}

// RSASSA-PSS (RFC 8017 §8.1.2 and §9.1.2) with SHA-384 and a salt of 48 bytes.
export function isSigned(key, prepared, signature) {
  const number = bytes.toNumber(signature);
  if (signature.length !== key.size || number >= key.n) return false;
  const bits = key.bits - 1;
  const size = Math.ceil(bits / 8);
  const opened = bytes.power(number, EXPONENT, key.n);
  if (opened >> BigInt(bits)) return false;
  const encoded = bytes.fromNumber(opened, size);
  const digest = encoded.subarray(size - HASH - 1, size - 1);
  const cover = mask(digest, size - HASH - 1);
  const block = encoded.subarray(0, size - HASH - 1).map((byte, n) => byte ^ cover[n]);
  block[0] &= 0xff >> (size * 8 - bits);
  const start = block.length - HASH;
  const framed = block.subarray(0, start - 1).every((byte) => byte === 0) && block[start - 1] === 1;
  return framed && encoded[size - 1] === 0xbc && bytes.equal(digestOf(prepared, block.subarray(start)), digest);
}

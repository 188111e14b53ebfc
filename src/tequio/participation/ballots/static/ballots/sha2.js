// SHA-256, SHA-384 and SHA-512 (FIPS 180-4), in plain numbers.
//
// The browser's own (crypto.subtle) is missing on pages served over plain http and in some views inside
// applications, and lacks what Ed25519 needs in many. What is hashed here is a few hundred bytes, so one slow
// way that always works stands instead of two. The constants are the first bits of the roots of the first
// primes, as the standard defines them.

import { fromNumber, join, toNumber } from "./bytes.js";

function root(number, degree) {
  let high = 1n << BigInt(Math.ceil(number.toString(2).length / Number(degree)));
  let low = high >> 1n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree > number) high = middle;
    else low = middle;
  }
  return low;
}

const PRIMES = [];
for (let n = 2n; PRIMES.length < 80; n += 1n) {
  if (PRIMES.every((prime) => n % prime)) PRIMES.push(n);
}
const LOW64 = (1n << 64n) - 1n;
const ROUNDS64 = PRIMES.map((prime) => root(prime << 192n, 3n) & LOW64);
const STARTS64 = PRIMES.slice(0, 16).map((prime) => root(prime << 128n, 2n) & LOW64);

const WIDE = { bits: 64n, rounds: ROUNDS64, big: [28n, 34n, 39n, 14n, 18n, 41n], small: [1n, 8n, 7n, 19n, 61n, 6n] };
const NARROW = {
  bits: 32n,
  rounds: ROUNDS64.slice(0, 64).map((word) => word >> 32n),
  big: [2n, 13n, 22n, 6n, 11n, 25n],
  small: [7n, 18n, 3n, 17n, 19n, 10n],
};

function schedule(kind, block, turn) {
  const { bits, rounds, small } = kind;
  const size = Number(bits) / 8;
  const words = [];
  for (let n = 0; n < 16; n += 1) words.push(toNumber(block.subarray(n * size, (n + 1) * size)));
  for (let n = 16; n < rounds.length; n += 1) {
    const [near, far] = [words[n - 2], words[n - 15]];
    const one = turn(far, small[0]) ^ turn(far, small[1]) ^ (far >> small[2]);
    const two = turn(near, small[3]) ^ turn(near, small[4]) ^ (near >> small[5]);
    words.push(BigInt.asUintN(Number(bits), words[n - 16] + one + words[n - 7] + two));
  }
  return words;
}

function compress(kind, state, block) {
  const { bits, rounds, big } = kind;
  const width = Number(bits);
  const turn = (word, by) => BigInt.asUintN(width, (word >> by) | (word << (bits - by)));
  const words = schedule(kind, block, turn);
  let [a, b, c, d, e, f, g, h] = state;
  for (let n = 0; n < rounds.length; n += 1) {
    const mix = turn(e, big[3]) ^ turn(e, big[4]) ^ turn(e, big[5]);
    const one = h + mix + ((e & f) ^ (~e & g)) + rounds[n] + words[n];
    const two = (turn(a, big[0]) ^ turn(a, big[1]) ^ turn(a, big[2])) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e] = [g, f, e, BigInt.asUintN(width, d + one)];
    [d, c, b, a] = [c, b, a, BigInt.asUintN(width, one + two)];
  }
  return [a, b, c, d, e, f, g, h].map((word, n) => BigInt.asUintN(width, word + state[n]));
}

function hash(kind, starts, length, parts) {
  const message = join(...parts);
  const block = Number(kind.bits) * 2;
  const tail = block / 8;
  const filled = Math.ceil((message.length + 1 + tail) / block) * block;
  const padding = new Uint8Array(filled - message.length - tail);
  padding[0] = 0x80;
  const data = join(message, padding, fromNumber(BigInt(message.length) * 8n, tail));
  let state = starts;
  for (let at = 0; at < filled; at += block) state = compress(kind, state, data.subarray(at, at + block));
  return join(...state.map((word) => fromNumber(word, Number(kind.bits) / 8))).subarray(0, length);
}

export const sha256 = (...parts) => hash(NARROW, STARTS64.slice(0, 8).map((word) => word >> 32n), 32, parts);
export const sha384 = (...parts) => hash(WIDE, STARTS64.slice(8, 16), 48, parts);
export const sha512 = (...parts) => hash(WIDE, STARTS64.slice(0, 8), 64, parts);

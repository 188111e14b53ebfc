// Checks an Ed25519 signature (RFC 8032 §5.1.7). Many browsers still lack it, so it stands here in plain
// numbers. It only checks what is public: no secret passes through it.

import { fromNumber, inverse, modulo, power, toNumber } from "./bytes.js";
import { sha512 } from "./sha2.js";

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = modulo(-121665n * inverse(121666n, P), P);
const ROOT_OF_MINUS_1 = power(2n, (P - 1n) / 4n, P);

const little = (data) => toNumber(data.slice().reverse());

// Points in extended coordinates (RFC 8032 §5.1.4).
function plus([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = ((y1 - x1) * (y2 - x2)) % P;
  const b = ((y1 + x1) * (y2 + x2)) % P;
  const c = (((2n * t1 * t2) % P) * D) % P;
  const d = (2n * z1 * z2) % P;
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [(e * f) % P, (g * h) % P, (f * g) % P, (e * h) % P];
}

function times(number, point) {
  let total = [0n, 1n, 1n, 0n];
  let double = point;
  for (let left = number; left; left >>= 1n) {
    if (left & 1n) total = plus(total, double);
    double = plus(double, double);
  }
  return total;
}

function pointOf(data) {
  const sign = BigInt(data[31] >> 7);
  const y = BigInt.asUintN(255, little(data));
  if (y >= P) return null;
  const u = modulo(y * y - 1n, P);
  const v = (D * y * y + 1n) % P;
  const off = (x) => modulo(v * x * x - u, P);
  let x = (u * v ** 3n * power(u * v ** 7n, (P - 5n) / 8n, P)) % P;
  if (off(x)) x = (x * ROOT_OF_MINUS_1) % P;
  if (off(x) || (x === 0n && sign)) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, (x * y) % P];
}

const BASE = pointOf(fromNumber(modulo(4n * inverse(5n, P), P), 32).reverse());

export function isSigned(publicKey, message, signature) {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = pointOf(publicKey);
  const r = pointOf(signature.subarray(0, 32));
  const s = little(signature.subarray(32));
  if (!key || !r || s >= ORDER) return false;
  const k = little(sha512(signature.subarray(0, 32), publicKey, message)) % ORDER;
  const [a, b] = [times(s, BASE), plus(r, times(k, key))];
  return modulo(a[0] * b[2] - b[0] * a[2], P) === 0n && modulo(a[1] * b[2] - b[1] * a[2], P) === 0n;
}

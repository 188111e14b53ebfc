// Reads a receipt and checks it in the browser, against keys that the page got from the board.
// The texts TQ1 and TQA1 are described in core/ballotbox/receipts.py.

import { equal, fromBase64, join, toHex, utf8 } from "./bytes.js";
import { isSigned } from "./ed25519.js";
import { sha256 } from "./sha2.js";

const TAG = 8;
const HASH = 32;
const SIGNATURE = 64;
const NUMBERS = TAG + HASH; // index (4), size (4), time (5)
const PATH = NUMBERS + 13;

const number = (data) => data.reduce((sum, byte) => sum * 256 + byte, 0);

function pathLength(index, size) {
  let [place, last, steps] = [index, size - 1, 0];
  while (last > 0) {
    if (place % 2 === 1 || place < last) steps += 1;
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return steps;
}

// Reads either text, strictly; fails if it is none of ours. `root` is where the leaf and its path lead.
export function read(text) {
  const plain = text.replace(/\s+/g, "");
  if (plain.startsWith("TQA1.")) return readAcknowledgment(fromBase64(plain.slice(5)));
  if (plain.startsWith("TQ1.")) return readReceipt(fromBase64(plain.slice(4)));
  throw new Error("no receipt");
}

function readAcknowledgment(data) {
  if (data.length !== TAG + HASH + SIGNATURE) throw new Error("the acknowledgment is cut or too long");
  return {
    kind: "acknowledgment",
    tag: data.subarray(0, TAG),
    leaf: data.subarray(TAG, NUMBERS),
    signature: data.subarray(NUMBERS),
  };
}

function readReceipt(data) {
  const index = number(data.subarray(NUMBERS, NUMBERS + 4));
  const size = number(data.subarray(NUMBERS + 4, NUMBERS + 8));
  if (data.length < PATH + SIGNATURE || index >= size) throw new Error("the receipt is cut");
  const end = PATH + pathLength(index, size) * HASH;
  if (data.length !== end + SIGNATURE) throw new Error("the receipt is cut or too long");
  const proof = [];
  for (let at = PATH; at < end; at += HASH) proof.push(data.subarray(at, at + HASH));
  const leaf = data.subarray(TAG, NUMBERS);
  return {
    kind: "receipt",
    tag: data.subarray(0, TAG),
    leaf,
    index,
    size,
    at: number(data.subarray(NUMBERS + 8, PATH)),
    proof,
    root: climb(leaf, index, size, proof),
    signature: data.subarray(end),
  };
}

const node = (left, right) => sha256(Uint8Array.of(1), left, right);

function climb(leaf, index, size, proof) {
  let [place, last, top] = [index, size - 1, leaf];
  for (const step of proof) {
    while (place % 2 === 0 && place === last) [place, last] = [place / 2, last / 2];
    top = place % 2 === 1 ? node(step, top) : node(top, step);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return top;
}

// Says whether a receipt or an acknowledgment is true: of this edition (its slug), and signed by the board.
export function holds(paper, edition, boardKey) {
  const tag = sha256(utf8(`tequio/edition/1\n${edition}\n`)).subarray(0, TAG);
  return equal(tag, paper.tag) && isSigned(boardKey, utf8(signedLines(paper, edition)), paper.signature);
}

function signedLines(paper, edition) {
  if (paper.kind === "acknowledgment") return `tequio/receipt/1\n${edition}\n${toHex(paper.leaf)}\n`;
  return `tequio/head/1\n${edition}\n${paper.size}\n${toHex(paper.root)}\n${paper.at}\n`;
}

// Says whether a head that the board published is the one that the receipt leads to.
export const isHead = (receipt, head) =>
  head.size === receipt.size && head.at === receipt.at && head.root === toHex(receipt.root);

// The leaf of an entry of the log, such as the definition of the election (RFC 6962 §2.1).
export const leafOf = (entry) => sha256(join(Uint8Array.of(0), entry));

// Whether an Ed25519 signature holds: asked of the browser, or reckoned here where it does not know the curve.

import * as curve from "../../vendor/noble-ed25519-3.2.0/index.js";
import { sha256, sha512 } from "../../vendor/noble-hashes-2.4.0/sha2.js";
import { canonical, fromMultibase, utf8 } from "./encoding.js";

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const FIXED = { type: "DataIntegrityProof", cryptosuite: "eddsa-jcs-2022", proofPurpose: "assertionMethod" };
const MEMBERS = new Set([...Object.keys(FIXED), "created", "verificationMethod", "@context", "proofValue"]);

curve.hashes.sha512 = sha512;

// The 32 bytes of a Multikey (z6Mk…), or null.
export function readKey(text) {
  const found = fromMultibase(text);
  const isKey = found && found.length === KEY_BYTES + 2 && found[0] === 0xed && found[1] === 0x01;
  return isKey ? found.slice(2) : null;
}

export async function hasSigned(key, message, signature) {
  if (!signature || signature.length !== SIGNATURE_BYTES) return false;
  try {
    const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", known, signature, message);
  } catch {
    return reckoned(key, message, signature);
  }
}

// What a document with a proof is: "valid", "forged", "unknown_key" or "malformed". ``keys`` maps the address of
// each trusted key to its bytes. The same rules as core/credentials/proofs.py.
export async function verifyDocument(document, keys) {
  const proof = document?.proof;
  const signature = isProof(proof) ? fromMultibase(proof.proofValue) : null;
  if (!signature || signature.length !== SIGNATURE_BYTES) return "malformed";
  let message;
  try {
    if (context(document) !== context(proof)) return "malformed";
    message = new Uint8Array([...hash(without(proof, "proofValue")), ...hash(without(document, "proof"))]);
  } catch {
    return "malformed";
  }
  const key = keys.get(proof.verificationMethod);
  if (!key) return "unknown_key";
  return (await hasSigned(key, message, signature)) ? "valid" : "forged";
}

function reckoned(key, message, signature) {
  try {
    return curve.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}

function isProof(proof) {
  if (!proof || typeof proof !== "object" || Array.isArray(proof)) return false;
  if (!Object.keys(proof).every((member) => MEMBERS.has(member))) return false;
  if (!Object.entries(FIXED).every(([member, value]) => proof[member] === value)) return false;
  return [proof.created, proof.verificationMethod, proof.proofValue].every((value) => typeof value === "string");
}

const hash = (value) => sha256(utf8(canonical(value)));
const context = (members) => ("@context" in members ? canonical(members["@context"]) : "");
const without = (members, name) => Object.fromEntries(Object.entries(members).filter(([key]) => key !== name));

// What the QR or the file of a certificate says, whether it is authentic, and whether it was revoked.
// The same rules as core/credentials/compact.py and status.py.

import { fromBase64url, utf8 } from "./encoding.js";
import { hasSigned, readKey, verifyDocument } from "./signature.js";

const DOMAIN = "tequio/credential/1";
const MOST_CHARS = 400;
const PLACES = 131072; // of each list
const MOST_BITS = 2 ** 27;

export class Checker {
  // ``data``: the keys by short name, the issuer's address and the signed lists, as the server wrote them.
  constructor(data) {
    const read = Object.entries(data.keys).map(([name, text]) => [name, readKey(text)]);
    this.short = new Map(read.filter(([, key]) => key));
    this.long = new Map([...this.short].map(([name, key]) => [`${data.issuer}#${name}`, key]));
    this.lists = data.lists;
  }

  // Takes the address of a QR, its text, or the text of a credential's file.
  async check(text) {
    const clean = text.trim();
    return clean.startsWith("{") ? this.#file(clean) : this.#seal(clean);
  }

  async #seal(text) {
    const parts = text.slice(text.lastIndexOf("#") + 1).split(".");
    const isSeal = parts.length === 4 && parts[0] === "1" && /^[A-Za-z0-9_-]{1,12}$/.test(parts[1]);
    const payload = isSeal && text.length <= MOST_CHARS ? decoded(fromBase64url(parts[2])) : null;
    const signature = payload === null ? null : fromBase64url(parts[3]);
    const facts = payload === null ? null : fields(payload);
    if (!facts || !signature) return { verdict: "malformed" };
    const key = this.short.get(parts[1]);
    if (!key) return { verdict: "unknown_key" };
    const message = utf8(`${DOMAIN}\n${parts[1]}\n${payload}`);
    if (!(await hasSigned(key, message, signature))) return { verdict: "forged" };
    const list = this.lists[Math.floor(facts.place / PLACES)];
    return { verdict: "valid", facts, standing: await this.#standing(list, facts.place % PLACES) };
  }

  async #file(text) {
    let document;
    try {
      document = JSON.parse(text);
    } catch {
      return { verdict: "malformed" };
    }
    const verdict = await verifyDocument(document, this.long);
    if (verdict !== "valid") return { verdict };
    const status = document.credentialStatus ?? {};
    const list = this.lists.find((one) => one.id === status.statusListCredential);
    const place = /^\d{1,9}$/.test(status.statusListIndex) ? Number(status.statusListIndex) : -1;
    const subject = document.credentialSubject ?? {};
    const facts = {
      name: document.name,
      folio: subject.licenseNumber,
      day: (subject.activityEndDate ?? document.validFrom ?? "").slice(0, 10),
      topic: subject.achievement?.description ?? "",
    };
    return { verdict, facts, standing: await this.#standing(list, place) };
  }

  // What a list says: "current", "revoked" or "unknown", and as of when.
  async #standing(list, place) {
    const subject = list?.credentialSubject;
    if (!list || subject?.statusPurpose !== "revocation") return { said: "unknown" };
    if ((await verifyDocument(list, this.long)) !== "valid") return { said: "unknown" };
    const bits = await unpacked(subject.encodedList);
    if (!bits || place < 0 || place >= bits.length * 8) return { said: "unknown" };
    const isSet = bits[place >> 3] & (0x80 >> (place & 7));
    return { said: isSet ? "revoked" : "current", at: list.validFrom };
  }
}

function fields(payload) {
  const found = payload.split("|");
  const [kind, folio, day, topic, initials, place] = found;
  if (found.length !== 6 || !/^[a-z0-9_-]{1,12}$/.test(kind) || !/^[A-Za-z0-9-]{1,16}$/.test(folio)) return null;
  if (!/^[0-9]{8}$/.test(day) || !/^(0|[1-9][0-9]{0,8})$/.test(place)) return null;
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  if (new Date(`${date}T00:00:00Z`).toJSON()?.slice(0, 10) !== date) return null;
  return { kind, folio, day: date, topic, initials, place: Number(place) };
}

function decoded(bytes) {
  try {
    return bytes && new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function unpacked(text) {
  const packed = typeof text === "string" && text[0] === "u" ? fromBase64url(text.slice(1)) : null;
  if (!packed || !("DecompressionStream" in globalThis)) return null;
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const found = new Uint8Array(await new Response(stream).arrayBuffer());
    return found.length * 8 >= PLACES && found.length * 8 <= MOST_BITS ? found : null;
  } catch {
    return null;
  }
}

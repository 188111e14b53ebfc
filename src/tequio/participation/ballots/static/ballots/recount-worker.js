// Fetches one file, checks its hash, and counts it, apart from the page so that the page stays alive.
import { toHex } from "./bytes.js";
import { count, read, UnknownRule } from "./recount.js";
import { sha256 } from "./sha2.js";

/** The browser's own hash where it has one (not on plain http), else ours. */
async function digest(content) {
  if (!crypto.subtle) return toHex(sha256(content));
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", content)));
}

self.addEventListener("message", async ({ data: { file, published } }) => {
  let altered = false;
  try {
    self.postMessage({ stage: "reading" });
    const answer = await fetch(file, { credentials: "omit" });
    if (!answer.ok) throw new Error(String(answer.status));
    const content = new Uint8Array(await answer.arrayBuffer());
    altered = (await digest(content)) !== published;
    self.postMessage({ stage: "counting" });
    const found = count(read(new TextDecoder().decode(content)), (raises) => {
      if (raises % 25 === 0) self.postMessage({ stage: "counting", raises });
    });
    self.postMessage({ stage: "done", ...found, altered });
  } catch (error) {
    self.postMessage({ stage: "failed", why: error.message, rule: error instanceof UnknownRule, altered });
  }
});

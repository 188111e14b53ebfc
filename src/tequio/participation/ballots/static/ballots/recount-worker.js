// Fetches one file, checks its hash, and counts it, apart from the page so that the page stays alive.
import { count, read } from "./recount.js";

const hex = (buffer) => [...new Uint8Array(buffer)].map((b) => b.toString(16).padStart(2, "0")).join("");

self.addEventListener("message", async ({ data: { file, sha256 } }) => {
  try {
    self.postMessage({ stage: "reading" });
    const answer = await fetch(file, { credentials: "omit" });
    if (!answer.ok) throw new Error(String(answer.status));
    const bytes = await answer.arrayBuffer();
    const digest = crypto.subtle ? hex(await crypto.subtle.digest("SHA-256", bytes)) : "";
    self.postMessage({ stage: "counting" });
    const found = await count(read(new TextDecoder().decode(bytes)), (raises) => {
      if (raises % 25 === 0) self.postMessage({ stage: "counting", raises });
    });
    self.postMessage({ stage: "done", ...found, altered: Boolean(digest && sha256 && digest !== sha256) });
  } catch (error) {
    self.postMessage({ stage: "failed", why: error.message, rule: error.constructor.name === "UnknownRule" });
  }
});

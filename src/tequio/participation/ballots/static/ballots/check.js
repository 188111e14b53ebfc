// Checks a receipt in the browser itself: nothing but the leaf leaves the device, and only to ask whether the log
// has it. Without JavaScript the form goes to the server, which answers the same.
import { fromHex, toHex } from "./bytes.js";
import * as receipts from "./receipt.js";

const form = document.querySelector("form[data-check]");
const { edition, board, heads, proof } = form.dataset;
const said = document.querySelector("[data-said]");
const quietly = { credentials: "omit", referrerPolicy: "no-referrer" };

async function told() {
  const file = form.elements.archivo.files[0];
  return (file ? await file.text() : form.elements.recibo.value).trim();
}

// One word for what is known of a receipt; the page has a sentence for each.
async function verdict(text) {
  let paper;
  try {
    paper = receipts.read(text);
  } catch {
    return "unread";
  }
  if (!receipts.holds(paper, edition, fromHex(board))) return "forged";
  if (paper.kind === "receipt") {
    const published = await (await fetch(heads, quietly)).json();
    return published.heads.some((head) => receipts.isHead(paper, head)) ? "holds" : "unpublished";
  }
  const answer = await fetch(proof.replace("0".repeat(64), toHex(paper.leaf)), quietly);
  if (answer.status === 202) return "promised";
  if (!answer.ok) return "missing";
  const logged = receipts.read((await answer.json()).receipt);
  return receipts.holds(logged, edition, fromHex(board)) ? "holds" : "forged";
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  let word;
  try {
    word = await verdict(await told());
  } catch {
    word = "offline";
  }
  for (const one of said.children) one.hidden = one.dataset.verdict !== word;
  said.hidden = false;
  said.focus();
});

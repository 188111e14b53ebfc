// The receipt, from what this device keeps: shown, saved as a file, printed. Nothing of the choice is in it.
import * as device from "./device.js";

const page = document.querySelector("[data-receipt]");
const find = (name) => page.querySelector(`[data-${name}]`);
const groups = (leaf) => leaf.match(/.{1,4}/g).join(" ");

function save(text) {
  const file = new Blob([`${text}\n`], { type: "text/plain" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `recibo-${page.dataset.receipt}.txt`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function show({ leaf, text }) {
  find("leaf").textContent = groups(leaf);
  find("text").textContent = text;
  const proof = find("proof");
  if (proof) proof.href = proof.href.replace("0".repeat(64), leaf);
  find("save")?.addEventListener("click", () => save(text));
  find("print").addEventListener("click", () => {
    page.querySelector("details").open = true; // the signed text is what proves it
    window.print();
  });
  find("acts").hidden = false;
}

const { receipt: edition, seat } = page.dataset;
const pass = seat ? device.pass(edition, seat) : null;
const held = pass ? pass.read() : {};
if (pass && page.dataset.over && held.token && held.receipt) pass.write(device.receiptOnly(held));
const here = find("leaf").textContent.replace(/\s/g, "");
if (here) show({ leaf: here, text: find("text").textContent.trim() });
else if (held.receipt) show(held.receipt);
find("there").hidden = !(here || held.receipt);
for (const [name, hidden] of [
  ["lost", here || held.receipt || held.pending],
  ["halfway", !held.pending],
]) {
  const notice = document.querySelector(`[data-${name}]`);
  if (notice) notice.hidden = Boolean(hidden);
}

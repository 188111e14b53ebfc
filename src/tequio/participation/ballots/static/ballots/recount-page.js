// The page of the recount: asks a worker for each envelope, and compares with what was published.
import { differences } from "./recount.js";

const page = document.querySelector("[data-recount]");
const words = Object.fromEntries(
  [...page.querySelectorAll("[data-word]")].map((word) => [word.dataset.word, word.textContent.trim()]),
);
const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const figure = (number) => number.toLocaleString(document.documentElement.lang);

function cell(tag, text, label) {
  const box = document.createElement(tag);
  box.textContent = text;
  if (tag === "th") box.scope = "row";
  else box.dataset.label = label;
  return box;
}

/** Counts one envelope in a worker; resolves with what it found. */
function counted(item) {
  const status = item.querySelector("[data-envelope-status]");
  const worker = new Worker(page.dataset.worker, { type: "module" });
  return new Promise((done) => {
    worker.onerror = () => done({ stage: "failed", why: "Worker" });
    worker.onmessage = ({ data }) => {
      if (data.stage === "done" || data.stage === "failed") done(data);
      else status.textContent = words[data.stage] + (data.raises ? ` +${figure(data.raises)}` : "");
    };
    worker.postMessage({ file: new URL(item.dataset.file, location.href).href, published: item.dataset.sha256 });
  }).finally(() => worker.terminate());
}

/** Draws what was found beside what was published; returns what differs, in words. */
function compared(item, found, result) {
  const status = item.querySelector("[data-envelope-status]");
  if (found.stage === "failed") {
    status.textContent = found.rule
      ? say(words.unknownRule, { rule: found.why })
      : say(words.failed, { why: found.why });
    return found.altered ? [words.altered, status.textContent] : [status.textContent];
  }
  status.textContent = say(words.done, { n: figure(found.voters) });
  const outcome = (won) => (won ? words.won : words.lost);
  const shown = (value) => (value === undefined ? "—" : figure(value));
  const differs = differences(found, result).map(({ kind, name, mine, theirs }) =>
    kind === "votes"
      ? say(words.votesDiffer, { name, mine: shown(mine), theirs: shown(theirs) })
      : say(words.outcomeDiffers, { name, mine: outcome(mine), theirs: outcome(theirs) }),
  );
  const [mine, theirs] = [new Set(found.winners), new Set(result.winners)];
  const rows = found.projects.map(({ id, name, votes }) => {
    const row = document.createElement("tr");
    const number = cell("td", figure(votes), words.votes);
    number.className = "number";
    row.append(cell("th", `${id}. ${name}`), number);
    row.append(cell("td", outcome(mine.has(id)), words.mine), cell("td", outcome(theirs.has(id)), words.theirs));
    return row;
  });
  const table = item.querySelector("table");
  table.querySelector("tbody").replaceChildren(...rows);
  table.hidden = false;
  return found.altered ? [words.altered, ...differs] : differs;
}

async function start(button) {
  const [same, other] = ["same", "other"].map((name) => page.querySelector(`[data-recount-${name}]`));
  const list = page.querySelector("[data-recount-found]");
  const status = page.querySelector("[data-recount-status]");
  button.disabled = true;
  same.hidden = other.hidden = true;
  const differs = [];
  try {
    const result = await (await fetch(page.dataset.result, { credentials: "omit" })).json();
    const items = [...page.querySelectorAll("[data-envelope]")];
    for (const [index, item] of items.entries()) {
      status.textContent = say(words.turn, { n: index + 1, all: items.length });
      differs.push(...compared(item, await counted(item), result));
    }
    status.textContent = "";
  } catch (error) {
    differs.push(say(words.failed, { why: error.message }));
  }
  list.replaceChildren(...differs.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  (differs.length ? other : same).hidden = false;
  button.disabled = false;
}

page.hidden = "waits" in page.dataset;
const button = page.querySelector("[data-recount-start]");
button.addEventListener("click", () => start(button));

// The booth: choose, check, cast. The choice leaves this device once, without session, with a token that the site
// signed without seeing it. Whatever is cut off on the way goes on where it was: the same ballot, never two.
import * as blind from "./blind.js";
import { fromBase64, toBase64 } from "./bytes.js";
import * as device from "./device.js";

const booth = document.querySelector("[data-booth]");
const form = booth.querySelector("form[data-ballot]");
const { booth: edition, seat, place, changes } = booth.dataset;
const pass = device.pass(edition, seat);
const draft = device.draft(edition, seat);
const find = (name) => booth.querySelector(`[data-${name}]`);
const tell = (name) => {
  find("status").textContent = name ? find("status").dataset[name] : "";
};

class Refused extends Error {
  constructor(message, final) {
    super(message);
    this.final = final;
  }
}

// ── Screens ────────────────────────────────────────────────────────────────────────────────────

function show(step, remember = true) {
  for (const section of booth.querySelectorAll("[data-step]")) section.hidden = section.dataset.step !== step;
  if (remember) history.pushState({ step }, "");
  booth.querySelector(`[data-step="${step}"] h1`).focus();
  window.scrollTo(0, 0);
}

function trouble(words) {
  find("trouble").hidden = !words;
  find("trouble-words").textContent = words || "";
  if (words) find("trouble").focus();
}

window.addEventListener("popstate", (event) => {
  const within = event.state === null && location.hash; // a link of the page, such as the one to its content
  if (within || pass.read().pending) return;
  trouble("");
  if (event.state?.step === "review") fill(marks());
  show(event.state?.step === "review" && Object.keys(marks()).length ? "review" : "choose", false);
});

// ── The choice ─────────────────────────────────────────────────────────────────────────────────

const control = (option) => option.querySelector("input[type=checkbox], select");

function marks() {
  const found = {};
  for (const option of form.querySelectorAll("[data-number]")) {
    const box = control(option);
    const points = box.type === "checkbox" ? Number(box.checked) : Number(box.value);
    if (points) found[option.dataset.number] = points;
  }
  return found;
}

function mark(chosen) {
  for (const option of form.querySelectorAll("[data-number]")) {
    const points = chosen[option.dataset.number];
    const box = control(option);
    if (box.type === "checkbox") box.checked = Boolean(points);
    else box.value = points || "";
  }
  form.dispatchEvent(new Event("change"));
}

function line(option, points) {
  const item = document.createElement("li");
  item.className = "row";
  const title = document.createElement("strong");
  title.textContent = `${option.dataset.number}. ${option.dataset.title}`;
  const figure = document.createElement("span");
  const words = points === 1 ? booth.dataset.point : booth.dataset.points.replace("{n}", points);
  figure.textContent = control(option).type === "checkbox" ? option.dataset.shown : words;
  item.append(title, figure);
  return item;
}

function fill(chosen) {
  const summary = find("summary");
  summary.replaceChildren();
  for (const purse of form.querySelectorAll("[data-purse]")) {
    const options = [...purse.querySelectorAll("[data-number]")].filter((one) => chosen[one.dataset.number]);
    if (!options.length) continue;
    const panel = document.createElement("section");
    panel.className = "panel";
    const heading = document.createElement("h2");
    heading.textContent = purse.querySelector("legend").firstChild.textContent.trim();
    const list = document.createElement("ul");
    list.className = "plain chosen";
    list.append(...options.map((option) => line(option, chosen[option.dataset.number])));
    panel.append(heading, list);
    summary.append(panel);
  }
}

form.addEventListener("change", (event) => {
  if (event.isTrusted) draft.write(place, marks());
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = marks();
  if (!Object.keys(chosen).length) {
    trouble(form.dataset.none);
    return;
  }
  trouble("");
  fill(chosen);
  show("review");
});

find("back").addEventListener("click", () => history.back());
find("forget").addEventListener("click", () => {
  draft.forget();
  mark({});
  find("kept").hidden = true;
});

// ── Casting ────────────────────────────────────────────────────────────────────────────────────

async function send(url, body, options) {
  let answer;
  try {
    answer = await fetch(url, { method: "POST", body: JSON.stringify(body), redirect: "error", ...options });
  } catch {
    throw new Refused(booth.dataset.offline, false);
  }
  let said = {};
  try {
    said = await answer.json();
  } catch {
    // A page of an error in between: its status says enough.
  }
  if (answer.ok) return said;
  if (answer.status >= 500 || answer.status === 429) throw new Refused(said.error || booth.dataset.offline, false);
  throw new Refused(said.error || booth.dataset.refused, true);
}

// The key of the place must be the one that the board shows to everybody, asked for without saying who asks: with a
// key of their own, somebody's token could be told from the others.
async function demandPublicKey() {
  let published;
  try {
    const fresh = `${booth.dataset.keysUrl}?llave=${booth.dataset.key.slice(0, 16)}`; // no older copy on the way
    const answer = await fetch(fresh, { credentials: "omit", cache: "no-store" });
    published = Object.values((await answer.json()).zones);
  } catch {
    throw new Refused(booth.dataset.offline, false);
  }
  if (!published.includes(booth.dataset.key)) throw new Refused(booth.dataset.otherkey, true);
}

// A token of this device, signed without being seen. Kept before it is asked for, so that asking again is the same.
async function signedToken() {
  let held = pass.read();
  if (held.signature) return held;
  await demandPublicKey();
  const key = blind.publicKey(booth.dataset.key);
  if (!held.token) {
    held = { ...held, place, token: toBase64(blind.newToken()) };
    pass.write(held);
  }
  if (!held.blinded) {
    const cover = blind.blind(key, fromBase64(held.token));
    held = { ...held, blinded: toBase64(cover.message), inverse: toBase64(cover.inverse) };
    pass.write(held);
  }
  const headers = {
    "Content-Type": "application/json",
    "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
  };
  const said = await send(booth.dataset.issueUrl, { blinded: held.blinded }, { headers, credentials: "same-origin" });
  const signature = blind.finalize(key, fromBase64(held.token), fromBase64(said.signature), fromBase64(held.inverse));
  held = { ...held, signature: toBase64(signature) };
  delete held.inverse;
  pass.write(held);
  return held;
}

async function cast(chosen) {
  tell("sealing");
  await new Promise((done) => {
    setTimeout(done, 30); // so that the words are painted before the arithmetic begins
  });
  let held = await signedToken();
  if (!held.pending) {
    held = { ...held, pending: { turn: (held.turn || 0) + 1, marks: chosen } };
    pass.write(held);
  }
  draft.forget();
  tell("sending");
  const { token, signature, pending } = held;
  const said = await send(
    booth.dataset.urnUrl,
    { place: Number(place), turn: pending.turn, marks: pending.marks, token, signature },
    { headers: { "Content-Type": "application/json" }, credentials: "omit", referrerPolicy: "no-referrer" },
  );
  held = { ...held, turn: pending.turn, receipt: { leaf: said.leaf, text: said.receipt } };
  delete held.pending; // from here on nothing of the choice is on the device
  pass.write(changes ? held : device.receiptOnly(held));
}

let casting = false;
find("cast").addEventListener("click", async () => {
  if (casting) return;
  casting = true;
  find("cast").setAttribute("aria-disabled", "true");
  trouble("");
  try {
    await cast(pass.read().pending?.marks || marks());
    location.replace(booth.dataset.receiptUrl);
  } catch (error) {
    tell("");
    trouble(error instanceof Refused ? error.message : `${booth.dataset.refused} ${error.message}`);
    if (error.final) letGo();
  }
  find("cast").removeAttribute("aria-disabled");
  casting = false;
});

// What the box refused for good is not on its way any more: the person may choose again.
function letGo() {
  const held = pass.read();
  if (held.pending) draft.write(place, held.pending.marks);
  delete held.pending;
  if (!held.signature) {
    // Refused before it was signed: another device has the right.
    for (const name of ["blinded", "inverse", "token", "place"]) delete held[name];
  }
  pass.write(held);
  resume();
}

// ── Where it was ───────────────────────────────────────────────────────────────────────────────

function resume() {
  const held = pass.read();
  const halfway = Boolean(held.pending);
  find("halfway").hidden = !halfway;
  find("fresh").hidden = halfway;
  find("back").hidden = halfway;
  if (!halfway) return;
  mark(held.pending.marks);
  fill(held.pending.marks);
}

function begin() {
  const held = pass.read();
  if (held.place && held.place !== place) {
    location.replace(booth.dataset.placeUrl.replace(/\/0\/$/, `/${held.place}/`));
    return;
  }
  if (held.receipt && !changes && !held.pending) {
    location.replace(booth.dataset.receiptUrl);
    return;
  }
  const there = draft.read();
  if (there.place === place && Object.keys(there.marks).length && !held.pending) {
    mark(there.marks);
    find("kept").hidden = false;
  }
  find("again").hidden = !held.receipt;
  resume();
  history.replaceState({ step: "choose" }, "");
  show(held.pending ? "review" : "choose", Boolean(held.pending));
  if (booth.dataset.held && !held.token && !held.receipt) trouble(booth.dataset.elsewhere);
  else if (!device.works()) trouble(booth.dataset.nostore);
}

begin();

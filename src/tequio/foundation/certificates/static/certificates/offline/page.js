// The page that checks a certificate without network: what is pasted, a photo, a file, the camera, or what stands
// after # in its own address. Nothing of it is sent anywhere.

import { Checker } from "./certificate.js";
import { readCamera, readPhoto } from "./reading.js";

const data = JSON.parse(document.getElementById("certificate-data").textContent);
const words = data.words;
const checker = new Checker(data);
const box = document.querySelector("[data-check]");
const [pasted, file, camera, stop, video, result] = ["text", "file", "camera", "stop", "video", "result"].map(
  (name) => box.querySelector(`[data-check-${name}]`),
);
const LOOKS = { valid: "notice--done", revoked: "notice--late", forged: "notice--late", doubt: "notice--now" };
let looking = false;

box.hidden = false;
document.querySelector("[data-check-needs]").hidden = true;
camera.hidden = !navigator.mediaDevices?.getUserMedia;

box.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  tell(pasted.value);
});
file.addEventListener("change", async () => {
  const [chosen] = file.files;
  file.value = "";
  if (chosen) await tellFile(chosen);
});
camera.addEventListener("click", look);
stop.addEventListener("click", () => {
  looking = false;
});
addEventListener("hashchange", fromAddress);
fromAddress();
keepForLater().catch(() => {}); // a browser that keeps nothing still checks

function fromAddress() {
  if (location.hash.length > 1) tell(location.hash);
}

async function tellFile(chosen) {
  if (/json|text/.test(chosen.type) || chosen.name.endsWith(".json")) return tell(await chosen.text());
  let text = "";
  try {
    text = await readPhoto(chosen);
  } catch {
    return show("doubt", words.unreadable);
  }
  return text ? tell(text) : show("doubt", words.no_qr);
}

async function look() {
  looking = true;
  toggle(true);
  try {
    const text = await readCamera(video, () => !looking);
    if (text) await tell(text);
  } catch {
    show("doubt", words.no_camera);
  }
  looking = false;
  toggle(false);
}

function toggle(isOn) {
  video.hidden = stop.hidden = !isOn;
  camera.hidden = isOn;
  (isOn ? stop : camera).focus();
}

async function tell(text) {
  const { verdict, facts, standing } = await checker.check(text);
  if (verdict === "forged") return show("forged", words.forged);
  if (verdict !== "valid") return show("doubt", words[verdict]);
  const { said, at } = standing;
  if (said === "revoked") return show("revoked", words.revoked, facts, [filled(words.as_of, at)]);
  if (said === "current") return show("valid", words.valid, facts, [filled(words.not_revoked, data.made)]);
  return show("doubt", words.valid, facts, [words.no_list]);
}

function show(look, title, facts = null, more = []) {
  const notice = make("div", `notice ${LOOKS[look]}`);
  notice.dataset.verdict = look;
  notice.append(make("h2", "", title), ...more.map((text) => make("p", "", text)));
  if (facts) notice.append(described(facts));
  result.replaceChildren(notice);
  result.focus();
}

function described(facts) {
  const list = make("dl", "facts");
  const rows = [
    [words.what, facts.name ?? data.kinds[facts.kind] ?? facts.kind],
    [words.topic, facts.topic],
    [words.day, said(facts.day)],
    [words.folio, facts.folio],
    [words.initials, facts.initials],
    [words.by, data.municipality],
  ];
  for (const [label, value] of rows) if (value) list.append(make("dt", "", label), make("dd", "", String(value)));
  return list;
}

function make(tag, look, text = "") {
  const found = document.createElement(tag);
  if (look) found.className = look;
  found.textContent = text;
  return found;
}

const filled = (text, at) => text.replace("{day}", said((at ?? "").slice(0, 10)));

function said(day) {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.valueOf())) return "";
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(date);
}

// Opened once from the site, the page and what it is made of stay in the browser.
async function keepForLater() {
  if (!data.worker || !navigator.serviceWorker) return;
  await navigator.serviceWorker.register(data.worker, { scope: data.scope });
  const ready = await navigator.serviceWorker.ready;
  const parts = performance.getEntriesByType("resource").map((entry) => entry.name);
  const kept = new MessageChannel();
  kept.port1.onmessage = () => {
    box.dataset.kept = "";
    box.querySelector("[data-check-kept]").hidden = false;
  };
  ready.active.postMessage({ keep: parts.filter((url) => url.startsWith(`${location.origin}/static/`)) }, [kept.port2]);
}

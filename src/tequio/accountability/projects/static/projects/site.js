// A report from the works stays on this telephone, with its photographs, until the server has it. The form's key
// makes sure that it is kept once there, however often it is sent. Without this file the form posts as any other.
import { keep, kept, forget } from "./keeping.js";

const SOONEST = 5_000;
const LATEST = 60_000;

class Report {
  constructor(form) {
    this.form = form;
    this.id = form.dataset.site;
    this.notice = form.querySelector("[data-site-notice]");
    this.photos = form.elements.namedItem("photos");
    this.wait = SOONEST;
    this.waiting = false;
    this.sending = false;
    for (const kind of ["input", "change"]) form.addEventListener(kind, () => this.keep(false));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.keep(true).then(() => this.send());
    });
    window.addEventListener("online", () => this.waiting && this.send());
    window.addEventListener("offline", () => this.waiting && this.say("offline"));
    this.place();
    this.restore();
  }

  answers() {
    const typed = [...new FormData(this.form)].filter(
      ([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string",
    );
    return Object.fromEntries(typed);
  }

  async keep(ready) {
    const files = [...this.photos.files].map((file) => ({ name: file.name, blob: file }));
    await keep(this.id, { fields: this.answers(), files, ready });
    const line = this.form.querySelector("[data-site-photos]");
    line.hidden = !files.length;
    line.textContent = `${this.form.dataset.photos} ${files.length}`;
  }

  async restore() {
    const draft = await kept(this.id);
    if (!draft) return;
    for (const [name, value] of Object.entries(draft.fields)) {
      const box = this.form.elements.namedItem(name);
      if (!box) continue;
      if (box.type === "checkbox") box.checked = true;
      else box.value = value;
    }
    const basket = new DataTransfer();
    for (const { name, blob } of draft.files) basket.items.add(new File([blob], name, { type: blob.type }));
    this.photos.files = basket.files;
    this.say("restored");
    await this.keep(draft.ready);
    if (draft.ready && !this.form.querySelector(".field--wrong, .error-summary")) this.send();
  }

  say(what, link) {
    this.notice.textContent = this.form.dataset[what];
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link;
      anchor.textContent = new URL(link).host;
      this.notice.append(" ", anchor);
    }
    this.notice.hidden = false;
    this.notice.scrollIntoView({ block: "nearest" });
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    this.waiting = false;
    this.say("sending");
    let answer = null;
    try {
      answer = await fetch(this.form.action, { method: "POST", body: new FormData(this.form) });
    } catch {
      // The network is gone: said below.
    }
    this.sending = false;
    if (!answer || answer.status >= 500) this.later();
    else await this.arrived(answer);
  }

  later() {
    this.waiting = true;
    this.say(navigator.onLine ? "failed" : "offline");
    setTimeout(() => this.waiting && this.send(), this.wait);
    this.wait = Math.min(this.wait * 2, LATEST);
  }

  async arrived(answer) {
    const to = new URL(answer.url);
    const desk = location.pathname.replace(/[^/]+\/$/, "");
    if (answer.redirected && to.pathname === desk) {
      await forget(this.id);
      this.say("sent");
      location.assign(to);
    } else if (answer.redirected || answer.status === 403) {
      this.say("session", to.href);
    } else {
      await this.keep(false);
      this.form.submit(); // the server explains what it did not take, on its own page; the copy stays
    }
  }

  place() {
    const box = this.form.querySelector("[data-site-place]");
    const where = this.form.querySelector("[data-site-where]");
    if (!navigator.geolocation || !box) return;
    box.hidden = false;
    box.querySelector("[data-site-locate]").addEventListener("click", () => {
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          this.form.elements.namedItem("lat").value = coords.latitude.toFixed(6);
          this.form.elements.namedItem("lon").value = coords.longitude.toFixed(6);
          where.textContent = `${this.form.dataset.placed} ${Math.round(coords.accuracy)} m`;
          this.keep(false);
        },
        () => {
          where.textContent = this.form.dataset.unplaced;
        },
        { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
      );
    });
  }
}

for (const form of document.querySelectorAll("form[data-site]")) new Report(form);

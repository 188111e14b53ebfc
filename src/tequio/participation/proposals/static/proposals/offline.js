// What is typed in a question stays on this telephone until the server has it. Without this file the form posts
// as any other.
const SOONEST = 5_000;
const LATEST = 60_000;

class Keeper {
  constructor(form) {
    this.form = form;
    this.key = `tequio:propuesta:${form.dataset.keep}`;
    this.notice = form.querySelector("[data-keep-notice]");
    this.first = JSON.stringify(this.answers());
    this.wait = SOONEST;
    this.waiting = false;
    this.sending = false;
    this.restore();
    for (const kind of ["input", "change"]) form.addEventListener(kind, () => this.keep());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.keep();
      this.send();
    });
    window.addEventListener("online", () => (this.waiting ? this.send() : this.hush()));
    window.addEventListener("offline", () => this.say("offline"));
  }

  answers() {
    const typed = [...new FormData(this.form)].filter(
      ([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string",
    );
    return Object.fromEntries(typed);
  }

  keep() {
    const now = JSON.stringify(this.answers());
    try {
      if (now === this.first) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, now);
    } catch {
      // No room, or storage is closed: the form works as without this file.
    }
  }

  restore() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(this.key));
    } catch {
      return;
    }
    if (!kept || JSON.stringify(kept) === this.first) return;
    for (const [name, value] of Object.entries(kept)) {
      for (const box of this.form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (box.type === "radio" || box.type === "checkbox") box.checked = box.value === value;
        else box.value = value;
        box.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
    this.say("restored");
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Nothing was kept.
    }
  }

  say(what, link) {
    this.notice.textContent = this.notice.dataset[what];
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link;
      anchor.textContent = this.notice.dataset.enter;
      this.notice.append(" ", anchor);
    }
    this.notice.hidden = false;
  }

  hush() {
    this.notice.hidden = true;
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
    else this.arrived(answer);
  }

  later() {
    this.waiting = true;
    this.say(navigator.onLine ? "failed" : "offline");
    setTimeout(() => this.waiting && this.send(), this.wait);
    this.wait = Math.min(this.wait * 2, LATEST);
  }

  arrived(answer) {
    const to = new URL(answer.url);
    if (answer.redirected && to.pathname.startsWith(this.form.dataset.path)) {
      this.forget();
      location.assign(to);
    } else if (answer.redirected) {
      this.say("session", to);
    } else if (answer.status === 403) {
      this.say("refused");
    } else {
      this.form.submit(); // the server explains what it did not take, on its own page; the copy stays
    }
  }
}

for (const form of document.querySelectorAll("form[data-keep]")) new Keeper(form);

// A kiosk forgets whoever walks away: after a while without a touch it goes back to the first page.
const { kiosk, idle } = document.body.dataset;
const seconds = Number(idle);
let timer;

function rest() {
  clearTimeout(timer);
  if (seconds) timer = setTimeout(() => location.replace(kiosk), seconds * 1000);
}

for (const name of ["pointerdown", "keydown", "scroll", "touchstart"]) addEventListener(name, rest, { passive: true });
// A page kept by the browser would show the choice of whoever was here before.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.replace(kiosk);
});
// Nor does the button of going back lead to anything of theirs. (A link within the page comes here too.)
history.pushState({ here: true }, "");
addEventListener("popstate", (event) => {
  if (event.state === null && !location.hash) location.replace(kiosk);
});
rest();

// A list by keyboard: j and k move, x marks, Enter opens; a box marks everything that is seen.
// Without this script every box and every link is still there.
for (const list of document.querySelectorAll("[data-list]")) {
  const rows = [...list.querySelectorAll("tbody tr")];
  const box = (row) => row.querySelector("input[type=checkbox]");
  const all = list.querySelector("[data-list-all]");
  if (all) {
    all.hidden = false;
    all.querySelector("input").addEventListener("change", (event) => {
      for (const row of rows) box(row).checked = event.target.checked;
    });
  }
  const hint = list.querySelector("[data-list-hint]");
  if (hint) hint.hidden = false;
  let place = -1;
  const moves = {
    j: () => go(place + 1),
    k: () => go(place - 1),
    x: () => rows[place] && box(rows[place])?.click(),
  };
  function go(next) {
    place = Math.max(0, Math.min(next, rows.length - 1));
    (rows[place].querySelector("a") ?? box(rows[place])).focus();
  }
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (writing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in moves)) return;
    event.preventDefault();
    moves[event.key]();
  });
}

// Keeps the figures of a forum as they are now: words, bars and columns change where they stand.
const root = document.querySelector("[data-live]");
const language = document.documentElement.lang;
const written = new Intl.NumberFormat(language);
let source = null;

// The same words as exports/figures.py writes.
function said([low, high], final) {
  if (low === high) return written.format(low);
  if (low === 0) return high === null ? root.dataset.hidden : root.dataset.less.replace("{n}", high + 1);
  if (final && high !== null) {
    return root.dataset.between.replace("{low}", written.format(low)).replace("{high}", written.format(high));
  }
  return root.dataset.more.replace("{n}", written.format(low));
}

// Every figure of the document by the name that its place on the page has, and its share of the largest.
function* figures(shown) {
  for (const [name, cell] of Object.entries(shown.totals)) yield [name, cell, 0];
  for (const [table, cells] of Object.entries(shown.tables)) {
    const most = Math.max(1, ...Object.values(cells).map(([low]) => low));
    for (const [code, cell] of Object.entries(cells)) yield [`${table}:${code}`, cell, (100 * cell[0]) / most];
  }
  for (const [table, rows] of Object.entries(shown.crossings)) {
    for (const [row, cells] of Object.entries(rows)) {
      for (const [code, cell] of Object.entries(cells)) yield [`${table}:${row}:${code}`, cell, 0];
    }
  }
}

function places(kind) {
  const found = new Map();
  for (const place of root.querySelectorAll(`[data-${kind}]`)) {
    const key = place.dataset[kind];
    found.set(key, [...(found.get(key) ?? []), place]);
  }
  return found;
}

function draw(shown) {
  const [cells, bars, columns] = ["cell", "bar", "column"].map(places);
  for (const [key, cell, share] of figures(shown)) {
    const text = said(cell, shown.final);
    for (const place of cells.get(key) ?? []) {
      place.classList.toggle("is-new", place.textContent !== text);
      place.textContent = text;
    }
    for (const bar of bars.get(key) ?? []) bar.setAttribute("width", `${share.toFixed(1)}%`);
    for (const column of columns.get(key) ?? []) {
      column.setAttribute("height", share.toFixed(1));
      column.setAttribute("y", (100 - share).toFixed(1));
    }
  }
}

function received(event) {
  const shown = JSON.parse(event.data);
  if (event.lastEventId === root.dataset.version) return;
  // The first figures and the final ones draw the page anew.
  if (!root.dataset.version || shown.final) {
    location.reload();
    return;
  }
  root.dataset.version = event.lastEventId;
  draw(shown);
  const when = new Date(shown.at);
  const hour = when.toLocaleTimeString(language, { hour: "numeric", minute: "2-digit" });
  const day = { weekday: "long", day: "numeric", month: "long" };
  root.querySelector("[data-live-at]").textContent = `${when.toLocaleDateString(language, day)}, ${hour}`;
  root.querySelector("[data-live-said]").textContent = root.dataset.news.replace("{hora}", hour);
}

function listen() {
  source = new EventSource(root.dataset.live);
  source.addEventListener("figures", received);
  const dot = root.querySelector("[data-live-dot]");
  if (dot) dot.hidden = false;
}

// Nobody pays for what nobody sees.
function seen() {
  if (document.hidden) {
    source?.close();
    source = null;
  } else if (!source) {
    listen();
  }
}

if (root && "EventSource" in window) {
  document.addEventListener("visibilitychange", seen);
  seen();
}

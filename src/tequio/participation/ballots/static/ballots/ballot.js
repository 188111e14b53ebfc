// The running total and what no longer fits. Without this file the same is said on the next page.
const form = document.querySelector("[data-ballot]");
const words = form.dataset;

const figure = (amount, unit, places) =>
  (Math.round((amount / unit) * 10 ** places) / 10 ** places).toLocaleString("en-US", {
    maximumFractionDigits: places,
  });

function money(centavos) {
  if (centavos >= 99950000) {
    const shown = figure(centavos, 100000000, centavos < 1000000000 ? 2 : 1);
    return `$${shown} ${shown === "1" ? words.million : words.millions}`;
  }
  if (centavos >= 1000000) return `$${figure(centavos, 100000, 0)} ${words.thousand}`;
  return `$${figure(centavos, 100, 2)}`;
}

const marked = (option) => {
  const control = option.querySelector("input[type=checkbox], select");
  return control.type === "checkbox" ? control.checked : control.value !== "";
};

function explain(option, why) {
  const control = option.querySelector("input[type=checkbox], select");
  control.disabled = Boolean(why);
  option.classList.toggle("option--off", Boolean(why));
  option.classList.toggle("option--on", marked(option));
  option.querySelector(".option__why").textContent = why;
}

// A part of the ballot (a size, the whole city) with its own limit: says how many, and what is full.
function parts() {
  const full = new Map();
  for (const line of form.querySelectorAll("span[data-part]")) {
    const { part, label, most } = line.dataset;
    const inside = form.querySelectorAll(`[data-parts~="${part}"]`);
    const n = [...inside].filter(marked).length;
    const say = (text) => text.replace("{label}", label).replace("{n}", n).replace("{max}", most);
    line.textContent = say(words.part);
    if (n >= Number(most)) full.set(part, say(words.partFull));
  }
  return full;
}

const fullPart = (option, full) =>
  option.dataset.parts
    .split(" ")
    .map((part) => full.get(part))
    .find(Boolean);

function refresh() {
  const filled = parts();
  const chosen = [...form.querySelectorAll("[data-cost]")].filter(marked).length;
  const full = chosen >= Number(words.max);
  for (const purse of form.querySelectorAll("[data-purse]")) {
    const options = [...purse.querySelectorAll("[data-cost]")];
    const total = Number(purse.dataset.amount);
    const spent = options.filter(marked).reduce((sum, option) => sum + Number(option.dataset.cost), 0);
    const left = Math.max(total - spent, 0);
    for (const option of options) {
      const misfit = words.byMoney && Number(option.dataset.cost) > left;
      const most = fullPart(option, filled) ?? (full ? words.full : "");
      const why = misfit ? words.nofit.replace("{left}", money(left)) : most;
      explain(option, marked(option) ? "" : why);
    }
    const line = form.querySelector(`[data-total="${purse.dataset.purse}"]`);
    if (line && spent <= total) {
      line.querySelector("[data-words]").textContent = words.left
        .replace("{left}", money(left))
        .replace("{total}", money(total));
      line.querySelector("progress").value = spent;
    }
  }
  const said = chosen === 0 ? words.none : chosen === 1 ? words.one : words.many.replace("{n}", chosen);
  form.querySelector("[data-chosen]").textContent = said;
}

form.addEventListener("change", refresh);
refresh();
document.getElementById("errores")?.focus();

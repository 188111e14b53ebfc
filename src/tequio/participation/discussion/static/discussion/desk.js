// The moderation desk by keyboard: J and K move, X marks, D leaves in view, O goes to what hiding asks for.
// Keys act only while the focus is inside the pile, so that they never take a letter from who writes.

const desk = document.querySelector("[data-desk]");

if (desk) {
  const marks = [...desk.querySelectorAll("input[name=marcado]")];
  const count = desk.querySelector("[data-desk-count]");
  const all = desk.querySelector("[data-desk-all]");
  const pile = desk.querySelector(".desk__pile");
  const keep = desk.querySelector("button[value=dejar]");
  const rule = desk.querySelector("select[name=rule]");

  const tell = () => {
    count.textContent = `${marks.filter((mark) => mark.checked).length} / ${marks.length}`;
  };
  const move = (step) => {
    const card = document.activeElement.closest("li");
    const now = marks.findIndex((mark) => card && card.contains(mark));
    marks[Math.min(Math.max(now + step, 0), marks.length - 1)].focus();
  };
  const acts = {
    j: () => move(1),
    k: () => move(-1),
    x: () => {
      const mark = document.activeElement.closest("li").querySelector("input[name=marcado]");
      mark.checked = !mark.checked;
      tell();
    },
    d: () => keep.focus(),
    o: () => rule && rule.focus(),
  };

  pile.addEventListener("keydown", (event) => {
    const act = acts[event.key.toLowerCase()];
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      act();
    }
  });
  desk.addEventListener("change", tell);
  all.addEventListener("click", () => {
    const wanted = marks.some((mark) => !mark.checked);
    marks.forEach((mark) => {
      mark.checked = wanted;
    });
    tell();
  });
  all.hidden = false;
  desk.querySelector("[data-desk-keys]").hidden = !matchMedia("(hover: hover) and (min-width: 60rem)").matches;
  tell();
}

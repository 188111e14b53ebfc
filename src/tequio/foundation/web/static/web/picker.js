// A touch on the drawn map fills the boxes of latitude and longitude; the boxes move the mark.
for (const picker of document.querySelectorAll("[data-picker]")) {
  const svg = picker.querySelector("[data-picker-map]");
  if (!svg) continue;
  const pin = svg.querySelector("[data-picker-pin]");
  const lon = document.getElementById(picker.dataset.lon);
  const lat = document.getElementById(picker.dataset.lat);
  const [west, north, scaleX, scaleY, left, top] = ["west", "north", "scaleX", "scaleY", "left", "top"].map(
    (key) => Number(picker.dataset[key]),
  );
  picker.querySelector("[data-picker-hint]").hidden = false;
  svg.classList.add("map__svg--pick");

  const show = () => {
    if (!lon.value || !lat.value) return pin.setAttribute("visibility", "hidden");
    pin.setAttribute("cx", left + (Number(lon.value) - west) * scaleX);
    pin.setAttribute("cy", top + (north - Number(lat.value)) * scaleY);
    pin.setAttribute("visibility", "visible");
  };
  svg.addEventListener("click", (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    lon.value = (west + (at.x - left) / scaleX).toFixed(6);
    lat.value = (north - (at.y - top) / scaleY).toFixed(6);
    for (const box of [lon, lat]) box.dispatchEvent(new Event("change", { bubbles: true }));
    show();
  });
  lon.addEventListener("input", show);
  lat.addEventListener("input", show);
  show();
}

// Puts the interactive map in the place of the drawn one, once a person asks for it.
const load = (map) =>
  new Promise((done, failed) => {
    const style = Object.assign(document.createElement("link"), {
      rel: "stylesheet",
      href: map.dataset.leafletCss,
    });
    const script = Object.assign(document.createElement("script"), {
      src: map.dataset.leaflet,
      onload: done,
      onerror: failed,
    });
    document.head.append(style, script);
  });

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const popup = ({ name, url, detail }) => {
  const box = document.createElement("p");
  const title = document.createElement(url ? "a" : "strong");
  title.textContent = name;
  if (url) title.href = url;
  box.append(title);
  if (detail) box.append(document.createElement("br"), detail);
  return box;
};

async function open(map, button) {
  button.disabled = true;
  const [answer] = await Promise.all([fetch(map.dataset.geojson), window.L ? null : load(map)]);
  const data = await answer.json();
  const box = map.querySelector(".map__live");
  map.querySelector(".map__svg").toggleAttribute("hidden", true);
  map.classList.add("map--live");
  box.hidden = false;
  const live = L.map(box, { zoomSnap: 0.25 });
  if (map.dataset.tiles)
    L.tileLayer(map.dataset.tiles, { attribution: map.dataset.attribution, maxZoom: 19 }).addTo(live);
  const tones = { now: "--cempasuchil", done: "--nopal", late: "--grana", info: "--anil-600" };
  const layer = L.geoJSON(data, {
    style: () => ({ color: colour("--anil-600"), weight: 1, fillOpacity: 0.12 }),
    pointToLayer: ({ properties }, at) =>
      L.circleMarker(at, {
        radius: 9,
        weight: 2,
        color: colour("--tinta"),
        fillColor: colour(tones[properties.tone] ?? "--cempasuchil"),
        fillOpacity: 1,
      }),
    onEachFeature: ({ properties }, shape) => shape.bindPopup(popup(properties)),
  }).addTo(live);
  live.fitBounds(layer.getBounds(), { padding: [12, 12] });
  button.remove();
  box.focus();
}

for (const map of document.querySelectorAll("[data-map]")) {
  const button = map.querySelector("[data-map-open]");
  button.hidden = false;
  button.addEventListener("click", () =>
    open(map, button).catch(() => {
      button.disabled = false;
    }),
  );
}

// On the page of an edition: tells who left a vote unfinished on this device that it waits for them.
import * as device from "./device.js";

for (const banner of document.querySelectorAll("[data-unfinished]")) {
  const { unfinished: edition, seat } = banner.dataset;
  const held = device.pass(edition, seat).read();
  const waits = held.pending || (!held.receipt && Object.keys(device.draft(edition, seat).read().marks || {}).length);
  banner.hidden = !waits;
}

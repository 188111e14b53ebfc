// One drawer of this browser, where reports wait with their photographs. If it is closed, nothing is kept.
const NAME = "tequio-obra";
const DRAWER = "reports";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(DRAWER);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function act(mode, what) {
  let database;
  try {
    database = await open();
  } catch {
    return undefined; // a private window, or no room: the form works as without this file
  }
  return new Promise((resolve) => {
    const asked = what(database.transaction(DRAWER, mode).objectStore(DRAWER));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(undefined);
  }).finally(() => database.close());
}

export const keep = (id, report) => act("readwrite", (drawer) => drawer.put(report, id));
export const kept = (id) => act("readonly", (drawer) => drawer.get(id));
export const forget = (id) => act("readwrite", (drawer) => drawer.delete(id));

// What a voter's own device keeps of a vote, and nobody else: the choice until it is cast, the token, the receipt.
// One drawer per edition and person, so that a family can vote from one phone.

const drawer = (kind, edition, seat) => `tequio:${kind}:${edition}:${seat}`;

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) || {};
  } catch {
    return {};
  }
}

function write(name, value) {
  localStorage.setItem(name, JSON.stringify(value));
}

// Says whether this browser keeps anything at all: some refuse in private windows.
export function works() {
  try {
    localStorage.setItem("tequio:prueba", "1");
    localStorage.removeItem("tequio:prueba");
    return true;
  } catch {
    return false;
  }
}

// The pass of a person: token, cover, signature, what is on its way to the box, and the receipt.
export function pass(edition, seat) {
  const name = drawer("urna", edition, seat);
  return { read: () => read(name), write: (value) => write(name, value) };
}

// The token is published with its ballot after the close: once it is of no more use, the device forgets it, so that
// it cannot tell anyone which ballot was its owner's.
export const receiptOnly = ({ place, receipt }) => ({ place, receipt });

// What a person has marked and not cast yet, by place.
export function draft(edition, seat) {
  const name = drawer("boleta", edition, seat);
  return {
    read: () => read(name),
    write: (place, marks) => write(name, { place, marks }),
    forget: () => localStorage.removeItem(name),
  };
}

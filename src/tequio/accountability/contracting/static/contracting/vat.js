/** Fills the amount with VAT or without it from the other and the rate, as the server does when the form is sent. */

const CENTAVOS = 100n;
const WHOLE = 100n;

/** Reads pesos as people type them into centavos, or null. */
function parse(text) {
  const match = /^\$?\s*(\d{1,16})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(/[,\s]/g, ""));
  return match ? BigInt(match[1]) * CENTAVOS + BigInt((match[2] ?? "").padEnd(2, "0")) : null;
}

/** Writes centavos as pesos. */
function write(centavos) {
  const pesos = (centavos / CENTAVOS).toString().replaceAll(/\B(?=(\d{3})+$)/g, ",");
  const rest = centavos % CENTAVOS;
  return rest ? `${pesos}.${rest.toString().padStart(2, "0")}` : pesos;
}

/** Divides to the nearest centavo; half goes up. */
function halfUp(numerator, denominator) {
  return (2n * numerator + denominator) / (2n * denominator);
}

for (const form of document.querySelectorAll("form:has([name=vat])")) {
  const { amount_centavos: gross, net_centavos: net, vat: rate } = form.elements;
  let filled = null; // the box that we wrote, which a person did not

  const fill = (from, to, reckon) => {
    const centavos = parse(from.value);
    if (rate.value === "" || centavos === null || (to.value && to !== filled)) return;
    to.value = write(reckon(centavos, WHOLE + (rate.value === "exempt" ? 0n : BigInt(rate.value))));
    filled = to;
  };
  const toNet = () => fill(gross, net, (centavos, whole) => halfUp(centavos * WHOLE, whole));
  const toGross = () => fill(net, gross, (centavos, whole) => halfUp(centavos * whole, WHOLE));

  gross.addEventListener("input", () => {
    if (filled === gross) filled = null;
    toNet();
  });
  net.addEventListener("input", () => {
    if (filled === net) filled = null;
    toGross();
  });
  rate.addEventListener("change", () => (filled === gross || !gross.value ? toGross() : toNet()));
}

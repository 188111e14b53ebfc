// Reads the code of a ticket with the camera where the browser can (BarcodeDetector); the box stays for the rest.
const form = document.querySelector("[data-scan]");
const start = form?.querySelector("[data-scan-start]");
if (start && "BarcodeDetector" in window && navigator.mediaDevices) {
  const video = form.querySelector("[data-scan-video]");
  const status = form.querySelector("[data-scan-status]");
  start.hidden = false;
  start.addEventListener("click", async () => {
    start.hidden = true;
    try {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      status.textContent = status.dataset.looking;
      const folio = await found(detector);
      for (const track of stream.getTracks()) track.stop();
      form.querySelector("[data-scan-box]").value = folio;
      form.requestSubmit();
    } catch {
      video.hidden = true;
      status.textContent = status.dataset.none;
    }
  });

  async function found(detector) {
    for (;;) {
      for (const code of await detector.detect(video)) {
        const folio = folioOf(code.rawValue);
        if (folio) return folio;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

// A ticket is an address of this site that carries the folio.
function folioOf(text) {
  try {
    return new URL(text).searchParams.get("folio") ?? "";
  } catch {
    return "";
  }
}

// Reading a QR from a photo or from the camera: by the browser where it can, else by a decoder of our own.

import { decodeQR } from "../../vendor/qr-0.7.0/decode.js";

const SIDES = [1600, 800, 2400]; // pixels of the longer side that are tried, one after another
const PAUSE = 180; // milliseconds between two looks of the camera

export async function readPhoto(file) {
  const picture = await createImageBitmap(file);
  try {
    for (const side of SIDES) {
      const text = await look(picture, picture.width, picture.height, side);
      if (text) return text;
    }
    return "";
  } finally {
    picture.close();
  }
}

// Looks until it finds a QR or is told to stop; gives its text, or "" if it was stopped.
export async function readCamera(video, stopped) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  try {
    video.srcObject = stream;
    await video.play();
    while (!stopped()) {
      const text = await look(video, video.videoWidth, video.videoHeight, SIDES[1]);
      if (text) return text;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    return "";
  } finally {
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  }
}

async function look(source, width, height, most) {
  if (!width || !height) return "";
  const scale = Math.min(1, most / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  drawing.drawImage(source, 0, 0, canvas.width, canvas.height);
  return (await native(canvas)) || ours(drawing.getImageData(0, 0, canvas.width, canvas.height));
}

async function native(canvas) {
  if (!("BarcodeDetector" in globalThis)) return "";
  try {
    const found = await new globalThis.BarcodeDetector({ formats: ["qr_code"] }).detect(canvas);
    return found[0]?.rawValue ?? "";
  } catch {
    return "";
  }
}

function ours(picture) {
  try {
    return decodeQR(picture);
  } catch {
    return "";
  }
}

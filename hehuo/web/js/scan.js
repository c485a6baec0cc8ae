// <form data-scan>: a phone's own code reader fills the form and sends it; the answer is one line on the page.
// Without a reader, or without leave to use the camera, letters and names do the same work.
const PAUSE = 2500; // the same code again within this time is the same person still standing there

export function offerScanning(part) {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  part.querySelectorAll("form[data-scan]").forEach((form) => {
    const start = form.querySelector("[data-scan-start]");
    start.hidden = false;
    start.addEventListener("click", () => watch(form, start));
  });
}

async function watch(form, start) {
  const video = form.querySelector("[data-scan-video]");
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    document.getElementById(form.dataset.scanTarget).textContent = form.dataset.scanFault;
    return;
  }
  start.hidden = true;
  video.hidden = false;
  await video.play();
  const reader = new window.BarcodeDetector({ formats: ["qr_code"] });
  let last = "";
  let since = 0;
  const look = async () => {
    const found = video.readyState < 2 ? [] : await reader.detect(video).catch(() => []);
    if (found.length && (found[0].rawValue !== last || Date.now() - since > PAUSE)) {
      last = found[0].rawValue;
      since = Date.now();
      await send(form, last);
    }
    window.setTimeout(look, 150);
  };
  look();
}

async function send(form, code) {
  const said = new FormData(form);
  said.set("code", code);
  const place = document.getElementById(form.dataset.scanTarget);
  try {
    const answer = await fetch(form.action, { method: "POST", body: said, headers: { "HX-Request": "true" } });
    place.innerHTML = await answer.text(); // our own server's escaped line
  } catch {
    place.textContent = form.dataset.scanOffline;
  }
}

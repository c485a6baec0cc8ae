// Sends what waits, one by one in the order in which it was noted, and never under another's name.
import * as store from "./outbox_store.js";

const PATIENCE_MS = 60 * 1000;
export const WAITING = "waiting";
export const FAULTY = "faulty";

// Answers how it went: { sent, reason } with reason "offline", "door" (nobody has entered), or nothing.
export async function flush(to) {
  const answer = await store.alone(async (renew) => {
    if (!(await store.all(to)).some(isReady)) return { sent: 0 };
    const asked = await ask(to);
    if (!asked.person) return { sent: 0, reason: asked.reason };
    return sendAll(await store.all(to), asked, renew);
  });
  return answer || { sent: 0, reason: "elsewhere" };
}

const isReady = (entry) => entry.state === WAITING && !(entry.heldUntil > Date.now());

async function sendAll(entries, asked, renew) {
  let sent = 0;
  for (const entry of entries.filter((each) => isReady(each) && each.person === asked.person)) {
    await renew();
    await store.put({ ...entry, tried: true });
    const answer = await send(entry, asked.token);
    if (answer.reason) return { sent, reason: answer.reason };
    if (answer.taken) {
      await store.remove(entry.id);
      sent += 1;
    } else {
      await store.put({ ...entry, state: FAULTY, say: answer.say });
    }
  }
  return { sent };
}

// Who has entered in this browser now, and a fresh token of theirs.
async function ask(to) {
  try {
    const answer = await patiently(to, { cache: "no-store" });
    if (answer.status >= 500) return { reason: "later" };
    const page = await pageOf(answer);
    const form = page.querySelector("form[data-outbox]");
    const place = page.querySelector("[data-outbox-place]");
    if (!form || !place) return { reason: "door" };
    return { person: place.dataset.person, token: form.querySelector("[name=csrfmiddlewaretoken]").value };
  } catch {
    return { reason: "offline" };
  }
}

async function send(entry, token) {
  const said = new FormData();
  entry.fields.forEach((field) => said.append(field.name, field.value));
  entry.photos.forEach((photo) => said.append("photos", photo.blob, photo.name));
  said.set("key", entry.id);
  said.set("heard_ms", String(entry.at)); // when it was noted, not when a signal came
  said.set("csrfmiddlewaretoken", token);
  try {
    const answer = await patiently(entry.to, { method: "POST", body: said, headers: { "Hehuo-Outbox": "1" } });
    if (answer.status === 201) return { taken: true };
    if (answer.redirected) return { reason: "door" };
    if (answer.status >= 500 || answer.status === 429) return { reason: "later" };
    return { say: sentence(await pageOf(answer)) };
  } catch {
    return { reason: "offline" };
  }
}

function patiently(address, options) {
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), PATIENCE_MS);
  return fetch(address, { credentials: "same-origin", signal: stop.signal, ...options }).finally(() => clearTimeout(clock));
}

const pageOf = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

// What the server found: the points of a form's summary, or the sentence of a refusal.
function sentence(page) {
  const points = [...page.querySelectorAll("[data-faults] li")];
  const found = points.length ? points : [...page.querySelectorAll("main h1, main p")].slice(0, 2);
  return found.map((each) => each.textContent.trim().replace(/\s+/g, " ")).join(" ");
}

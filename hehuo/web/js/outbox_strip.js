// Says how the outbox stands. Every sentence comes from the page (data-say-…), so that it is translated there.
import { FAULTY } from "./outbox_post.js";

export function showStrip(place, entries, how) {
  const mine = entries.filter((entry) => entry.person === how.person);
  const others = entries.filter((entry) => entry.person !== how.person);
  const faulty = mine.filter((entry) => entry.state === FAULTY);
  const lines = [];
  if (how.sent) lines.push(say(place, "sent", how.sent));
  if (mine.length > faulty.length) lines.push(say(place, waitingFor(how.reason), mine.length - faulty.length));
  else if (how.form && isOffline(how.reason)) lines.push(say(place, "ready", 0));
  if (faulty.length) lines.push(say(place, "faulty", faulty.length));
  const names = [...new Set(others.map((entry) => entry.name))].join("、");
  if (others.length) lines.push(say(place, "others", others.length).replace("{who}", names));
  place.querySelector("[data-outbox-say]").textContent = lines.join("");
  place.querySelectorAll("[data-outbox-way]").forEach((way) => (way.hidden = Boolean(how.form) || !faulty.length));
  place.hidden = !lines.length;
}

const isOffline = (reason) => reason === "offline" || navigator.onLine === false;

function waitingFor(reason) {
  if (isOffline(reason)) return "offline";
  return reason === "door" ? "door" : "waiting";
}

export const say = (place, what, count) => (place.dataset[`say${what[0].toUpperCase()}${what.slice(1)}`] || "").replace("{n}", count);

// The list under the form: one's own entries, each with a way to go on with it or to throw it away.
export function showList(list, entries, how) {
  const mine = entries.filter((entry) => entry.person === how.person);
  const rows = list.querySelector("[data-outbox-rows]");
  const shape = list.querySelector("template").content.firstElementChild;
  list.querySelector("[data-outbox-count]").textContent = say(list, "count", mine.length);
  rows.textContent = "";
  mine.forEach((entry) => {
    const row = shape.cloneNode(true);
    row.querySelector("[data-words]").textContent = written(entry, "words").slice(0, 60);
    row.querySelector("time").textContent = clockOf(entry.at);
    row.querySelector("[data-about]").textContent = aboutOf(list, entry);
    const faulty = entry.state === FAULTY;
    row.querySelector("[data-waiting]").hidden = faulty;
    row.querySelector("[data-faulty]").hidden = !faulty;
    const fault = row.querySelector("[data-fault]");
    fault.hidden = !faulty;
    fault.textContent = entry.say || "";
    offer(row, "[data-again]", faulty, () => how.again(entry));
    // What may have reached the server already goes as it is: a change would be lost behind the same id.
    offer(row, "[data-mend]", faulty || !entry.tried, () => how.mend(entry));
    offer(row, "[data-discard]", faulty || !entry.tried, () => how.discard(entry));
    rows.append(row);
  });
  list.hidden = !mine.length;
}

function offer(row, which, shown, act) {
  const button = row.querySelector(which);
  button.hidden = !shown;
  button.addEventListener("click", act);
}

function aboutOf(list, entry) {
  const photos = entry.photos.length ? say(list, "photos", entry.photos.length) : "";
  return [written(entry, "speaker_code"), photos].filter(Boolean).join(" · ");
}

function written(entry, name) {
  const found = entry.fields.find((field) => field.name === name);
  return found ? found.value : "";
}

const clockOf = (at) => new Date(at).toTimeString().slice(0, 5);

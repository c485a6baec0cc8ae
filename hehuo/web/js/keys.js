// The desk's keys: / N J K Enter T ?. Off while typing, on phones, and for whoever switches them off.
// Where something is sorted (data-deck), each answer has a key of its own, which goes before those of the desk.
import { openDialog } from "./dialogs.js";

const SWITCH = "hehuo:keys";

const acts = {
  "/": () => focus(document.querySelector(".search input")),
  n: () => click(document.querySelector("[data-key=n]")),
  j: () => step(1),
  k: () => step(-1),
  t: () => click(inHand() && inHand().querySelector("[data-key=t]")),
  Enter: () => document.activeElement === document.body && click(inHand() && inHand().querySelector(".todo-act a, .todo-act button")),
  "?": () => openDialog("keys"),
};

export function listenToKeys() {
  if (!document.querySelector("[data-keys]")) return;
  const box = document.querySelector("[data-keys-switch]");
  if (box) {
    box.checked = areOn();
    box.addEventListener("change", () => remember(box.checked));
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (!areOn() || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = acts[key];
    if (click(onDeck(key)) || (act && act())) event.preventDefault();
  });
}

const isTyping = (target) =>
  target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(radio|checkbox)$/.test(target.type));

const onDeck = (key) => /^[a-z0-9]$/.test(key) && document.querySelector(`[data-deck] [data-key="${key}"]`);

const rows = () => [...document.querySelectorAll(".todo tr:not(.todo-group), .ticket")];
const inHand = () => document.querySelector(".todo [aria-current], .ticket[aria-current]");

function step(by) {
  const all = rows();
  if (!all.length) return false;
  const held = all.indexOf(inHand());
  const next = all[Math.min(Math.max(held + by, 0), all.length - 1)];
  if (held >= 0) all[held].removeAttribute("aria-current");
  next.setAttribute("aria-current", "true");
  next.scrollIntoView({ block: "nearest" });
  const link = next.matches("a") ? next : next.querySelector("a, button");
  if (link) link.focus({ preventScroll: true });
  return true;
}

function click(thing) {
  if (!thing) return false;
  if (thing.matches("select, .input")) thing.focus();
  else thing.click();
  return true;
}

function focus(thing) {
  if (!thing) return false;
  thing.focus();
  return true;
}

function areOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

function remember(on) {
  try {
    localStorage.setItem(SWITCH, on ? "on" : "off");
  } catch {
    /* then they stay on for this page */
  }
}

// <form data-outbox>: what is noted without a signal waits on this device and goes by itself when there is one.
// Every entry is kept before it is sent, under an id made here; the server takes an id once. Without scripts,
// or where nothing can be kept, the form is posted as any other.
import { newId } from "./ids.js";
import { shrink } from "./photos.js";
import * as store from "./outbox_store.js";
import { WAITING, flush } from "./outbox_post.js";
import { say, showList, showStrip } from "./outbox_strip.js";

const EVERY_MS = 60 * 1000;
const SOON_MS = 3000;
const MENDING_MS = 10 * 60 * 1000; // meanwhile no tab sends what is being changed
const WHO = "hehuo:who:";

export function startOutbox() {
  document.querySelectorAll("form[data-leave]").forEach((form) => form.addEventListener("submit", forgetWho));
  const place = document.querySelector("[data-outbox-place]");
  if (!place || !("indexedDB" in window)) return;
  const box = new Outbox(place);
  box.start();
  offerWithoutSignal(place);
}

class Outbox {
  constructor(place) {
    this.place = place;
    this.to = place.dataset.outboxTo;
    this.who = whoIs(place, this.to);
    this.form = document.querySelector("form[data-outbox]");
    this.list = document.querySelector("[data-outbox-list]");
    this.mending = null;
    this.busy = false;
  }

  start() {
    if (this.form) {
      const key = this.form.elements.namedItem("key");
      if (!key.value) key.value = newId(); // the page kept for days without a signal brings none
      this.form.addEventListener("submit", (event) => this.onSubmit(event));
      this.form.querySelector("[data-outbox-drop]").addEventListener("click", () => this.dropPhotos());
    }
    window.addEventListener("online", () => this.send());
    window.addEventListener("offline", () => this.show({}));
    setInterval(() => this.send(), EVERY_MS);
    this.send();
  }

  async show(how) {
    const entries = await store.all(this.to);
    showStrip(this.place, entries, { ...how, person: this.who.id, form: this.form });
    if (!this.list) return;
    showList(this.list, entries, {
      person: this.who.id,
      mend: (entry) => this.mend(entry),
      discard: (entry) => this.discard(entry),
      again: (entry) => this.again(entry),
    });
  }

  async send() {
    if (navigator.onLine === false) return this.show({});
    try {
      const how = await flush(this.to);
      if (how.reason === "elsewhere") setTimeout(() => this.send(), SOON_MS); // another tab is at it
      await this.show(how);
    } catch {
      /* storage was taken away: there is nothing to send from */
    }
  }

  onSubmit(event) {
    if (event.defaultPrevented) return;
    if (!this.form.checkValidity() && navigator.onLine !== false) return; // the server says what is missing
    event.preventDefault();
    if (this.busy || !this.form.reportValidity()) return;
    if (!this.who.id) {
      this.say("nobody");
      return;
    }
    this.work(true);
    this.keep().finally(() => this.work(false));
  }

  async keep() {
    let entry;
    try {
      entry = await this.entry();
      await store.put(entry);
    } catch {
      this.form.submit(); // nothing can be kept here: as any other form
      return;
    }
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    this.clear();
    await this.send();
    if (!(await store.get(entry.id))) window.location.assign(this.to);
  }

  async entry() {
    const files = [...this.form.querySelector("input[type=file]").files];
    const added = [];
    for (const file of files) added.push(await shrink(file)); // one at a time: a phone's memory is small
    // Changed while another tab sent it: then it is a second entry, and no word of it is lost.
    const still = this.mending && (await store.get(this.mending.id));
    const fields = [];
    new FormData(this.form).forEach((value, name) => {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "key") fields.push({ name, value });
    });
    return {
      id: this.mending ? (still ? still.id : newId()) : this.form.elements.namedItem("key").value,
      to: this.to,
      person: this.who.id,
      name: this.who.name,
      at: this.mending ? this.mending.at : Date.now(),
      fields,
      photos: [...(this.mending ? this.mending.photos : []), ...added],
      state: WAITING,
      tried: false,
    };
  }

  clear() {
    this.form.reset(); // the draft goes with it
    this.form.elements.namedItem("key").value = newId();
    this.mending = null;
    this.showPhotos();
  }

  async mend(entry) {
    const typed = this.form.querySelector("textarea");
    if (!this.mending && typed.value.trim()) {
      this.say("first"); // what stands in the form must not be written over
      typed.focus();
      return;
    }
    this.mending = { ...entry, heldUntil: Date.now() + MENDING_MS };
    await store.put(this.mending);
    this.form.reset();
    [...this.form.elements].forEach((field) => {
      const values = entry.fields.filter((kept) => kept.name === field.name).map((kept) => kept.value);
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    });
    this.showPhotos();
    this.form.querySelector("textarea").focus();
  }

  showPhotos() {
    const kept = this.form.querySelector("[data-outbox-photos]");
    const count = this.mending ? this.mending.photos.length : 0;
    kept.hidden = !count;
    kept.querySelector("span").textContent = count ? say(this.list, "photos", count) : "";
  }

  dropPhotos() {
    this.mending.photos = [];
    this.showPhotos();
  }

  async again(entry) {
    await store.put({ ...entry, state: WAITING, heldUntil: 0 });
    await this.send();
  }

  async discard(entry) {
    await store.remove(entry.id);
    if (this.mending && this.mending.id === entry.id) this.clear();
    await this.show({});
  }

  say(what) {
    this.place.hidden = false;
    this.place.querySelector("[data-outbox-say]").textContent = say(this.place, what, 0);
  }

  work(busy) {
    this.busy = busy;
    this.form.querySelectorAll("button:not([type=button])").forEach((button) => {
      if (busy) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    });
  }
}

// Who writes here: the page says so; the page kept without a signal asks what the last one said.
function whoIs(place, to) {
  const now = { id: place.dataset.person || "", name: place.dataset.personName || "" };
  try {
    if (now.id) localStorage.setItem(WHO + to, JSON.stringify(now));
    return now.id ? now : JSON.parse(localStorage.getItem(WHO + to)) || now;
  } catch {
    return now;
  }
}

function forgetWho() {
  try {
    Object.keys(localStorage)
      .filter((key) => key.startsWith(WHO))
      .forEach((key) => localStorage.removeItem(key));
  } catch {
    /* nothing was kept */
  }
}

// The form's own page opens without a signal, from what the service worker keeps.
async function offerWithoutSignal(place) {
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
  try {
    await navigator.serviceWorker.register(place.dataset.outboxWorker, { updateViaCache: "none" });
    const ready = await navigator.serviceWorker.ready;
    ready.active.postMessage({ keep: place.dataset.outboxShell });
  } catch {
    /* forbidden here, or no signal: the form still keeps what is written while it is open */
  }
}

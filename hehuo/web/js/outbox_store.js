// What waits on this device to be sent, in IndexedDB, oldest first (ids sort by time); and whose turn it is to send.
const ENTRIES = "entries";
const LEASES = "leases";
const LEASE_MS = 90 * 1000; // longer than one entry may take
let opened = null;

function open() {
  opened =
    opened ||
    new Promise((resolve, reject) => {
      const asked = indexedDB.open("hehuo", 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore(ENTRIES, { keyPath: "id" });
        asked.result.createObjectStore(LEASES, { keyPath: "name" });
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  return opened;
}

async function within(store, mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const change = database.transaction(store, mode);
    const asked = act(change.objectStore(store));
    change.oncomplete = () => resolve(asked && asked.result);
    change.onerror = change.onabort = () => reject(change.error);
  });
}

export const put = (entry) => within(ENTRIES, "readwrite", (entries) => entries.put(entry));
export const get = (id) => within(ENTRIES, "readonly", (entries) => entries.get(id));
export const remove = (id) => within(ENTRIES, "readwrite", (entries) => entries.delete(id));

// Everything that waits to go to this address.
export async function all(to) {
  const entries = await within(ENTRIES, "readonly", (found) => found.getAll());
  return entries.filter((entry) => entry.to === to);
}

// Two tabs do not send at once: a lock of the browser, else a lease that ends by itself when a tab dies.
export async function alone(act) {
  if (navigator.locks) {
    return navigator.locks.request("hehuo-outbox", { ifAvailable: true }, (lock) => (lock ? act(async () => {}) : null));
  }
  const holder = Math.random();
  if (!(await lease(holder))) return null;
  try {
    return await act(() => lease(holder));
  } finally {
    await within(LEASES, "readwrite", (leases) => leases.delete("send"));
  }
}

async function lease(holder) {
  let mine = false;
  await within(LEASES, "readwrite", (leases) => {
    const asked = leases.get("send");
    asked.onsuccess = () => {
      const now = asked.result;
      mine = !now || now.holder === holder || now.until < Date.now();
      if (mine) leases.put({ name: "send", holder, until: Date.now() + LEASE_MS });
    };
  });
  return mine;
}

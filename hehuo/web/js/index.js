// Everything here makes a page handier. Every page works without it.
import { startHtmx } from "./htmx.js";
import { guardSubmits } from "./submits.js";
import { keepDrafts } from "./drafts.js";
import { openDialogs } from "./dialogs.js";
import { listenToKeys } from "./keys.js";
import { offerPrinting } from "./printing.js";
import { closeMenus } from "./menus.js";
import { focusFaults } from "./faults.js";
import { offerScanning } from "./scan.js";
import { usePasskeys } from "./passkeys.js";
import { startOutbox } from "./outbox.js";

startHtmx();
guardSubmits();
openDialogs();
listenToKeys();
closeMenus();

// What looks at the page once it stands; again for each part that htmx brings in.
function greet(part) {
  keepDrafts(part);
  offerPrinting(part);
  focusFaults(part);
  offerScanning(part);
  usePasskeys(part);
}

greet(document);
startOutbox();
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) greet(event.target);
});

// htmx, set up for a page that allows no inline script or style.
import htmx from "htmx.org";
import { csrfToken } from "./csrf.js";

export function startHtmx() {
  Object.assign(htmx.config, {
    allowEval: false,
    allowScriptTags: false,
    includeIndicatorStyles: false,
    historyCacheSize: 0, // a page may hold names: no copies in the browser's storage
    selfRequestsOnly: true,
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "422", swap: true }, // a form that was not filled in rightly comes back with its sentences
      { code: "[45]..", swap: true, error: true, target: "#main", select: "#main" },
    ],
  });
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = csrfToken();
  });
}

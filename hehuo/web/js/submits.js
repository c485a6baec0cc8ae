// A form is sent once, however often an impatient finger taps.
export function guardSubmits() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog" || form.method === "get") return;
    if ("again" in form.dataset) return; // it downloads a file: the page stays, and may ask again
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    mark(form, true);
  });
  // Back from the next page: the form may be sent again.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach(release);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest && event.target.closest("form[data-sent]");
    if (form) release(form);
  });
}

function release(form) {
  delete form.dataset.sent;
  mark(form, false);
}

// aria-disabled, not disabled: the pressed button's own name and value must still be sent.
function mark(form, busy) {
  form.querySelectorAll("button:not([type=button])").forEach((button) => {
    if (busy) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  });
}

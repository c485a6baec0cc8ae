// <form data-draft="need-…">: what a person types stays on this device until the server has taken it.
// A draft that was sent is forgotten on the next page, unless that page shows the same form again.
const PREFIX = "hehuo:draft:";
const KEPT_DAYS = 14;

export function keepDrafts(part) {
  const forms = [...part.querySelectorAll("form[data-draft]")];
  if (part === document) tidy(forms.map(keyOf));
  forms.forEach((form) => {
    if (isUntouched(form)) restore(form);
    form.addEventListener("input", () => write(keyOf(form), { at: Date.now(), values: valuesOf(form) }));
    form.addEventListener("submit", () => write(keyOf(form), { at: Date.now(), values: valuesOf(form), sent: true }));
    form.addEventListener("reset", () => remove(keyOf(form)));
    form.querySelectorAll("[data-draft-discard]").forEach((button) => {
      button.addEventListener("click", () => {
        remove(keyOf(form));
        form.reset();
        showNotice(form, false);
      });
    });
  });
}

const keyOf = (form) => PREFIX + form.dataset.draft;

function tidy(present) {
  const oldest = Date.now() - KEPT_DAYS * 24 * 3600 * 1000;
  keys().forEach((key) => {
    const draft = read(key);
    if (!draft || draft.at < oldest || (draft.sent && !present.includes(key))) remove(key);
  });
}

// What the server wrote into the form (an earlier entry, a fault to mend) is newer than the draft.
const isUntouched = (form) => !form.querySelector("[aria-invalid=true]") && fields(form).every(hasDefault);

function hasDefault(field) {
  if (field.type === "radio" || field.type === "checkbox") return field.checked === field.defaultChecked;
  return field.tagName === "SELECT" || field.value === field.defaultValue;
}

function restore(form) {
  const draft = read(keyOf(form));
  if (!draft) return;
  fields(form).forEach((field) => {
    const kept = draft.values[field.name];
    if (kept === undefined) return;
    if (field.type === "radio" || field.type === "checkbox") field.checked = kept.includes(field.value);
    else field.value = kept[0];
  });
  showNotice(form, true);
}

function showNotice(form, shown) {
  form.querySelectorAll("[data-draft-notice]").forEach((notice) => {
    notice.hidden = !shown;
  });
}

// Never a password, a file, a hidden token, or a field marked private.
const fields = (form) =>
  [...form.elements].filter(
    (field) => field.name && !/^(hidden|password|file|submit|button)$/.test(field.type) && !("private" in field.dataset),
  );

function valuesOf(form) {
  const values = {};
  fields(form).forEach((field) => {
    values[field.name] = values[field.name] || [];
    if ((field.type === "radio" || field.type === "checkbox") && !field.checked) return;
    values[field.name].push(field.value);
  });
  return values;
}

// Storage may be full or forbidden; then the page goes on without drafts.
function write(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    /* no room: the form itself still holds everything */
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    /* nothing was kept */
  }
}

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

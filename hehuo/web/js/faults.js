// A form that came back: the summary of what to mend takes the focus.
export function focusFaults(part) {
  const summary = part.querySelector("[data-faults]");
  if (summary) summary.focus();
}

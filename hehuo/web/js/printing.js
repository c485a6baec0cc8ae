// <button data-print hidden>: shown only where a script can print.
export function offerPrinting(part) {
  part.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}

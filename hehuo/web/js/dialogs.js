// <a href="/a-page-of-its-own/" data-dialog="publish">: opens the dialog here, where the browser knows dialogs (Safari from 15.4).
// Elsewhere, and without JavaScript, the link goes to the same form on a page of its own.
export function openDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) {
      if (openDialog(opener.dataset.dialog)) event.preventDefault();
      return;
    }
    const closer = event.target.closest("[data-dialog-close]");
    const dialog = closer && closer.closest("dialog");
    if (dialog) {
      event.preventDefault();
      dialog.close();
    }
  });
}

export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!dialog || !dialog.showModal || dialog.open) return false;
  dialog.showModal(); // the browser moves the focus in, keeps it there, and gives it back on close
  return true;
}

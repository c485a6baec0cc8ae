// The token that proves a request came from our own page. Every frame has a small form that holds it.
export function csrfToken() {
  const held = document.querySelector("[name=csrfmiddlewaretoken]");
  return held ? held.value : "";
}

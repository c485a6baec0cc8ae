// <form data-passkey="get|create">: before it is sent, the browser's own key answers the question that stands on it.
// The answer goes along in a hidden field; whatever the key or its owner says no to is told on the page.
export function usePasskeys(part) {
  part.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.elements.answer.value || !form.checkValidity()) return;
      event.preventDefault();
      answer(form);
    });
  });
}

async function answer(form) {
  const said = form.querySelector("[data-passkey-said]");
  said.textContent = "";
  if (!window.PublicKeyCredential) {
    said.textContent = form.dataset.passkeyNone;
    return;
  }
  try {
    const question = { publicKey: unpack(JSON.parse(form.dataset.passkeyQuestion)) };
    const key = await navigator.credentials[form.dataset.passkey](question);
    form.elements.answer.value = JSON.stringify(pack(key));
  } catch {
    said.textContent = form.dataset.passkeyStopped;
    return;
  }
  form.submit(); // not requestSubmit: older Safari has none, and the answer is good once anyway
}

// What JSON cannot carry: bytes travel as base64url.
function unpack(question) {
  const named = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));
  const open = { ...question, challenge: bytes(question.challenge) };
  if (question.user) {
    open.user = { ...question.user, id: bytes(question.user.id) };
    open.excludeCredentials = named(question.excludeCredentials);
  }
  return open;
}

function pack(key) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (key.response[name]) response[name] = text(key.response[name]);
  }
  return { id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} };
}

function bytes(text) {
  const plain = window.atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return window.btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

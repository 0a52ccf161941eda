/* Passkeys: ask the browser for one, put its answer in the form, send it. Without this file people use a password. */
(() => {
  "use strict";

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const opened = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

  async function create(options) {
    const key = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: opened(options.excludeCredentials),
      },
    });
    return {
      attestationObject: text(key.response.attestationObject),
      transports: key.response.getTransports ? key.response.getTransports() : [],
      key,
    };
  }

  async function get(options) {
    const key = await navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: opened(options.allowCredentials),
      },
    });
    return {
      authenticatorData: text(key.response.authenticatorData),
      signature: text(key.response.signature),
      userHandle: key.response.userHandle ? text(key.response.userHandle) : null,
      key,
    };
  }

  async function answer(form) {
    const ask = { create, get }[form.dataset.passkey];
    const { key, ...response } = await ask(JSON.parse(form.dataset.options));
    response.clientDataJSON = text(key.response.clientDataJSON);
    form.elements[form.dataset.passkeyField || "credential"].value = JSON.stringify({
      id: key.id,
      rawId: text(key.rawId),
      type: key.type,
      response,
      extensions: JSON.stringify(key.getClientExtensionResults()),
    });
    form.submit();
  }

  const form = document.querySelector("form[data-passkey]");
  if (form) {
    const start = () => answer(form).catch(() => {
      form.querySelector("[data-passkey-failed]").hidden = false;
    });
    const button = form.querySelector("[data-passkey-ask]"); // where there is another way too, somebody chooses this one
    if (button) {
      button.hidden = false;
      button.addEventListener("click", start);
    } else {
      start();
    }
  }
})();

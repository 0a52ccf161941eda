/* Leaving quickly: the page is covered at once, the session ends, and this page leaves the history (security.md D.8). Without this file the button is an ordinary form. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-exit]");
  if (!form) return;

  function leave() {
    document.documentElement.hidden = true;
    try {
      if ("keepalive" in Request.prototype) fetch(form.action, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
      else navigator.sendBeacon(form.action);
    } finally {
      location.replace(form.dataset.exit);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });

  let presses = 0;
  let first = 0;
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      presses = 0;
      return;
    }
    if (event.timeStamp - first > 5000) presses = 0;
    if (!presses) first = event.timeStamp;
    presses += 1;
    if (presses === 3) leave();
  });
})();

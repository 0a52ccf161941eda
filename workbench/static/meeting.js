/* The screen of a meeting. Without this file every form works as a form; with it what is typed is kept while people type, a
   connection that drops loses nothing, the clocks run and keys do what hands do. Nothing is stored in the browser. */
(() => {
  "use strict";

  const AFTER_TYPING = 700; // milliseconds between the last key and keeping what was typed
  const AGAIN = 3_000; // milliseconds until what was not kept is tried again
  const PULSE = 60_000, PULSE_READING = 5_000; // milliseconds between two looks whether the screen still shows what is
  const TEN = 700; // milliseconds in which 1 and 0 are ten
  const TEXT = "input[type=text], input[type=date], textarea, select";
  const loaded = { at: performance.now() };
  const forms = new WeakMap(); // form → what is known of keeping it
  let keysOn = true;
  let lastDigit = { at: 0, key: "" };

  document.documentElement.classList.add("has-script");
  const meet = () => document.getElementById("meet");
  const facts = () => meet().dataset;
  const isTyping = (element) => element?.matches?.("input:not([type=radio], [type=checkbox]), textarea, select") ?? false;

  /* what is said of it */

  function say(state, text) {
    const place = meet().querySelector("[data-kept]");
    if (!place) return;
    place.dataset.state = state;
    place.textContent = text;
  }

  function sayWrong(form, text) {
    const place = form.querySelector("[data-wrong]");
    if (place) place.textContent = text;
  }

  /* keeping what is typed */

  const contents = (form) => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString();

  function known(form) {
    if (!forms.has(form)) forms.set(form, { kept: contents(form), timer: 0, busy: null });
    return forms.get(form);
  }

  function addressOf(form) {
    if (form.dataset.keep === "record") return form.action;
    return `${facts().keepDraft}?place=${encodeURIComponent(new URL(form.action).pathname)}`;
  }

  function keepSoon(form, after = AFTER_TYPING) {
    const about = known(form);
    clearTimeout(about.timer);
    about.timer = setTimeout(() => keep(form), after);
  }

  async function keep(form, { last = false } = {}) {
    const about = known(form);
    if (about.busy && !last) return about.busy.then(() => keep(form));
    const now = contents(form);
    if (!form.isConnected || form.dataset.sending || now === about.kept) return undefined;
    about.busy = post(form, now, last, about).finally(() => { about.busy = null; });
    return about.busy;
  }

  async function post(form, now, last, about) {
    let answer;
    try {
      answer = await fetch(addressOf(form), {
        method: "POST", credentials: "same-origin", keepalive: last, body: now,
        headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Keep": "1" },
      });
      if (answer.status >= 500) throw new Error(String(answer.status));
    } catch {
      say("failed", facts().failed);
      if (!last) keepSoon(form, AGAIN);
      return;
    }
    if (answer.redirected || answer.status === 403 || answer.status === 404) {
      say("failed", facts().signedOut);
      return;
    }
    const told = await answer.json().catch(() => ({}));
    about.kept = now;
    if (answer.status === 409) {
      form.elements.version.value = told.version;
      about.kept = "";
      sayWrong(form, facts().clash.replace("{text}", told.theirs));
      return;
    }
    if (answer.status === 422) {
      sayWrong(form, (told.errors || []).join(" "));
      return;
    }
    const same = contents(form) === now;
    if (form.dataset.keep === "record" && form.elements.version) form.elements.version.value = told.version;
    if (same) about.kept = contents(form);
    sayWrong(form, told.hidden ? facts().hides : "");
    form.querySelectorAll("input[type=text], textarea").forEach((one) => one.classList.toggle("is-hidden", Boolean(told.hidden && one.value)));
    say("kept", facts().saved.replace("{time}", told.at));
  }

  /* going somewhere, and saving for good: the page stays until the answer is there */

  async function send(form, submitter, extra = {}) {
    if (form.dataset.sending) return;
    const about = known(form);
    clearTimeout(about.timer);
    const data = new FormData(form, submitter?.name ? submitter : undefined);
    for (const [name, value] of Object.entries(extra)) data.set(name, value);
    const body = new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
    form.dataset.sending = "1";
    await about.busy;
    if (form.elements.version && body.has("version") && form.dataset.keep === "record") body.set("version", form.elements.version.value);
    await flushOthers(form);
    attempt(form.action, { method: "POST", body }, form);
  }

  function flushOthers(sent) {
    return Promise.all([...meet().querySelectorAll("form[data-keep]")].filter((one) => one !== sent).map((one) => keep(one)));
  }

  async function attempt(address, options, form = null) {
    let answer;
    try {
      answer = await fetch(address, { credentials: "same-origin", ...options });
      if (answer.status >= 500) throw new Error(String(answer.status));
    } catch {
      say("failed", facts().failed);
      setTimeout(() => attempt(address, options, form), AGAIN);
      return;
    }
    if (form) delete form.dataset.sending;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById("meet")) {
      location.assign(answer.redirected || !options.method ? answer.url : location.href);
      return;
    }
    swap(page, form);
    if (answer.redirected || !options.method) history.replaceState(null, "", answer.url);
  }

  function swap(page, sent = null) {
    const typed = sent ? unsent(sent) : unsent(null);
    const before = document.activeElement?.id;
    const opened = [...meet().querySelectorAll("details[open] > summary")].map((one) => one.textContent);
    document.documentElement.toggleAttribute("data-theme", page.documentElement.dataset.theme !== undefined);
    if (page.documentElement.dataset.theme) document.documentElement.dataset.theme = page.documentElement.dataset.theme;
    document.title = page.title;
    const other = facts().item !== page.getElementById("meet").dataset.item || facts().look !== page.getElementById("meet").dataset.look;
    meet().replaceWith(document.adoptNode(page.getElementById("meet")));
    loaded.at = performance.now();
    for (const [id, value] of typed) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
    if (!other) meet().querySelectorAll("details > summary").forEach((one) => { one.parentElement.open ||= opened.includes(one.textContent); });
    const goes = (!other && before && document.getElementById(before)) || (other && meet().querySelector("[data-home]")) || meet().querySelector("main");
    goes?.focus({ preventScroll: !other });
    if (other) scrollTo(0, 0);
    meet().querySelector(".qr")?.scrollIntoView({ block: "center" });
    watch();
  }

  /** What stands in fields that were not sent: it stays there. */
  function unsent(sent) {
    return [...meet().querySelectorAll(TEXT)]
      .filter((one) => one.id && one.form !== sent && !one.classList.contains("is-hidden") && one.value !== (one.defaultValue ?? one.value) && one.value)
      .map((one) => [one.id, one.value]);
  }

  /* clocks */

  function tick() {
    if (!meet()) return;
    const gone = Math.floor((performance.now() - loaded.at) / 1000);
    const now = new Date(Number(facts().now) + gone * 1000);
    const clock = meet().querySelector("[data-clock]");
    if (clock) clock.textContent = new Intl.DateTimeFormat("nl", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam" }).format(now).replace(":", ".");
    for (const one of meet().querySelectorAll("[data-spent]")) one.textContent = one.textContent.replace(/\d+/, Math.round((Number(one.dataset.spent) + gone) / 60));
    for (const one of meet().querySelectorAll("[data-left]")) one.textContent = one.textContent.replace(/\d+/, Math.max(Number(one.dataset.left) - Math.floor(gone / 60), 0));
    for (const one of meet().querySelectorAll("[data-countdown]")) {
      const left = Math.max(Number(one.dataset.countdown) - gone, 0);
      one.textContent = `${Math.floor(left / 60)}.${String(left % 60).padStart(2, "0")}`;
    }
  }

  /* does the screen still show what is? */

  let said = null;
  async function pulse() {
    if (!meet() || document.hidden) return;
    try {
      const token = meet().querySelector("[name=csrf_token]");
      const answer = await fetch(facts().pulse, { method: "POST", credentials: "same-origin", body: new URLSearchParams({ csrf_token: token?.value ?? "" }) });
      if (!answer.ok || answer.redirected) return;
      const told = await answer.json();
      const moved = String(told.item) !== facts().item;
      const confirmed = said !== null && told.said !== said;
      said = told.said;
      if ((moved || confirmed) && facts().look === "item" && !meet().querySelector(".qr") && !isTyping(document.activeElement)) attempt(location.href, {});
      else if (confirmed && meet().querySelector(".qr")) showConfirmed();
    } catch { /* the next pulse tries again */ }
  }

  /** Beside a QR code only the list of who confirmed is renewed: the code would be gone. */
  async function showConfirmed() {
    const answer = await fetch(location.pathname.replace(/mode\/.*/, "mode/"), { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("ul.confirm");
    if (fresh) meet().querySelector("ul.confirm")?.replaceWith(document.adoptNode(fresh));
  }

  let timer = 0;
  function watch() {
    clearInterval(timer);
    if (!meet()) return;
    timer = setInterval(pulse, facts().kind === "read_back" ? PULSE_READING : PULSE);
    const box = meet().querySelector("[data-keys]");
    if (box) box.checked = keysOn;
    meet().querySelectorAll("form[data-keep]").forEach(known);
    tick();
  }

  /* hands and keys */

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.dataset.keep) keepSoon(form);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys]")) keysOn = event.target.checked;
    const form = event.target.form;
    if (form?.dataset.keep) keepSoon(form, 100);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.closest("#meet")) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#meet a[href*='/mode/']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || new URL(link.href).origin !== location.origin) return;
    event.preventDefault();
    flushOthers(null).then(() => attempt(link.href, {}));
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey && /^Digit[1-4]$/.test(event.code)) return chooseKind(event);
    if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
    if (event.target.matches(".ten input") && /^\d$/.test(event.key)) return chooseNumber(event);
    if (event.key === "PageDown" && !event.target.matches("textarea, select")) return press(event, "[data-step=on]");
    if (event.key === "PageUp" && !event.target.matches("textarea, select")) return press(event, "[data-step=back]");
    if (isTyping(event.target) || event.target.matches("input, summary")) return undefined;
    if (event.key === "ArrowRight") return press(event, "[data-step=on]");
    if (event.key === "ArrowLeft") return press(event, "[data-step=back]");
    return attendanceKey(event);
  });

  function press(event, which) {
    const button = meet()?.querySelector(which);
    if (button) {
      event.preventDefault();
      button.click();
    }
  }

  function chooseKind(event) {
    const home = event.target.form ?? meet().querySelector("form.note");
    const radio = home?.querySelector(`[data-alt="${event.code.at(-1)}"]`) ?? meet().querySelector(`[data-alt="${event.code.at(-1)}"]`);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function chooseNumber(event) {
    const ten = event.key === "0" && lastDigit.key === "1" && performance.now() - lastDigit.at < TEN;
    lastDigit = { at: performance.now(), key: event.key };
    const radio = event.target.form.querySelector(`.ten [value="${ten ? 10 : event.key}"]`);
    event.preventDefault();
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** A key for each name; with Shift somebody is there online. The keys can be turned off beside the names. */
  function attendanceKey(event) {
    if (!keysOn || event.repeat) return;
    const key = event.code.replace(/^(Key|Digit)/, "").toLowerCase();
    const button = meet()?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!button) return;
    event.preventDefault();
    if (event.shiftKey) send(button.form, null, { status: "online" });
    else button.click();
  }

  addEventListener("pagehide", () => meet()?.querySelectorAll("form[data-keep]").forEach((one) => keep(one, { last: true })));
  addEventListener("online", () => meet()?.querySelectorAll("form[data-keep]").forEach((one) => keep(one)));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) meet()?.querySelectorAll("form[data-keep]").forEach((one) => keep(one, { last: true }));
    else pulse();
  });
  setInterval(tick, 1000);
  watch();
})();

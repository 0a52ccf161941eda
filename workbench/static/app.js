/* Small comforts. Every page works without this file. */
(() => {
  "use strict";

  const EVERY = 20_000; // milliseconds between two drafts
  const AFTER_A_FIELD = 1_000; // milliseconds between leaving a long field and its draft: time to press Save instead
  const KEEPALIVE_LIMIT = 60_000; // browsers refuse more in a request that outlives its page

  const summary = document.querySelector(".error-summary");
  if (summary) {
    document.title = `${summary.dataset.title} ${document.title}`;
    summary.focus();
  }

  /** What a form holds, as it would be sent; files stay out of a draft. */
  function contents(form) {
    const texts = [...new FormData(form)].filter(([name, value]) => !name.startsWith("_") && typeof value === "string");
    return new URLSearchParams(texts).toString();
  }

  /** What the form held as it came from the server, also when somebody typed before this file got to it. */
  function asItCame(form) {
    const copy = form.cloneNode(true);
    copy.reset();
    return contents(copy);
  }

  function timeNow() {
    const lang = document.documentElement.lang || "nl";
    const time = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hour12: false }).format();
    return lang.startsWith("nl") ? time.replace(":", ".") : time;
  }

  /** Keep what is typed in this form on the server, as a draft. */
  function keepDrafts(form) {
    if (form.dataset.draftWatched) return;
    form.dataset.draftWatched = "true";
    const status = form.querySelector("[data-draft-status]");
    let kept = asItCame(form);
    let answered = Promise.resolve(true); // whether the last text that was sent is kept
    let leaving = false;
    let underway = new AbortController();

    function say(text) {
      if (status) status.textContent = text;
    }

    /** Saving the form will throw away the draft that was made of it. */
    function markAsDraft() {
      if (form.elements._draft) return;
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "_draft", value: "1" }));
    }

    /** Send what changed; false when it could not be kept. What is underway already is waited for, not taken as kept. */
    function keep({ last = false } = {}) {
      const now = contents(form);
      if (leaving || !form.isConnected) return Promise.resolve(true);
      if (now !== kept) answered = send(now, last);
      return answered;
    }

    async function send(now, last) {
      const before = kept;
      kept = now;
      markAsDraft();
      underway = new AbortController();
      try {
        const answer = await fetch(form.dataset.draft, {
          method: "POST",
          credentials: "same-origin",
          headers: { "Content-Type": "application/x-www-form-urlencoded" },
          body: now,
          signal: underway.signal,
          keepalive: last && now.length < KEEPALIVE_LIMIT,
        });
        if (!answer.ok || answer.redirected) throw new Error(`draft refused: ${answer.status}`);
        say(form.dataset.draftSaved.replace("{time}", timeNow()));
        return true;
      } catch {
        kept = before;
        answered = Promise.resolve(true); // whoever waits for this one hears that it failed
        if (!leaving) say(form.dataset.draftFailed);
        return leaving;
      }
    }

    const timer = setInterval(() => (form.isConnected ? keep() : clearInterval(timer)), EVERY);
    form.addEventListener("focusout", (event) => event.target.matches("textarea") && setTimeout(keep, AFTER_A_FIELD));
    form.addEventListener("submit", () => {
      leaving = true;
      underway.abort();
    });
    form.addEventListener("htmx:afterRequest", () => { leaving = false; }); // sent in its place, and still here
    form.addEventListener("draft:keep", (event) => { event.detail.kept = keep(); }); // another part of the page closes it
    addEventListener("pageshow", () => { leaving = false; });
    addEventListener("pagehide", () => keep({ last: true }));
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep({ last: true }));
  }

  function watchAll(root) {
    root.querySelectorAll("form[data-draft]").forEach(keepDrafts);
    if (root.matches?.("form[data-draft]")) keepDrafts(root);
  }

  watchAll(document);
  document.addEventListener("htmx:load", (event) => watchAll(event.detail.elt));

  // The coach: an answer that comes while one is busy beside the field does not take the place of that; where one types
  // stays where it is on the screen; what it already said is not read out again.
  let keepStill = () => {};
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const asked = detail.requestConfig.elt;
    if (!asked.matches("[data-coach]")) return;
    const at = document.activeElement;
    if (asked.contains(at)) detail.shouldSwap = false;
    const top = at.getBoundingClientRect().top;
    keepStill = () => scrollBy({ top: at.getBoundingClientRect().top - top, behavior: "instant" });
    if (asked.contains(at) || at === document.body) keepStill = () => {};
  });
  document.addEventListener("htmx:afterSwap", () => {
    keepStill();
    keepStill = () => {};
  });
  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    if (detail.target.textContent === detail.fragment.textContent) detail.shouldSwap = false;
  });

  const WARN = 120; // seconds before one is signed out
  const LOOK_AGAIN = 20; // seconds between two looks while the warning stands there

  /** Say two minutes before that one is signed out; what the server knows counts, for another tab may be busy. */
  function watchSession(bar) {
    const button = bar.querySelector("button");
    let timer;

    function after(seconds) {
      clearTimeout(timer);
      timer = setTimeout(() => ask("GET"), Math.min(Math.max(1, seconds) * 1_000, 2 ** 31 - 1));
    }

    async function ask(method) {
      try {
        const token = document.querySelector("form[action='/sign-out'] [name=csrf_token]");
        const headers = method === "POST" ? { "X-CSRFToken": token.value } : {};
        const answer = await fetch(bar.dataset.stay, { method, headers, credentials: "same-origin" });
        if (answer.redirected || answer.status === 401) leave();
        else show(await answer.json());
      } catch {
        after(LOOK_AGAIN); // no connection now: the server will say
      }
    }

    function show({ idle, whole }) {
      const left = Math.min(idle, whole);
      if (left > WARN) {
        bar.hidden = true;
        after(left - WARN);
        return;
      }
      const minutes = Math.ceil(left / 60);
      const said = minutes > 1 ? bar.dataset.minutes.replace("{number}", minutes) : bar.dataset.minute;
      const words = (idle < whole ? bar.dataset.idleWords : bar.dataset.wholeWords).replace("{minutes}", said);
      button.hidden = idle >= whole;
      bar.hidden = false;
      if (bar.firstElementChild.textContent !== words) bar.firstElementChild.textContent = words;
      after(Math.min(left, LOOK_AGAIN));
    }

    /** Nothing of a family stays on a screen nobody looks at. What was typed in a long form is sent along as a draft. */
    function leave() {
      location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
    }

    button.addEventListener("click", () => ask("POST"));
    after(Math.min(bar.dataset.idle, bar.dataset.whole) - WARN);
  }

  document.querySelectorAll("[data-stay]").forEach(watchSession);

  // The person menu closes when one goes elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.me[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.me[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();

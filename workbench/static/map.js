/* The map in its place: where the focus goes, Escape, and a text that is never lost. The map works without this file. */
(() => {
  "use strict";

  let note = ""; // what to say once the map is there again

  function map() {
    return document.getElementById("map");
  }

  function notice(text) {
    const said = document.getElementById("said");
    const box = document.createElement("div");
    box.className = "notice notice--info";
    box.append(Object.assign(document.createElement("p"), { textContent: text }));
    said.replaceChildren(box);
  }

  /** Put the focus where the server says: the first field, what is missing, the saved item, the link somebody came from. */
  function settle() {
    const aim = map().querySelector(".error-summary") || document.getElementById(map().dataset.focus);
    if (!aim) return;
    for (let part = aim.closest("details"); part; part = part.parentElement.closest("details")) {
      if (!part.contains(aim) || aim.parentElement !== part) part.open = true; // a summary needs no open details
    }
    aim.closest(".item--form")?.scrollIntoView({ block: "nearest" });
    aim.focus();
  }

  /** The column that holds what the address points at, for a link from another page. */
  function showTarget() {
    const aim = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const column = aim && aim.closest(".map__col");
    if (!column) return;
    document.getElementById(column.getAttribute("aria-labelledby").replace("column-", "tab-")).checked = true;
    aim.scrollIntoView();
  }

  /** Show a whole page that came as the answer: two texts side by side, or what went wrong. */
  function showPage(source) {
    const page = new DOMParser().parseFromString(source, "text/html");
    const main = page.querySelector("main");
    document.querySelector("main").replaceWith(main);
    document.title = page.title;
    scrollTo(0, 0);
    window.htmx.process(main);
    window.htmx.trigger(main, "htmx:load", { elt: main });
    main.tabIndex = -1;
    main.focus();
  }

  const isMap = (event) => event.detail.target?.id === "map";

  // Leaving an open form: what was typed is kept as a draft first. When that fails the form stays.
  document.addEventListener("htmx:confirm", async (event) => {
    const form = map()?.querySelector(".item--form form");
    if (!form || event.detail.verb !== "get" || !isMap(event)) return;
    event.preventDefault();
    const asked = new CustomEvent("draft:keep", { detail: {} });
    form.dispatchEvent(asked);
    const kept = await (asked.detail.kept ?? true);
    if (!kept) return;
    note = form.elements._draft ? form.closest(".item--form").dataset.leaveNote : "";
    event.detail.issueRequest(true);
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!isMap(event)) return;
    const { xhr, serverResponse } = event.detail;
    if (xhr.status >= 400) {
      event.detail.shouldSwap = false;
      showPage(serverResponse);
    } else if (!serverResponse.includes('id="map"')) {
      event.detail.shouldSwap = false;
      location.assign(xhr.responseURL); // signed out meanwhile
    }
  });

  document.addEventListener("htmx:sendError", (event) => {
    if (map() && isMap(event)) notice(map().dataset.unreachable);
  });

  document.addEventListener("htmx:load", (event) => {
    if (event.detail.elt.id !== "map") return;
    settle();
    if (note) notice(note);
    note = "";
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !map()) return;
    const menu = event.target.closest("details.menu[open]");
    const form = event.target.closest(".item--form");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (form) {
      event.preventDefault();
      form.querySelector("form > .actions a").click();
    }
  });

  // One menu at a time, and none when one goes elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  if (map() && map().dataset.focus && !location.hash) settle();
  else if (map()) showTarget();
})();

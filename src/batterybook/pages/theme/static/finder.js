// Finds claims by words, chapter, entity, kind and source. The state lives in the address, so that a
// view can be linked; an address of a claim's row from before rows had pages of their own leads on.
"use strict";

(() => {
  const own = document.currentScript;
  const form = document.querySelector("form.claim-finder");
  const list = document.querySelector("ol.claims-found");
  const more = document.querySelector(".claims-more");
  const count = form.querySelector("output");
  const MENUS = ["chapter", "entity", "kind", "source"], FIELDS = ["q", ...MENUS];
  const AT_ONCE = 15; // results shown before a reader asks for more
  let claims = null, loading = null, found = [];

  // "cafe" finds "Café".
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function understand(data) {
    const names = { source: ([key, name, title]) => (name === title ? title : `${name}: ${title}`) };
    for (const menu of MENUS) {
      const name = names[menu] ?? (([, name]) => name);
      const options = data[menu].map((each) => {
        const option = new Option(name(each), each[0]);
        if (each[3] && each[3] !== "en") option.lang = each[3];
        return option;
      });
      options.sort((one, other) => one.text.localeCompare(other.text, "en"));
      form[menu].replaceChildren(form[menu].options[0], ...options);
    }
    claims = data.rows.map(([key, page, statement, value, chapter, entity, kind, source, said,
      quote, outcome]) => {
      const [sourceKey, speaker, title] = data.source[source];
      const [entityKey, about] = data.entity[entity];
      return {
        key, statement, value, said, outcome, speaker,
        address: `${data.pages[page]}#claim-${key}`,
        chapter: data.chapter[chapter][0], entity: entityKey, kind: data.kind[kind][0],
        source: sourceKey,
        words: plain([key, statement, value, about, speaker, title, said, quote].join(" ")),
      };
    });
  }

  // A script and no fetch, which a page from disk may not use.
  function load() {
    loading ??= new Promise((resolve) => {
      document.addEventListener("book-claims", ({ detail }) => {
        understand(detail);
        resolve();
      }, { once: true });
      const script = document.createElement("script");
      script.src = own.src.replace(/finder\.js.*$/, own.dataset.claims);
      script.onerror = () => {
        count.textContent = "The claims did not load; the pages below have them all.";
      };
      document.head.append(script);
    });
    return loading;
  }

  function item({ statement, address, value, kind, outcome, speaker, said }) {
    const line = document.createElement("li"), link = document.createElement("a");
    Object.assign(link, { href: address, textContent: statement });
    const about = document.createElement("p");
    about.textContent = [value, outcome ? `${kind}: ${outcome}` : kind, `${speaker}, ${said}`]
      .filter(Boolean).join(" · ");
    line.append(link, about);
    return line;
  }

  function extend() {
    const from = list.childElementCount;
    list.append(...found.slice(from, from + AT_ONCE).map(item));
    more.hidden = list.childElementCount === found.length;
    return list.children[from];
  }

  function show() {
    const asked = FIELDS.some((field) => form[field].value.trim());
    const words = plain(form.q.value).split(/\s+/).filter(Boolean);
    const chosen = MENUS.filter((menu) => form[menu].value);
    found = asked ? claims.filter((claim) => (
      chosen.every((menu) => claim[menu] === form[menu].value)
      && words.every((word) => claim.words.includes(word)))) : [];
    list.replaceChildren();
    extend();
    list.hidden = !found.length;
    count.textContent = asked
      ? `${found.length.toLocaleString("en")} of ${claims.length.toLocaleString("en")} claims` : "";
  }

  function write() {
    const address = new URL(location.href);
    for (const field of FIELDS) {
      if (form[field].value) address.searchParams.set(field, form[field].value);
      else address.searchParams.delete(field);
    }
    history.replaceState(null, "", address);
  }

  async function read() {
    const parameters = new URLSearchParams(location.search);
    if (!claims && !FIELDS.some((field) => parameters.has(field))) return;
    await load();
    for (const field of FIELDS) {
      form[field].value = parameters.get(field) ?? "";
      // A key that the ledger does not have would leave the menu blank.
      if (form[field].selectedIndex === -1) form[field].value = "";
    }
    show();
  }

  async function lead() {
    const key = decodeURIComponent(location.hash).match(/^#claim-(.+)/)?.[1];
    if (!key) return;
    await load();
    const claim = claims.find((each) => each.key === key);
    if (claim) location.replace(claim.address);
  }

  form.addEventListener("input", async () => { await load(); show(); write(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields are empty only after the event.
  form.addEventListener("reset", () => setTimeout(async () => { await load(); show(); write(); }));
  // The menus have their names once the claims are there.
  form.addEventListener("pointerover", load, { once: true });
  form.addEventListener("focusin", load, { once: true });
  more.addEventListener("click", ({ target }) => {
    if (target.matches("button")) extend().querySelector("a").focus();
  });
  addEventListener("popstate", read);
  addEventListener("hashchange", lead);
  form.hidden = false;
  read();
  lead();
})();

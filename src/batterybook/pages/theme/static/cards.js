// Cards of claims, citations and terms: shown on hover, focus and tap, put away by Escape.
"use strict";

(() => {
  const own = document.currentScript;
  const REACH_MS = 150, LEAVE_MS = 250, GAP = 6;
  const phone = matchMedia("(max-width: 767px)");

  const card = document.createElement("div");
  card.className = "book-card";
  card.id = "book-card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  document.querySelector("main").append(card);

  let cards = null, loading = null, shown = null, timer = null, touched = false;

  // A script and no fetch, which a page from disk may not use.
  function load() {
    loading ??= new Promise((resolve) => {
      document.addEventListener("book-cards", (event) => resolve(event.detail), { once: true });
      const script = document.createElement("script");
      script.src = own.src.replace(/cards\.js.*$/, own.dataset.cards);
      script.onerror = () => resolve({}); // without cards, links stay links
      document.head.append(script);
    }).then((found) => { cards = found; });
    return loading;
  }

  const linkOf = (target) => target.closest?.("article a[href*='#']");
  const content = (link) => cards?.[link.getAttribute("href")];

  function place(link) {
    card.removeAttribute("style");
    // A link that breaks across lines has two boxes; the card belongs to the first.
    const at = link.getClientRects()[0], { width, height } = card.getBoundingClientRect();
    card.classList.toggle("at-head", phone.matches && at.bottom + height > innerHeight);
    if (phone.matches) return; // at the foot or the head of the screen, by the style sheet
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
    const below = at.bottom + GAP + height <= innerHeight || at.top - GAP - height < 0;
    const top = below ? at.bottom + GAP : at.top - GAP - height;
    const from = card.offsetParent.getBoundingClientRect();
    card.style.left = `${left - from.left}px`;
    card.style.top = `${top - from.top}px`;
  }

  function hide() {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  }

  async function show(link) {
    clearTimeout(timer);
    if (shown === link) return;
    await load();
    const html = content(link);
    if (!html) return;
    hide();
    shown = link;
    card.innerHTML = html;
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    place(link);
  }

  function later(action, milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = linkOf(event.target);
    if (link) {
      load();
      if (link === shown) clearTimeout(timer);
      else later(() => { if (link.matches(":hover")) show(link); }, REACH_MS);
    } else if (card.contains(event.target)) clearTimeout(timer);
    else if (shown && shown !== document.activeElement) later(hide, LEAVE_MS);
  });
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType !== "mouse";
    if (!card.contains(event.target) && linkOf(event.target) !== shown) hide();
  });
  document.addEventListener("focusin", (event) => {
    if (card.contains(event.target)) return;
    const link = linkOf(event.target);
    if (link?.matches(":focus-visible")) show(link);
    else if (shown && link !== shown) hide();
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === shown && !card.contains(event.relatedTarget)) hide();
  });
  // The first tap shows the card, the second follows the link.
  document.addEventListener("click", async (event) => {
    const link = linkOf(event.target);
    if (!link || !touched || link === shown || card.contains(link)) return;
    if (cards && !content(link)) return;
    event.preventDefault();
    await show(link);
    if (shown !== link) location.assign(link.href); // it has no card
  });
  // Arrow down leads into the card and its links, Escape back and out.
  document.addEventListener("keydown", (event) => {
    if (!shown) return;
    if (event.key === "ArrowDown" && event.target === shown) {
      const first = card.querySelector("a");
      if (first) event.preventDefault();
      first?.focus();
    } else if (event.key === "Escape") {
      const link = shown, within = card.contains(event.target);
      hide();
      if (within) link.focus({ focusVisible: false });
    }
  });
})();

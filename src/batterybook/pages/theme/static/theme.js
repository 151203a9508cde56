// What a page's frame does besides being read. Menus and the drawer open without a script.
"use strict";
(() => {
  const page = document.documentElement;
  const modes = { auto: "as the system", light: "light", dark: "dark" };
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const forced = matchMedia("(forced-colors: active)");
  const search = document.getElementById("search");

  function show(mode) {
    page.dataset.mode = mode;
    page.dataset.theme = mode !== "auto" && !forced.matches ? mode
      : systemDark.matches ? "dark" : "light";
    document.querySelector('[data-do="mode"]').setAttribute("aria-label", `Colours: ${modes[mode]}`);
  }
  for (const system of [systemDark, forced])
    system.addEventListener("change", () => show(page.dataset.mode));
  show(page.dataset.mode);

  const actions = {
    mode() {
      const all = Object.keys(modes);
      show(all[(all.indexOf(page.dataset.mode) + 1) % all.length]);
      try { localStorage.mode = page.dataset.mode; } catch { /* nothing is kept from disk */ }
    },
    fold(button) {
      const folded = page.classList.toggle("folded");
      button.setAttribute("aria-expanded", String(!folded));
    },
    search: () => search.showModal(),
    print: () => print(),
    fullscreen: () => (document.fullscreenElement
      ? document.exitFullscreen() : page.requestFullscreen()),
    copy(button) {
      const code = button.parentElement.querySelector("pre").cloneNode(true);
      code.querySelectorAll(".gp").forEach((prompt) => prompt.remove());
      navigator.clipboard.writeText(code.textContent.trimEnd()).then(() => {
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = "Copy"; }, 2000);
      });
    },
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) actions[button.dataset.do](button);
    else if (event.target === search) search.close(); // beside the form
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!search.open) search.showModal();
  });

  document.querySelectorAll("article div.highlight").forEach((block) => {
    const button = document.createElement("button");
    Object.assign(button, { className: "copy", textContent: "Copy", title: "Copy this code" });
    button.dataset.do = "copy";
    block.append(button);
  });

  // What scrolls is reached by keyboard, and has a name then.
  const boxes = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    if (target.scrollWidth <= target.clientWidth) return;
    target.tabIndex = 0;
    target.role = "group";
    target.ariaLabel ??= target.matches("pre") ? "Code" : "Table";
  }));
  document.querySelectorAll("article pre, .table-box").forEach((box) => boxes.observe(box));

  // The contents of the page mark the last heading above a third of the window.
  const links = new Map([...document.querySelectorAll(".here ul a[href^='#']")].map((link) => (
    [document.getElementById(decodeURIComponent(link.hash.slice(1))), link])));
  links.delete(null);
  function mark() {
    const passed = [...links.keys()].filter((part) => (
      part.getBoundingClientRect().top < innerHeight / 3));
    for (const [part, link] of links) {
      if (part === passed.at(-1)) link.ariaCurrent = "true";
      else link.removeAttribute("aria-current");
    }
  }
  if (links.size) addEventListener("scroll", mark, { passive: true });
})();

// Runs in the head, before the first paint: light or dark, and that scripts run at all.
"use strict";
(() => {
  const page = document.documentElement;
  let kept = {};
  try { kept = { ...localStorage }; } catch { /* from disk, some browsers keep nothing */ }
  page.dataset.mode = ["light", "dark"].includes(kept.mode) ? kept.mode : "auto";
  // A palette of the reader's own is light or dark whatever was chosen here.
  const chosen = page.dataset.mode !== "auto" && !matchMedia("(forced-colors: active)").matches;
  page.dataset.theme = chosen ? page.dataset.mode
    : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  page.classList.add("scripts");
})();

// Results of the search: whole sentences from the text, chapters before their computations.
// It takes the place of two of Sphinx's functions; the rest of the search is Sphinx's own.
"use strict";

(() => {
  const LENGTH = 240; // characters; Sphinx's own excerpts have as many
  const BLOCKS = ":is(p, li, dd)";
  const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

  // From disk, a page cannot read others, so results have no excerpts there.
  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

  Scorer.score = ([page, , , , score]) => (page.includes("/notebooks/") ? score / 4 : score);

  // Paragraphs and items of a page or of one part of it; not how it is cited, nor
  // what charts and code consist of.
  function blocks(html, anchor) {
    const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
    const target = anchor && main.querySelector(anchor);
    // What explains a term stands beside it.
    const part = (target?.tagName === "DT" ? target.nextElementSibling : target)
      || main.querySelector("article");
    part.querySelectorAll(".headerlink, figure, form, svg, pre")
      .forEach((el) => el.remove());
    return [part, ...part.querySelectorAll(BLOCKS)]
      .filter((block) => block.matches(BLOCKS))
      .filter((block) => !block.querySelector(BLOCKS))
      .map((block) => block.textContent.replace(/\s+/g, " ").trim());
  }

  function excerpt(text, words) {
    const all = [...sentences.segment(text)].map(({ segment }) => segment);
    const first = all.findIndex((one) => words.some((word) => one.toLowerCase().includes(word)));
    let said = all[Math.max(first, 0)];
    for (const next of all.slice(Math.max(first, 0) + 1)) {
      if (said.length + next.length > LENGTH) break;
      said += next;
    }
    said = said.trim();
    if (said.length <= LENGTH * 1.5) return said;
    return `${said.slice(0, LENGTH).replace(/\s\S*$/, "")} …`;
  }

  Search.makeSearchSummary = (html, keywords, anchor) => {
    // Sphinx gives stems, such as "laboratori", which the word itself may not hold.
    const asked = new URLSearchParams(location.search).get("q").split(/\s+/);
    const words = [...keywords, ...asked].filter(Boolean).map((word) => word.toLowerCase());
    const found = (text) => words.filter((word) => text.toLowerCase().includes(word)).length;
    const texts = blocks(html, anchor);
    if (!texts.length) return null;
    // Found in a heading or in code alone: how the text begins.
    const most = Math.max(...texts.map(found));
    const best = texts.filter((text) => found(text) === most);
    const summary = document.createElement("p");
    summary.className = "context";
    const sentence = best.find((text) => /[.?!]/.test(text));
    summary.textContent = excerpt(sentence ?? best[0], words);
    return summary;
  };
})();

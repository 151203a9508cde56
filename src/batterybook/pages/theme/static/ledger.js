// Search and filters of the ledger. The state lives in the address, so that a view can be linked.
"use strict";

for (const form of document.querySelectorAll("form.ledger-filters")) {
  const rows = [...form.parentElement.querySelectorAll("table.claims tbody tr")];
  const count = form.querySelector("output");
  const fields = ["q", "chapter", "entity", "kind", "source"];

  // "cafe" finds "Café".
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = rows.map((row) => plain(row.textContent));

  function show() {
    const words = plain(form.q.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      row.hidden = !(
        fields.every((field) => field === "q" || !form[field].value
          || row.dataset[field] === form[field].value)
        && words.every((word) => texts[index].includes(word))
      );
      shown += !row.hidden;
    });
    count.textContent = `${shown} of ${rows.length} claims`;
  }

  function write() {
    const address = new URL(location.href);
    for (const field of fields) {
      if (form[field].value) address.searchParams.set(field, form[field].value);
      else address.searchParams.delete(field);
    }
    // The hash of a single claim would jump away from the view.
    if (address.hash.startsWith("#claim-")) address.hash = form.closest("section").id;
    history.replaceState(null, "", address);
  }

  function read() {
    const parameters = new URLSearchParams(location.search);
    for (const field of fields) {
      form[field].value = parameters.get(field) ?? "";
      // A key that the ledger does not have would leave the menu blank.
      if (form[field].selectedIndex === -1) form[field].value = "";
    }
    show();
  }

  function reveal() {
    // A link to one claim shows it, whatever the filters say.
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target?.hidden) return;
    target.hidden = false;
    target.scrollIntoView();
  }

  form.addEventListener("input", () => { show(); write(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields are empty only after the event.
  form.addEventListener("reset", () => setTimeout(() => { show(); write(); }));
  addEventListener("popstate", () => { read(); reveal(); });
  addEventListener("hashchange", reveal);
  read();
  form.hidden = false;
  reveal();
}

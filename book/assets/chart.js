// The interactive view of a chart. It loads once a reader reaches for one, and takes the place of
// the picture without moving the page. From disk as well: scripts, no requests for data.
"use strict";
(() => {
  const here = document.currentScript;
  const phone = matchMedia("(max-width: 640px)");
  const kind = () => (phone.matches ? "narrow" : "wide");
  const REACH_MS = 120; // a pointer on its way across the page does not reach for the chart

  // The two scripts hand over what they hold in an event, so that no global is needed.
  let embed, book, loading;
  document.addEventListener("book-vega", (event) => { embed = event.detail; });
  document.addEventListener("book-charts", (event) => { book = event.detail; });

  const script = (address) => new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = new URL(address, here.src);
    element.onload = done;
    element.onerror = failed;
    document.head.append(element);
  });

  const library = () => (loading ??= Promise.all([
    script(here.dataset.vega),
    script(here.dataset.charts),
  ]).catch((error) => {
    loading = null; // the picture stays, and the next reach tries again
    throw error;
  }));

  // One card for all charts; it is read out, too.
  const card = document.createElement("div");
  card.className = "chart-tip";
  card.role = "status";
  card.hidden = true;

  const number = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });
  const month = new Intl.DateTimeFormat("en", { month: "long", year: "numeric" });
  const DAY_MS = 86_400_000;

  // Marks below a mark of the scene, in the order in which they are drawn.
  function* marks(item) {
    if (item._svg && item.mark && item.mark.marktype !== "group") yield item;
    for (const child of item.items ?? []) yield* marks(child);
  }

  // What a tooltip of the chart's own says: its author's words and formats.
  const own = (value) => (typeof value === "object"
    ? Object.entries(value).map(([name, fact]) => `${name}: ${fact}`) : [String(value)]);

  function time(datum, [first, last]) {
    const start = new Date(datum[first]), end = new Date(datum[last] - DAY_MS);
    if (isNaN(start)) return [];
    const words = [month.format(start)];
    if (!isNaN(end) && end > start) words.push(month.format(end));
    return [[...new Set(words)].join(" to ")];
  }

  // What a mark stands for, in the words of the chart: those of its row, of axes and of legends.
  function facts(item, reading, scene) {
    const { row, titles, words, times } = reading, datum = item.datum ?? {};
    const beside = row !== null && datum[row] !== undefined
      ? [...marks(scene)].filter((other) => other.mark.marktype === "text"
        && other.datum?.[row] === datum[row]).map((other) => [other.text].flat().join(" ").trim())
      : [];
    const said = [...new Set(beside.filter(Boolean))];
    const measured = Object.entries(titles).map(([title, fields]) => {
      const values = fields.map((field) => datum[field]).filter((value) => isFinite(value ?? NaN));
      const ends = new Set(values.map((value) => number.format(value)));
      return ends.size && `${title}: ${[...ends].join(" to ")}`;
    }).filter(Boolean);
    const kinds = words.map((field) => datum[field]).filter((word) => typeof word === "string");
    const when = times.length ? time(datum, times) : [];
    if (!measured.length && !kinds.length && !when.length) return [];
    const head = said.length ? [said.join(": ")] : typeof datum[row] === "string" ? [datum[row]] : [];
    return [...new Set([...head, ...kinds, ...when, ...measured])];
  }

  function sources(datum) {
    const found = Object.values(datum ?? {}).map((value) => book.claims[value]);
    return [...new Set(found.filter(Boolean))];
  }

  function line(words, name) {
    const element = document.createElement("p");
    element.className = name;
    element.textContent = words;
    return element;
  }

  function tell(lines, datum, box) {
    const said = sources(datum);
    card.replaceChildren(
      ...lines.map((words) => line(words, "fact")),
      line(said.length ? `Source: ${said.join("; ")}` : "Sources: below the figure", "source"),
    );
    card.hidden = false;
    const { width, height } = card.getBoundingClientRect();
    const left = Math.min(box.right + 12, innerWidth - width - 8);
    const below = box.bottom + 12 + height > innerHeight;
    card.style.left = `${Math.max(8, left)}px`;
    card.style.top = `${Math.max(8, below ? box.top - height - 12 : box.bottom + 12)}px`;
  }

  function hush() {
    card.hidden = true;
    document.querySelectorAll(".chart-live [data-read]").forEach((mark) => {
      delete mark.dataset.read;
    });
  }

  function chart(view) {
    const key = view.dataset.chart;
    const controls = view.parentElement.querySelector("form.chart-controls");
    let drawn = null, waiting = null, read = -1; // read: which mark the keyboard is at

    const fields = () => [...(controls?.elements ?? [])].filter((field) => field.name);
    const current = (field) => (field.type === "checkbox" ? field.checked
      : field.type === "range" ? field.valueAsNumber : field.value);

    const scene = () => drawn.result.view.scenegraph().root;
    const told = (item, value) => {
      const { reading } = book.charts[key];
      return reading ? facts(item, reading, scene()) : own(value);
    };

    async function draw() {
      await library();
      const wanted = kind();
      if (drawn?.kind === wanted) return drawn;
      const still = view.querySelector(`:scope > svg[data-width="${wanted}"]`);
      const place = document.createElement("div");
      place.className = "chart-live";
      const made = await embed(place, { ...book.charts[key].vega, width: book.widths[wanted] }, {
        actions: false, ast: true, defaultStyle: false, mode: "vega", renderer: "svg",
        tooltip: (handler, event, item, value) => {
          const lines = value ? told(item, value) : [];
          if (!lines.length) return hush();
          const { clientX: x, clientY: y } = event;
          return tell(lines, item.datum, { left: x, right: x, top: y, bottom: y });
        },
      });
      if (drawn?.kind === wanted) { // two reaches at once
        made.finalize();
        return drawn;
      }
      const picture = place.querySelector("svg");
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-label", still.getAttribute("aria-label"));
      // The same box as the picture before, whatever fonts this machine has.
      const box = still.viewBox.baseVal;
      picture.style.width = `${box.width}px`;
      picture.style.aspectRatio = `${box.width} / ${box.height}`;
      drawn?.result.finalize();
      view.querySelector(".chart-live")?.remove();
      drawn = { kind: wanted, result: made };
      await show();
      view.append(place);
      view.dataset.live = wanted;
      return drawn;
    }

    async function show() {
      for (const field of fields()) drawn.result.view.signal(field.name, current(field));
      await drawn.result.view.runAsync();
    }

    const ready = () => draw().catch(() => null); // without its scripts, the picture stays

    function label() {
      for (const field of fields()) {
        const output = controls.querySelector(`output[for="${field.id}"]`);
        if (output) output.textContent = number.format(field.value);
      }
    }

    function write() {
      const address = new URL(location.href);
      for (const field of fields()) {
        const name = `${key}.${field.name}`;
        const first = field.type === "checkbox" ? field.defaultChecked
          : field.tagName === "SELECT" ? [...field.options].find((o) => o.defaultSelected)?.value
            : Number(field.defaultValue);
        if (current(field) === first) address.searchParams.delete(name);
        else address.searchParams.set(name, current(field));
      }
      address.hash = key;
      history.replaceState(null, "", address);
    }

    async function change() {
      label();
      write();
      if (await ready()) await show();
    }

    function restore() {
      const asked = new URLSearchParams(location.search);
      let any = false;
      for (const field of fields()) {
        const value = asked.get(`${key}.${field.name}`);
        if (value === null) continue;
        any = true;
        if (field.type === "checkbox") field.checked = value === "true";
        else if (field.type !== "range" || isFinite(value)) field.value = value;
      }
      label();
      return any;
    }

    function step(event) {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") return hush();
      if (!by || !drawn || event.target !== view) return undefined;
      event.preventDefault();
      const all = [...marks(scene())].filter((item) => item.tooltip && item.mark.marktype !== "text")
        .map((item) => [item, told(item, item.tooltip)]).filter(([, lines]) => lines.length);
      hush();
      if (!all.length) return undefined;
      read = (read + by + all.length) % all.length;
      const [item, lines] = all[read];
      item._svg.dataset.read = "";
      tell(lines, item.datum, item._svg.getBoundingClientRect());
      return undefined;
    }

    view.tabIndex = 0;
    view.role = "group";
    view.setAttribute("aria-roledescription", "chart");
    view.setAttribute("aria-label", `${view.dataset.title}; arrow keys read its values`);
    view.addEventListener("pointerenter", (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(ready, event.pointerType === "mouse" ? REACH_MS : 0);
    });
    view.addEventListener("pointerleave", () => clearTimeout(waiting));
    view.addEventListener("pointerdown", ready);
    view.addEventListener("focus", ready);
    view.addEventListener("blur", hush);
    view.addEventListener("keydown", step);
    phone.addEventListener("change", () => { if (drawn) ready(); });
    if (controls) {
      controls.addEventListener("focusin", ready);
      controls.addEventListener("pointerenter", ready);
      controls.addEventListener("input", change);
      controls.addEventListener("submit", (event) => event.preventDefault());
      // The fields have their first values only after the event.
      controls.addEventListener("reset", () => setTimeout(change));
      if (restore()) ready();
    }
  }

  document.querySelectorAll(".chart-view[data-chart]").forEach(chart);
  document.body.append(card);
})();

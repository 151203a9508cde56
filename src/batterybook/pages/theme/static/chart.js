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
  const NEAR_PX = { mouse: 2, touch: 16 }; // how far from a mark a pointer still means it
  const GAP_PX = 8;

  // Which mark the card tells of, how far from the mark's left side it stands, and whether it stays.
  let told = null;

  // Marks that tell something, in the order in which they are drawn.
  function* marks(item) {
    if (item.tooltip && item._svg) yield item;
    for (const child of item.items ?? []) yield* marks(child);
  }

  const box = (item) => item._svg.getBoundingClientRect();

  // One mark for each datum: marks with the same words stand for one.
  function data(root, inRows) {
    const found = new Map();
    for (const item of marks(root)) {
      if (!found.has(item.tooltip)) found.set(item.tooltip, item);
    }
    const placed = [...found.values()].map((item) => {
      const { left, top, width, height } = box(item);
      return { item, x: left + width / 2, y: top + height / 2 };
    });
    const [first, then] = inRows ? ["y", "x"] : ["x", "y"];
    placed.sort((a, b) => (Math.abs(a[first] - b[first]) > 3
      ? a[first] - b[first] : a[then] - b[then]));
    return placed.map(({ item }) => item);
  }

  // The mark that a pointer means: the one under it, or else the nearest.
  function meant(root, event) {
    for (let part = event.target; part; part = part.parentElement) {
      if (part.__data__?.tooltip) return part.__data__;
    }
    let nearest = null, least = NEAR_PX[event.pointerType] ?? NEAR_PX.touch;
    for (const item of marks(root)) {
      const { left, right, top, bottom } = box(item);
      const away = Math.hypot(
        Math.max(left - event.clientX, 0, event.clientX - right),
        Math.max(top - event.clientY, 0, event.clientY - bottom),
      );
      if (away <= least) [nearest, least] = [item, away];
    }
    return nearest;
  }

  function line(words, name) {
    const element = document.createElement("p");
    element.className = name;
    element.textContent = words;
    return element;
  }

  // Beside its mark, inside the window, and not over the header.
  function place() {
    const { left, top, bottom } = box(told.item);
    const { width, height } = card.getBoundingClientRect();
    const highest = Math.max(
      GAP_PX, parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0);
    const lowest = innerHeight - height - GAP_PX;
    const below = bottom + GAP_PX <= lowest ? bottom + GAP_PX : top - height - GAP_PX;
    const beside = Math.min(left + told.from + GAP_PX, innerWidth - width - GAP_PX);
    card.style.left = `${Math.max(GAP_PX, beside)}px`;
    card.style.top = `${Math.max(highest, Math.min(below, lowest))}px`;
  }

  function tell(item, from, pinned) {
    if (told?.item !== item) {
      hush();
      const said = Object.values(item.datum).map((value) => book.claims[value]);
      const sources = [...new Set(said.filter(Boolean))].join("; ");
      card.replaceChildren(
        line(item.tooltip, "fact"),
        line(sources ? `Source: ${sources}` : "Sources: below the figure", "source"),
      );
      card.hidden = false;
      item._svg.dataset.read = "";
    }
    told = { item, from, pinned };
    place();
  }

  function hush() {
    if (told) delete told.item._svg.dataset.read;
    told = null;
    card.hidden = true;
  }

  // The card follows its mark, and goes with it.
  function follow() {
    if (!told) return;
    const { left, right, top, bottom } = box(told.item);
    const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (seen?.closest(".chart-view")) place();
    else hush();
  }

  function chart(view) {
    const key = view.dataset.chart;
    const controls = view.parentElement.querySelector("form.chart-controls");
    let drawn = null, drawing = Promise.resolve(), waiting = null;
    let read = -1; // which datum the keyboard is at

    const fields = () => [...(controls?.elements ?? [])].filter((field) => field.name);
    const current = (field) => (field.type === "checkbox" ? field.checked
      : field.type === "range" ? field.valueAsNumber : field.value);

    const scene = () => drawn.result.view.scenegraph().root;

    async function draw() {
      await library();
      const wanted = kind();
      if (drawn?.kind === wanted) return drawn;
      const still = view.querySelector(`:scope > svg[data-width="${wanted}"]`);
      const holder = document.createElement("div");
      holder.className = "chart-live";
      const made = await embed(holder, { ...book.charts[key], width: book.widths[wanted] }, {
        actions: false, ast: true, defaultStyle: false, mode: "vega", renderer: "svg",
        tooltip: () => {}, // the card below tells
      });
      const picture = holder.querySelector("svg");
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-label", still.getAttribute("aria-label"));
      // The same box as the picture before, whatever fonts this machine has.
      const frame = still.viewBox.baseVal;
      picture.style.width = `${frame.width}px`;
      picture.style.aspectRatio = `${frame.width} / ${frame.height}`;
      hush();
      drawn?.result.finalize();
      view.querySelector(".chart-live")?.remove();
      drawn = { kind: wanted, result: made };
      await show();
      view.append(holder);
      view.dataset.live = wanted;
      return drawn;
    }

    async function show() {
      hush();
      for (const field of fields()) drawn.result.view.signal(field.name, current(field));
      await drawn.result.view.runAsync();
    }

    // One reach after another; without its scripts, the picture stays.
    const ready = () => (drawing = drawing.then(draw).catch(() => null));

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
      if (!by || !drawn || event.target !== view) return undefined;
      event.preventDefault();
      const axis = drawn.result.view.scale("y");
      const all = data(scene(), "bandwidth" in axis);
      if (!all.length) return undefined;
      read = (read + by + all.length) % all.length;
      all[read]._svg.scrollIntoView({ block: "nearest", inline: "nearest" });
      return tell(all[read], box(all[read]).width, false);
    }

    function point(event) {
      if (!drawn || told?.pinned || event.pointerType !== "mouse") return;
      const item = meant(scene(), event);
      if (item) tell(item, event.clientX - box(item).left, false);
      else hush();
    }

    // A tap pins the card; the first one waits for the interactive view.
    async function tap(event) {
      if (!await ready()) return;
      const target = document.elementFromPoint(event.clientX, event.clientY);
      const { clientX, clientY, pointerType } = event;
      const item = meant(scene(), { target, clientX, clientY, pointerType });
      if (item) tell(item, clientX - box(item).left, true);
      else hush();
    }

    view.tabIndex = 0;
    view.role = "group";
    view.setAttribute("aria-roledescription", "chart");
    view.setAttribute("aria-label", `${view.dataset.title}; arrow keys read its values`);
    view.addEventListener("pointerenter", (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(ready, event.pointerType === "mouse" ? REACH_MS : 0);
    });
    view.addEventListener("pointermove", point);
    view.addEventListener("pointerleave", (event) => {
      clearTimeout(waiting);
      if (event.pointerType === "mouse" && !told?.pinned) hush();
    });
    view.addEventListener("click", tap);
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
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".chart-view")) hush();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hush(); });
  addEventListener("scroll", follow, { capture: true, passive: true });
  addEventListener("resize", follow);
  document.body.append(card);
})();

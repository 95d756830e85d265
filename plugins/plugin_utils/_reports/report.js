"use strict";
// Filters and sorts the findings. The choice lives in the address (#severity=critical&kind=arp_flux&text=web1&sort=address),
// so that a link leads a colleague to the same view. Without this script the page shows everything.
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const list = document.getElementById("cards");
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const cards = [...list.children].map((node, place) => ({ node, place, ...node.dataset, text: node.textContent.toLowerCase() }));
  const total = cards.reduce((sum, card) => sum + Number(card.findings), 0);
  const boxes = [...form.querySelectorAll("[name=severity]")];

  const compare = {
    severity: () => 0,
    kind: (a, b) => a.kind.localeCompare(b.kind),
    address: (a, b) => (a.address < b.address ? -1 : Number(a.address > b.address)),
    segment: (a, b) => a.segment.localeCompare(b.segment, "en", { numeric: true }),
  };

  function show() {
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = form.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const card of cards) {
      const fits = wanted.has(card.severity) && (!form.kind.value || form.kind.value === card.kind) && words.every((word) => card.text.includes(word));
      card.node.hidden = !fits;
      if (fits) found += Number(card.findings);
    }
    shown.textContent = `${found.toLocaleString("en")} of ${total.toLocaleString("en")} shown`;
    nothing.hidden = found > 0;
  }

  function sort() {
    const order = compare[form.sort.value] || compare.severity;
    cards.sort((a, b) => order(a, b) || a.place - b.place);
    list.append(...cards.map((card) => card.node));
  }

  function remember() {
    const view = new URLSearchParams();
    if (boxes.some((box) => !box.checked)) view.set("severity", boxes.filter((box) => box.checked).map((box) => box.value).join(","));
    for (const name of ["kind", "text"]) if (form[name].value) view.set(name, form[name].value);
    if (form.sort.value !== "severity") view.set("sort", form.sort.value);
    history.replaceState(null, "", view.size ? `#${view}` : location.pathname + location.search);
  }

  function recall() {
    if (!location.hash.includes("=")) return unhide();
    const view = new URLSearchParams(location.hash.slice(1));
    const severities = view.has("severity") ? view.get("severity").split(",") : null;
    for (const box of boxes) box.checked = !severities || severities.includes(box.value);
    for (const name of ["kind", "text"]) form[name].value = view.get(name) || "";
    form.sort.value = Object.hasOwn(compare, view.get("sort")) ? view.get("sort") : "severity";
    sort();
    show();
    document.getElementById("findings").scrollIntoView();
  }

  // A link to a finding that the filters hide: it is worth more than they are.
  function unhide() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !target.hidden) return;
    form.reset();
    show();
    target.scrollIntoView();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { sort(); show(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { sort(); show(); remember(); }));
  addEventListener("hashchange", recall);
  // The same link once more changes no address, and yet somebody wants to be led there.
  addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && link.hash && link.hash === location.hash) recall();
  });
  for (const address of document.querySelectorAll("[data-observers]")) {
    const places = new Set(address.dataset.observers.split(" "));
    const seers = [...address.ownerSVGElement.querySelectorAll("[data-observer]")].filter((node) => places.has(node.dataset.observer));
    const light = (on) => () => seers.forEach((node) => node.classList.toggle("lit", on));
    for (const name of ["mouseenter", "focus"]) address.addEventListener(name, light(true));
    for (const name of ["mouseleave", "blur"]) address.addEventListener(name, light(false));
  }
  const unfolded = [];
  addEventListener("beforeprint", () => {
    for (const node of document.querySelectorAll("details:not([open])")) { node.open = true; unfolded.push(node); }
  });
  addEventListener("afterprint", () => { while (unfolded.length) unfolded.pop().open = false; });
  form.hidden = false;
  show();
  recall();
})();

"use strict";
(() => {
  const $ = (query) => document.querySelector(query);
  const all = (query) => [...document.querySelectorAll(query)];
  const form = $(".controls"), search = $("#search"), rows = all(".row"), folds = all(".chapter > .fold"), panel = $(".panel");
  const words = new Map();

  const text = (row) => {
    if (!words.has(row)) words.set(row, row.textContent.toLowerCase());
    return words.get(row);
  };

  const asked = () => {
    const data = new FormData(form);
    return {
      needles: search.value.toLowerCase().split(/\s+/).filter(Boolean),
      outcomes: data.getAll("outcome"),
      picks: ["level", "system", "fix"].map((name) => [name, data.get(name)]).filter(([, value]) => value),
    };
  };

  const fits = (row, { needles, outcomes, picks }) =>
    (!outcomes.length || outcomes.includes(row.dataset.outcome)) &&
    picks.every(([name, value]) => row.dataset[name].split("|").includes(value)) &&
    needles.every((needle) => text(row).includes(needle));

  const filter = () => {
    const want = asked();
    const busy = want.needles.length + want.outcomes.length + want.picks.length > 0;
    for (const row of rows) row.hidden = busy && !fits(row, want);
    for (const fold of folds) {
      const left = fold.querySelectorAll(".row:not([hidden])").length;
      fold.hidden = !left;
      fold.open = busy && left > 0;
    }
    for (const chapter of all(".chapter")) chapter.hidden = !chapter.querySelector(".row:not([hidden])");
    const shown = rows.filter((row) => !row.hidden).length;
    $("#none").hidden = shown > 0;
    $(".shown").textContent = busy ? `${shown} of ${rows.length} shown` : `all ${rows.length} shown`;
  };

  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) form.reset();
    for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    target.scrollIntoView();
  };

  const stops = () => all(".row > summary, .chapter > .fold > summary").filter((one) => one.checkVisibility());

  const move = (by) => {
    const places = stops(), here = places.indexOf(document.activeElement);
    const at = here >= 0 ? here + by : by > 0 ? places.findIndex((one) => one.getBoundingClientRect().top >= 0) : 0;
    const next = places[Math.max(0, Math.min(places.length - 1, at))];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };

  const typing = (element) => ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === search) { form.reset(); search.blur(); }
    if (typing(event.target)) return;
    if (event.key === "/") { event.preventDefault(); panel.open = true; search.focus(); }
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
  });

  const copyable = (block) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.textContent);
      button.textContent = "Copied";
    });
    block.parentElement.append(button);
  };

  let opened = [];
  const closed = () => all("main details:not([open])");
  addEventListener("beforeprint", () => { opened = closed(); for (const one of opened) one.open = true; });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });

  form.hidden = false;
  if (matchMedia("(max-width: 64rem)").matches) panel.open = false;
  if (navigator.clipboard) all("pre.cmd").forEach(copyable);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  $("#open").addEventListener("click", (event) => {
    const open = event.target.textContent === "Open all";
    for (const one of all(".chapter .row, .chapter > .fold")) one.open = open;
    event.target.textContent = open ? "Close all" : "Open all";
  });
  addEventListener("hashchange", reveal);
  filter();
  reveal();
})();

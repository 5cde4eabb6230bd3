"use strict";
// The page reads without this script: it keeps the facts in place while the report pane moves, and adds a way back.
(() => {
  const wide = matchMedia("(min-width: 64rem)");
  let lit = [], fact = null;

  const darken = () => {
    for (const one of lit) one.classList.remove("lit");
    lit = [];
    if (fact) fact.classList.remove("from");
  };

  const light = (mark) => {
    const pieces = [mark, ...document.querySelectorAll(`mark[data-of="${mark.id}"]`)];
    for (const piece of pieces) {
      const sentence = piece.closest(".s");
      for (const one of [piece, sentence]) if (one) { one.classList.add("lit"); lit.push(one); }
    }
  };

  const centre = (box, target) => {
    const room = box.getBoundingClientRect(), at = target.getBoundingClientRect();
    const top = box.scrollTop + at.top - room.top - Math.max(48, (room.height - at.height) / 3);
    box.scrollTo({ top, behavior: "auto" });
  };

  const reveal = (target) => {
    const side = target.closest(".reports");
    const report = target.closest("details.report");
    if (!side || !report) return false;
    const pane = side.querySelector(".pane");
    for (const other of side.querySelectorAll("details.report[open]")) if (other !== report) other.open = false;
    report.open = true;
    // the table stands across the page, with no reports beside it
    if (!wide.matches || (fact && fact.closest(".glance, .story > .brief"))) {
      side.classList.add("sheet");
      if (fact) scrollBy(0, fact.getBoundingClientRect().top - 96);
    }
    side.querySelector(".back").hidden = false;
    if (target.matches("mark")) light(target);
    centre(pane, target.matches("mark") ? target : report);
    return true;
  };

  const back = (side) => {
    side.classList.remove("sheet");
    side.querySelector(".back").hidden = true;
    const from = fact;
    darken();
    if (from) { from.scrollIntoView({ block: "nearest" }); from.focus({ preventScroll: true }); }
    fact = null;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.ev");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!target) return;
      darken();
      fact = link;
      link.classList.add("from");
      if (!reveal(target)) return;
      event.preventDefault();
      history.replaceState(null, "", link.hash);
      const focus = target.matches("mark") ? target : target.querySelector("summary");
      focus.tabIndex = target.matches("mark") ? -1 : 0;
      focus.focus({ preventScroll: true });
    }
    const button = event.target.closest(".back");
    if (button) back(button.closest(".reports"));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fact) return;
    const side = fact.closest(".story").querySelector(".reports");
    if (side) back(side);
  });

  const arrive = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.matches("mark, details.report")) { darken(); fact = null; reveal(target); }
  };
  addEventListener("hashchange", arrive);
  addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details.report")) if (one.offsetParent) one.open = true; });
  wide.addEventListener("change", () => { for (const one of document.querySelectorAll(".sheet")) one.classList.remove("sheet"); });
  arrive();
})();

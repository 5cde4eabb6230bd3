"use strict";
// Keys: j and k walk through what is listed, o opens, s follows or saves, m mutes, / searches, ? tells all of them.
// They can be switched off in the settings; none of them works while something is typed.
(() => {
  const stops = () => [...document.querySelectorAll("[data-stop]")].filter((one) => one.offsetParent !== null);
  let at = null, number = -1;

  // where a part of the page was put anew, the walk goes on from the same place
  const current = (all) => {
    if (at && !at.isConnected) at = all[Math.min(number, all.length - 1)] || null;
    return all.indexOf(at);
  };

  const show = (one, all) => {
    at = one;
    number = all.indexOf(one);
    for (const other of all) other.classList.toggle("at", other === one);
  };

  const go = (by) => {
    const all = stops();
    if (!all.length) return;
    const known = current(all);
    let next = known + by;
    if (known < 0) {
      // begin with what is in sight
      const seen = all.findIndex((one) => one.getBoundingClientRect().top > 60);
      next = by > 0 ? Math.max(0, seen) : Math.max(0, seen - 1);
    }
    show(all[Math.min(all.length - 1, Math.max(0, next))], all);
    const link = at.matches("a, summary, button") ? at : at.querySelector("a[href], summary, button") || at;
    if (link === at && !at.matches("a, summary, button")) at.tabIndex = -1;
    at.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
  };

  const press = (key) => {
    current(stops());
    const inside = at && at.querySelector(`[data-key="${key}"]`);
    const button = inside || document.querySelector(`main > [data-key="${key}"], .storyhead [data-key="${key}"], [data-page-keys] [data-key="${key}"]`);
    if (button) button.click();
    return Boolean(button);
  };

  const help = () => {
    let box = document.getElementById("keys");
    if (!box) {
      box = document.createElement("dialog");
      box.id = "keys";
      box.setAttribute("aria-labelledby", "keys-title");
      const rows = [["j", "next"], ["k", "the one before"], ["o", "open"], ["s", "follow or save"], ["m", "mute"], ["/", "search"], ["?", "these keys"]];
      const title = document.createElement("h2");
      title.id = "keys-title";
      title.textContent = "Keys";
      const list = document.createElement("dl");
      for (const [key, words] of rows) {
        const term = document.createElement("dt"), told = document.createElement("dd"), cap = document.createElement("kbd");
        cap.textContent = key;
        term.append(cap);
        told.textContent = words;
        list.append(term, told);
      }
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "Close";
      close.addEventListener("click", () => box.close());
      box.append(title, list, close);
      document.body.append(box);
    }
    if (box.open) box.close();
    else box.showModal();
  };

  document.addEventListener("htmx:after:swap", () => {
    const all = stops(), had = at && !at.isConnected;
    if (!had || current(all) < 0) return;
    show(at, all);
    const link = at.querySelector("a[href]");
    if (link) link.focus({ preventScroll: true });
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = document.getElementById("keys");
    if (box && box.open && event.key !== "?") return;
    const find = document.getElementById("find");
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "o" && at) (at.matches("a, summary") ? at : at.querySelector("a[href], summary")).click();
    else if (event.key === "s" || event.key === "m") { if (!press(event.key)) return; }
    else if (event.key === "/" && find) { find.focus(); find.select(); }
    else if (event.key === "?") help();
    else return;
    event.preventDefault();
  });
})();

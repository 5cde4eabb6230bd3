"use strict";
// Small helps; every page reads and every form works without them.
(() => {
  // a menu closes when one looks elsewhere
  const shut = (but) => {
    for (const one of document.querySelectorAll("details.me[open]")) if (one !== but) one.open = false;
  };
  document.addEventListener("click", (event) => shut(event.target.closest("details.me")));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut(null);
  });
  // what cannot be undone asks first
  document.addEventListener("submit", (event) => {
    const words = (event.submitter && event.submitter.dataset.ask) || event.target.dataset.ask;
    if (words && !confirm(words)) event.preventDefault();
  });
  // a secret that is shown once can be copied by one press
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copy]");
    const from = button && document.getElementById(button.dataset.copy);
    if (!from || !navigator.clipboard) return;
    navigator.clipboard.writeText(from.textContent.trim()).then(() => { button.textContent = "Copied"; });
  });
})();

"use strict";
// Words marked in a report go into the form that speaks of them, with the words around them; without a script they are typed.
(() => {
  const box = document.querySelector("textarea[data-passage]");
  const text = document.querySelector("[data-article-text]");
  if (!box || !text) return;
  const around = 32;
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const behind = document.createRange();
    behind.selectNodeContents(text);
    behind.setStart(range.endContainer, range.endOffset);
    for (const form of document.querySelectorAll("form")) {
      const exact = form.querySelector("textarea[data-passage]");
      if (!exact) continue;
      exact.value = range.toString().trim();
      form.elements.prefix.value = before.toString().slice(-around);
      form.elements.suffix.value = behind.toString().slice(0, around);
    }
  });
})();

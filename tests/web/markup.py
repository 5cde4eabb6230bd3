"""Reads pages for what a browser and a screen reader need: names, ids that exist, one main heading."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

NAMELESS = {"hidden", "submit", "button"}


class Markup(HTMLParser):
    """A page taken apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.wanted: list[tuple[str, str]] = []
        self.tags: Counter[str] = Counter()
        self.fields: list[dict[str, str]] = []
        self.posts: list[dict[str, str]] = []
        self.words = ""
        self.nameless: list[str] = []
        self._drawn = 0
        self._open: list[tuple[str, dict[str, str], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self._drawn += tag == "svg"
        self.tags[f"svg {tag}" if self._drawn else tag] += 1
        if "id" in told:
            self.ids.append(told["id"])
        for name in ("for", "aria-labelledby", "aria-describedby", "form", "list"):
            self.wanted += [(name, one) for one in told.get(name, "").split()]
        if tag in ("input", "select", "textarea") and told.get("type") not in NAMELESS:
            wrapped = any(one[0] == "label" for one in self._open)
            self.fields.append({**told, "wrapped": "yes" if wrapped else ""})
        if tag == "form" and told.get("method", "").lower() == "post":
            self.posts.append(told)
        if tag in ("a", "button", "summary", "h1", "label", "title"):
            self._open.append((tag, told, ""))

    def handle_data(self, data: str) -> None:
        self._open = [(tag, told, words + data) for tag, told, words in self._open]
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        self._drawn -= tag == "svg"
        if self._open and self._open[-1][0] == tag:
            _, told, words = self._open.pop()
            if not words.strip() and not told.get("aria-label"):
                self.nameless.append(f"{tag} {told}")

    def faults(self) -> list[str]:
        """Name all that is wrong."""
        found = [f"id {one!r} stands {count} times" for one, count in Counter(self.ids).items() if count > 1]
        found += [f"{name} names {one!r}, which is not there" for name, one in self.wanted if one not in self.ids]
        found += [f"without a name: {one}" for one in self.nameless]
        found += [f"{self.tags[tag]} times <{tag}>" for tag in ("h1", "main", "title") if self.tags[tag] != 1]
        labelled = {one for name, one in self.wanted if name == "for"}
        for one in self.fields:
            if not (one["wrapped"] or one.get("aria-label") or one.get("id") in labelled):
                found.append(f"a field without a label: {one}")
        return found

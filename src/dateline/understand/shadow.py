"""A shadow of a text for regexes: same length, plainer signs, so that every place found in it holds in the text."""

from __future__ import annotations

import re

_PLAINER = {
    "–": "-",
    "—": "-",
    "‑": "-",
    "’": "'",
    "‘": "'",
    "\t": " ",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\r": " ",
}
_LINE_END = re.compile(r"\n(?<!\n\n)(?!\n)")


def shadow_of(text: str) -> str:
    """The text with blanks for line ends inside a paragraph and odd blanks, hyphens for dashes, straight quotes."""
    for sign, plainer in _PLAINER.items():
        text = text.replace(sign, plainer)  # much faster than translate, since most texts hold few of them
    return _LINE_END.sub(" ", text)

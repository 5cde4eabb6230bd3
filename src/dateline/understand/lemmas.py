"""Dictionary forms of English words: by the table of lemminflect, and by its rules for words the table lacks."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

_CLITICS = {
    "n't": "not", "n’t": "not", "'ll": "will", "’ll": "will", "'re": "be", "’re": "be",
    "'m": "be", "’m": "be", "'ve": "have", "’ve": "have", "ca": "can", "wo": "will", "sha": "shall",
}  # fmt: skip
_BE_OR_HAVE = {"'s": "be", "’s": "be", "'d": "would", "’d": "would"}
_KIND_IN_TABLE = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj", "ADV": "adv", "AUX": "aux"}


@lru_cache(maxsize=200_000)
def lemma_of(form: str, pos: str) -> str:
    """The dictionary form of a word with the given UPOS."""
    lower = form.lower()
    if pos in ("AUX", "PART", "VERB") and lower in _CLITICS:
        return _CLITICS[lower]
    if pos in ("AUX", "VERB") and lower in _BE_OR_HAVE:
        return _BE_OR_HAVE[lower]
    if pos == "PROPN":
        return form
    kind = _KIND_IN_TABLE.get(pos)
    if kind is None:
        return lower
    spellings = lemma_table().get(f"{lower},{kind}")
    return spellings.partition("/")[0].lower() if spellings else _by_rules(lower, pos)


def _by_rules(lower: str, pos: str) -> str:
    from lemminflect import getAllLemmasOOV

    found = getAllLemmasOOV(lower, pos).get(pos)
    return str(found[0]) if found else lower


@lru_cache(maxsize=1)
def lemma_table() -> dict[str, str]:
    """Dictionary forms ("metre/meter") by form and kind ("metres,noun"), from the two files that lemminflect reads.

    Read in one go they are there in a third of the time that its own loader takes, and nothing is copied at each look.
    """
    from lemminflect import config

    text = gzip.decompress(Path(config.lemma_lu_fn).read_bytes()).decode("utf-8")
    table = dict(line.rsplit(",", 1) for line in text.splitlines())
    for line in Path(config.lemma_overrides_fn).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            form, pos, lemma = line.split(",")
            table[f"{form},{pos.lower()}"] = lemma
    return table

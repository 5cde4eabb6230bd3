"""Which language a text is in, and whether the core can read it; the only file that imports py3langid."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

SUPPORTED = ("en",)
"""Languages that the trained core reads."""
_ASKED = """
    ar bg bn cs da de el en es et fa fi fr he hi hr hu id it ja ka kk ko lt lv mk ms nl no pl pt ro ru sk sl
    sq sr sv sw ta th tl tr uk ur vi zh
"""
_ENOUGH = 40
"""Letters below which a text tells too little: it is then taken for English if it is in Latin letters."""
_READ = 4000
_SURE = 0.4
"""Confidence below which another language in Latin letters is not believed: headlines full of names mislead."""
_COMMON_ENGLISH = re.compile(
    r"\b(?:the|of|and|that|with|which|from|have|been|were|this|their|they|would|who|by|said)\b"
)
"""Words that make up a sixth of any English prose and hardly ever stand in another language, let alone together."""
_PLAIN_WORDS, _PLAIN_SHARE, _PLAIN_KINDS, _PLAIN_LETTERS = 40, 0.12, 5, 0.95
_NOT_LATIN = re.compile("[^\\0-\u024f]+")


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language code with the confidence in it and, where it is not supported, a sentence that says so."""

    code: str | None
    confidence: float
    supported: bool
    why: str


def guess_language(text: str) -> LanguageGuess:
    """The language of a text; None where there are no letters to tell it by."""
    sample = text[:_READ]
    letters = sum(map(str.isalpha, sample))
    if letters == 0:
        return LanguageGuess(None, 0.0, True, "no letters to tell a language by")
    latin = letters if sample.isascii() else sum(map(str.isalpha, _NOT_LATIN.sub("", sample)))
    if letters < _ENOUGH and latin > letters // 2:
        return LanguageGuess("en", 0.5, True, f"only {letters} letters, taken for English")
    if latin >= _PLAIN_LETTERS * letters and _is_plain_english(sample):
        return LanguageGuess("en", 1.0, True, "read as English")
    code, chance = _identifier().classify(sample)
    if str(code) not in SUPPORTED and chance < _SURE and latin > letters // 2:
        return LanguageGuess("en", 0.5, True, f"perhaps '{code}', but too unsure: taken for English")
    supported = str(code) in SUPPORTED
    why = "read as English" if supported else f"the text is in '{code}', and only English is supported for now"
    return LanguageGuess(str(code), round(float(chance), 3), supported, why)


def _is_plain_english(sample: str) -> bool:
    """Tell whether the commonest English words alone settle it, so that no model need be asked (nor loaded)."""
    words = len(sample.split())
    if words < _PLAIN_WORDS:
        return False
    found = _COMMON_ENGLISH.findall(sample)
    return len(found) >= _PLAIN_SHARE * words and len(set(found)) >= _PLAIN_KINDS


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # its model takes a moment to load

    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(_ASKED.split())
    found.nb_ptc = found.nb_ptc.astype("float32")  # half floats would be widened again for every text
    return found

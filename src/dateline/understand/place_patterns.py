# ruff: noqa: E501 - the regexes read better whole
"""What leads into a place, what names of buildings and bodies end in, and what names look like that are no place's."""

from __future__ import annotations

import re

from dateline.lexicon.places_table import place_words
from dateline.lexicon.tables import word_set

IN = re.compile(
    r"(?:\b(?:in|at|near|from|outside|around|to|towards?|into|across|through|throughout|inside|over|above|between|within|of|off|via"
    r"|north|south|east|west|northern|southern|eastern|western|central|downtown|upstate|mainland|city|town|village|port|capital"
    r"|province|state|region|district|county|island|leaving|left|reached|entered|visiting|visited|visit|toured|for|and|or|nearby"
    r"|neighbou?ring|southeast|northeast|southwest|northwest|suburb|enter|leave|reach|based|born in|along|against)(?: the)?|[,(/]) ?\Z"
)  # fmt: skip
"""Looked for in small letters, as STRONG_IN and AT: much quicker than a search that takes capitals for them."""
STRONG_IN = re.compile(
    r"\b(?:in|at|near|outside|around|towards?|into|across|throughout|inside|within|downtown|southern|northern|eastern|western|central"
    r"|city of|town of|village of|province of|port of|capital of|state of|region of|capital,?|from)(?: the)? ?\Z"
)  # fmt: skip
STRONG_ENDS = (
    "in", "at", "near", "outside", "around", "toward", "towards", "into", "across", "throughout", "inside", "within",
    "downtown", "southern", "northern", "eastern", "western", "central", " of", "capital", "capital,", "from", " the",
)  # fmt: skip
"""How a text that STRONG_IN finds something in must end, in small letters: a look that is quicker than the search."""
DIRECTIONS = word_set(
    "Northern Southern Eastern Western Central North South East West Greater Downtown Upper Lower Mainland "
    "Southeastern Northeastern Southwestern Northwestern "
)
LANDMARK = re.compile(
    r"\b(?:" + "|".join(sorted(map(str.capitalize, place_words("kind") | place_words("landmark")))) + r")\b"
)
DOTTED = re.compile(r"(?:The )?(?:[A-Z]\.){2,}")
BUILDING = re.compile(r" (?:" + "|".join(sorted(map(str.capitalize, place_words("building")))) + r")\Z")
AT = re.compile(r"\b(?:in|at|to|near|outside|inside|into|on) (?:the )?\Z")
NO_NAME = re.compile(r"\d|\A[A-Z]{2,6}s?\Z|\b(?:Inc|Ltd|Co|Corp)\b")
DISEASE = re.compile(r" (?:" + "|".join(place_words("disease")) + r")\b", re.I)

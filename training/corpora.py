"""The treebanks and name sets from which the heads may learn, read as the scorecard reads them.

The folder given as --data has the layout `parsing/ud_ewt`, `parsing/ud_gum_free`, `ner/wikigold`,
`ner/uner_ewt`, `ner/crossner_politics`; README.md says where each set comes from in public.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from dateline.scorecard.treebanks import (
    UNKNOWN,
    Sentence,
    as_iob2,
    character_spans,
    documents,
    read_conllu,
    read_tagged,
)

__all__ = ["UNKNOWN", "Sentence", "as_iob2", "character_spans", "documents", "read_conllu", "read_tagged"]

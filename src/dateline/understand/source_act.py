"""One act of telling: the noun that the readers of sentences hand to one another."""

from __future__ import annotations

from dataclasses import dataclass, field

Range = tuple[int, int]


@dataclass(slots=True, eq=False)
class Act:
    """One act of telling: its links outermost first, each a list of heads that stand side by side."""

    at: int
    slots: list[list[int]]
    content: list[Range]
    teller: int | None = None
    """The number of the slot of who tells."""
    closing: bool = False
    """Whether it stands behind or inside what it tells."""
    hearsay: bool = False
    """Whether it is one only inside the words of somebody else."""
    weak: bool = False
    """Whether it is one only where something hangs on what it holds: "obtained a letter in which ..."."""
    inside: Act | None = None
    """The act in which it stands for certain."""
    aside: bool = False
    """Whether it is a remark on who tells: "the paper, which has seen the draft, says"."""
    apart: bool = False
    """Whether it stands on its own wherever it stands: "denied what the paper had reported"."""
    follows: bool = False
    """Whether it only goes on with the sentence before: "It cited the union"."""
    children: list[Act] = field(default_factory=list)

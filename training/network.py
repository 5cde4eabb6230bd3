"""The trainable heads: two towers of gated convolutions over frozen word vectors.

Words of all sentences lie in one row, with a zero row after each sentence, so that the convolutions
never look across a border and nothing is padded.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.understand.wordforms import BEGINNINGS, CLASSES, ENDINGS, FORMS, SHAPES

TABLES = ((SHAPES, 24), (ENDINGS, 32), (BEGINNINGS, 24), (FORMS, 48))
ENCODED = 768


@dataclass
class Sizes:
    """Everything that fixes the shape of a tower."""

    width: int = 256
    layers: int = 4
    arcs: int = 192
    labels: int = 128
    dropout: float = 0.25
    classes: bool = False
    """Whether the tower sees what tables know of a word."""


class Tower(nn.Module):
    """Encoder vectors and hashed forms to contextual word states [R, 2 * width]."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(rows, width) for rows, width in TABLES)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.3)
        inputs = ENCODED + sum(width for _, width in TABLES)
        self.sees_classes = sizes.classes
        self.enter = nn.Linear(inputs + len(CLASSES) * sizes.classes, sizes.width)
        self.convs = nn.ModuleList(nn.Linear(3 * sizes.width, 2 * sizes.width) for _ in range(sizes.layers))
        self.norms = nn.ModuleList(nn.LayerNorm(sizes.width) for _ in range(sizes.layers))
        self.drop = sizes.dropout

    def forward(self, vectors: Tensor, forms: Tensor, real: Tensor) -> Tensor:
        """`vectors` [R, 768], `forms` [R, 5], `real` [R, 1] is 0 on the rows between sentences."""
        half = ENCODED // 2
        parts = [F.layer_norm(vectors[:, :half], (half,)), F.layer_norm(vectors[:, half:], (half,))]
        looked = torch.cat([table(forms[:, n]) for n, table in enumerate(self.tables)], dim=1)
        if self.training:
            # Now and then a word is known by its context alone: keeps the hashed forms from dominating.
            looked = looked * (torch.rand(len(looked), 1) > 0.1)
        parts.append(looked)
        if self.sees_classes:
            known = (forms[:, 4:] >> torch.arange(len(CLASSES))) & 1
            # No table is whole: the tagger must also do without.
            parts.append(known * (torch.rand(len(known), 1) > 0.2) if self.training else known.float())
        first = F.gelu(self.enter(F.dropout(torch.cat(parts, dim=1), self.drop / 2, self.training)))
        first = F.dropout(first, self.drop, self.training) * real
        state = first
        for conv, norm in zip(self.convs, self.norms, strict=True):
            nil = torch.zeros_like(state[:1])
            around = torch.cat([torch.cat([nil, state[:-1]]), state, torch.cat([state[1:], nil])], dim=1)
            gated = F.dropout(F.glu(conv(around), dim=1), self.drop, self.training)
            state = norm(state + gated) * real
        return torch.cat([state, first], dim=1)


class Grammar(nn.Module):
    """Heads, labels and tags."""

    NEAR = 24

    def __init__(self, sizes: Sizes, *, labels: int, tags: int, pos: int) -> None:
        super().__init__()
        self.tower = Tower(sizes)
        states = 2 * sizes.width
        self.drop = sizes.dropout
        self.dependent = nn.Linear(states, sizes.arcs)
        self.governor = nn.Linear(states, sizes.arcs)
        self.ask = nn.Linear(sizes.arcs, sizes.arcs)
        self.popular = nn.Linear(sizes.arcs, 1, bias=False)
        self.root_arc = nn.Parameter(torch.randn(sizes.arcs) * 0.1)
        self.distance = nn.Parameter(torch.zeros(2 * self.NEAR + 1))
        self.label_below = nn.Linear(states, sizes.labels)
        self.label_above = nn.Linear(states, sizes.labels)
        self.root_label = nn.Parameter(torch.randn(sizes.labels) * 0.1)
        self.label = nn.Linear(2 * sizes.labels, labels)
        self.tag = nn.Linear(states, tags)
        self.pos = nn.Linear(states, pos)

    def states(self, vectors: Tensor, forms: Tensor, real: Tensor) -> Tensor:
        """The tower's word states."""
        return self.tower(vectors, forms, real)

    def arcs(self, states: Tensor, rows: Tensor, mask: Tensor) -> Tensor:
        """Scores [B, T, 1 + T] of each word's possible heads, the root first; `rows` [B, T] finds the words."""
        states = F.dropout(states, self.drop, self.training)
        asking = self.ask(F.gelu(self.dependent(states)))[rows]
        governing = F.gelu(self.governor(states))[rows]
        root = F.gelu(self.root_arc).expand(len(rows), 1, -1)
        governing = torch.cat([root, governing], dim=1)
        scores = asking @ governing.transpose(1, 2) + self.popular(governing).transpose(1, 2)
        length = rows.shape[1]
        steps = torch.arange(length)
        near = (steps[None, :] - steps[:, None]).clamp(-self.NEAR, self.NEAR) + self.NEAR
        scores = scores + F.pad(self.distance[near], (1, 0))
        hidden = torch.cat([torch.ones(len(rows), 1, dtype=torch.bool), mask], dim=1)
        scores = scores.masked_fill(~hidden[:, None, :], -1e4)
        own = F.pad(torch.eye(length, dtype=torch.bool), (1, 0))
        return scores.masked_fill(own, -1e4)

    def label_scores(self, states: Tensor, words: Tensor, heads: Tensor) -> Tensor:
        """Label scores of given arcs; `heads` are rows of the governing words, -1 for the root."""
        states = F.dropout(states, self.drop, self.training)
        below = self.label_below(states)[words]
        above = self.label_above(states)[heads.clamp(min=0)]
        above = torch.where((heads < 0)[:, None], self.root_label, above)
        return self.label(torch.cat([F.gelu(below + above), below * above], dim=1))


class Names(nn.Module):
    """Name tags in a tower of their own."""

    def __init__(self, sizes: Sizes, *, kinds: int) -> None:
        super().__init__()
        self.tower = Tower(sizes)
        self.drop = sizes.dropout
        self.kind = nn.Linear(2 * sizes.width, kinds)

    def forward(self, vectors: Tensor, forms: Tensor, real: Tensor) -> Tensor:
        """Scores [R, kinds]."""
        return self.kind(F.dropout(self.tower(vectors, forms, real), self.drop, self.training))


class Splitter(nn.Module):
    """Where sentences begin: hashed forms and the gap before each token, over a small window."""

    TABLES = ((SHAPES, 24), (ENDINGS, 16), (BEGINNINGS, 16), (FORMS, 32))
    GAPS = 4
    WIDTH = 96

    def __init__(self, *, layers: int = 4) -> None:
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(rows, width) for rows, width in self.TABLES)
        self.gaps = nn.Embedding(self.GAPS, 8)
        self.enter = nn.Linear(8 + sum(width for _, width in self.TABLES), self.WIDTH)
        self.convs = nn.ModuleList(nn.Linear(3 * self.WIDTH, 2 * self.WIDTH) for _ in range(layers))
        self.norms = nn.ModuleList(nn.LayerNorm(self.WIDTH) for _ in range(layers))
        self.begin = nn.Linear(self.WIDTH, 1)

    def forward(self, forms: Tensor, gaps: Tensor) -> Tensor:
        """Log-odds [N] that a sentence begins at each token; `forms` [N, 4], `gaps` [N]."""
        looked = torch.cat([table(forms[:, n]) for n, table in enumerate(self.tables)], dim=1)
        if self.training:
            looked = looked * (torch.rand(len(looked), 1) > 0.1)
        state = F.gelu(self.enter(F.dropout(torch.cat([looked, self.gaps(gaps)], dim=1), 0.2, self.training)))
        for conv, norm in zip(self.convs, self.norms, strict=True):
            nil = torch.zeros_like(state[:1])
            around = torch.cat([torch.cat([nil, state[:-1]]), state, torch.cat([state[1:], nil])], dim=1)
            state = norm(state + F.dropout(F.glu(conv(around), dim=1), 0.2, self.training))
        return self.begin(state).squeeze(1)

"""Fit the heads: batches of like length, AdamW, warm-up and a straight line down, averaged weights."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from corpora import UNKNOWN, Sentence
from features import Features
from network import Grammar, Names
from torch import Tensor, nn
from torch.nn import functional as F

WORDS_PER_BATCH = 1500
IGNORED = -100


@dataclass
class Task:
    """Sentences with their features, and the numbers of those to learn from."""

    sentences: list[Sentence]
    features: Features


@dataclass
class Batch:
    """One batch laid out flat with a zero row after each sentence."""

    vectors: Tensor
    forms: Tensor
    real: Tensor
    rows: Tensor
    """[B, T] row of each word, 0 where there is none."""
    mask: Tensor
    members: list[int]


def batches(task: Task, *, shuffle: random.Random | None) -> Iterator[Batch]:
    """All sentences once, in batches of like length."""
    lengths = [len(sentence.words) for sentence in task.sentences]
    if shuffle:
        order = sorted(range(len(lengths)), key=lambda n: lengths[n] * (1 + 0.15 * shuffle.random()))
    else:
        order = sorted(range(len(lengths)), key=lengths.__getitem__)
    groups: list[list[int]] = [[]]
    for number in order:
        if groups[-1] and (len(groups[-1]) + 1) * lengths[number] > WORDS_PER_BATCH:
            groups.append([])
        groups[-1].append(number)
    if shuffle:
        shuffle.shuffle(groups)
    for members in groups:
        yield lay_out(task, members, lengths)


def lay_out(task: Task, members: list[int], lengths: list[int]) -> Batch:
    """One batch of the given sentences."""
    longest = max(lengths[number] for number in members)
    total = sum(lengths[number] + 1 for number in members)
    vectors = np.zeros((total, task.features.vectors.shape[1]), dtype=np.float32)
    forms = np.zeros((total, task.features.forms.shape[1]), dtype=np.int64)
    real = np.zeros((total, 1), dtype=np.float32)
    rows = np.zeros((len(members), longest), dtype=np.int64)
    mask = np.zeros((len(members), longest), dtype=bool)
    cursor = 0
    for line, number in enumerate(members):
        start, stop = task.features.starts[number], task.features.starts[number + 1]
        length = stop - start
        vectors[cursor : cursor + length] = task.features.vectors[start:stop]
        forms[cursor : cursor + length] = task.features.forms[start:stop]
        real[cursor : cursor + length] = 1
        rows[line, :length] = np.arange(cursor, cursor + length)
        mask[line, :length] = True
        cursor += length + 1
    return Batch(*map(torch.from_numpy, (vectors, forms, real, rows, mask)), members)


def grammar_loss(model: Grammar, task: Task, batch: Batch, inventories: dict[str, list[str]]) -> Tensor:
    """Arcs + labels + half of both tag losses, as means over words."""
    number = {name: {value: n for n, value in enumerate(values)} for name, values in inventories.items()}
    states = model.states(batch.vectors, batch.forms, batch.real)
    arcs = model.arcs(states, batch.rows, batch.mask)
    heads = torch.full(batch.rows.shape, IGNORED)
    words: list[int] = []
    governors: list[int] = []
    labels: list[int] = []
    tags: list[int] = []
    pos: list[int] = []
    for line, member in enumerate(batch.members):
        sentence = task.sentences[member]
        heads[line, : len(sentence.heads)] = torch.tensor(sentence.heads)
        own = batch.rows[line, : len(sentence.heads)].tolist()
        words += own
        governors += [own[head - 1] if head else -1 for head in sentence.heads]
        labels += [number["labels"].get(label, IGNORED) for label in sentence.labels]
        tags += [number["tags"].get(tag, IGNORED) for tag in sentence.tags]
        pos += [number["pos"].get(tag, IGNORED) for tag in sentence.pos]
    at = torch.tensor(words)
    loss = F.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=IGNORED)
    scores = model.label_scores(states, at, torch.tensor(governors))
    loss = loss + F.cross_entropy(scores, torch.tensor(labels), ignore_index=IGNORED)
    loose = F.dropout(states, model.drop, model.training)[at]
    loss = loss + 0.5 * F.cross_entropy(model.tag(loose), torch.tensor(tags), ignore_index=IGNORED)
    return loss + 0.5 * F.cross_entropy(model.pos(loose), torch.tensor(pos), ignore_index=IGNORED)


def names_loss(model: Names, task: Task, batch: Batch, inventories: dict[str, list[str]]) -> Tensor:
    """Mean over the words whose name tag is known."""
    number = {value: n for n, value in enumerate(inventories["names"])}
    scores = model(batch.vectors, batch.forms, batch.real)
    wanted = torch.full((len(batch.vectors),), IGNORED)
    for line, member in enumerate(batch.members):
        tags = task.sentences[member].names
        known = [IGNORED if tag == UNKNOWN else number[tag] for tag in tags]
        wanted[batch.rows[line, : len(tags)]] = torch.tensor(known)
    return F.cross_entropy(scores, wanted, ignore_index=IGNORED, label_smoothing=0.05)


def fit(
    model: nn.Module,
    loss_of: Callable[[Batch], Tensor],
    task: Task,
    *,
    passes: int,
    rate: float,
    seed: int,
    after: Callable[[nn.Module, int], None] = lambda model, done: None,
) -> nn.Module:
    """Train for the given number of passes; the answer is a running average of the weights."""
    shuffle = random.Random(seed)
    steps = passes * sum(1 for _ in _group_count(task))
    rest = list(model.parameters())
    optimiser = torch.optim.AdamW(rest, lr=rate, betas=(0.9, 0.95), weight_decay=0.01)

    def at(step: int) -> float:
        return min(1.0, (step + 1) / 100) * max(0.0, 1 - step / (steps * 1.02))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, at)
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998))
    begun, step = time.time(), 0
    for done in range(1, passes + 1):
        model.train()
        total = 0.0
        for batch in batches(task, shuffle=shuffle):
            optimiser.zero_grad(set_to_none=True)
            loss = loss_of(batch)
            loss.backward()
            nn.utils.clip_grad_norm_(rest, 2.0)
            optimiser.step()
            schedule.step()
            if step < steps // 4:
                mean.module.load_state_dict(model.state_dict())
            else:
                mean.update_parameters(model)
            total, step = total + loss.item(), step + 1
        print(f"pass {done}: loss {total * passes / steps:.3f}, {time.time() - begun:.0f} s", flush=True)
        mean.module.eval()
        after(mean.module, done)
    return mean.module


def _group_count(task: Task) -> Iterator[int]:
    lengths = sorted(len(sentence.words) for sentence in task.sentences)
    members = 0
    yield 0
    for length in lengths:
        if members and (members + 1) * length > WORDS_PER_BATCH:
            yield 0
            members = 0
        members += 1

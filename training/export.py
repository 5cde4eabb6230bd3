"""Write the trained heads as ONNX graphs with int8 weights, and the tables the decoder needs.

heads.onnx      words [R, 768], forms [R, 5], real [R, 1]  ->  ask, govern, popular, rooted,
                                                           below, above, tags, pos, names
labels.onnx     below [N, 128], above [N, 128]             ->  labels [N]
splitter.onnx   forms [N, 4], gaps [N]                     ->  begins [N]
tables.npz      root vectors, distances; inventory.json    names of labels and tags
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from encoder import Graph
from network import ENCODED, TABLES
from onnx import TensorProto

from dateline.understand.wordforms import CLASSES

FLOAT = TensorProto.FLOAT
Weights = dict[str, np.ndarray]


def load_weights(path: Path) -> tuple[Weights, dict[str, list[str]]]:
    """Weights as float32 arrays, and the inventories they were trained with."""
    kept = torch.load(path)
    return {name: value.numpy().astype(np.float32) for name, value in kept["weights"].items()}, kept["inventories"]


def write_heads(grammar: Path, names: Path, folder: Path) -> None:
    """heads.onnx, labels.onnx, tables.npz and inventory.json from two training results."""
    weights, inventories = load_weights(grammar)
    name_weights, name_inventories = load_weights(names)
    graph = Graph("heads")
    words = graph.take("words", FLOAT, ["R", ENCODED])
    forms = graph.take("forms", TensorProto.INT32, ["R", 5])
    real = graph.take("real", FLOAT, ["R", 1])
    halves = [graph.norm(half, np.ones(ENCODED // 2, np.float32), np.zeros(ENCODED // 2, np.float32), epsilon=1e-5)
              for half in graph.split(words, 2)]  # fmt: skip

    states = tower(graph, weights, halves, forms, real)
    govern = graph.add("Gelu", [linear(graph, states, weights, "governor")])
    ask = linear(graph, graph.add("Gelu", [linear(graph, states, weights, "dependent")]), weights, "ask")
    popular = graph.add("MatMul", [govern, graph.keep(weights["popular.weight"].T)])
    root = torch.nn.functional.gelu(torch.from_numpy(weights["root_arc"])).numpy()[:, None]
    rooted = graph.add("MatMul", [ask, graph.keep(root)])
    rooted = graph.add("Add", [rooted, graph.keep((weights["popular.weight"] @ root)[0])])
    graph.give(ask, "ask", FLOAT, ["R", ask_width(weights)])
    graph.give(govern, "govern", FLOAT, ["R", ask_width(weights)])
    graph.give(popular, "popular", FLOAT, ["R", 1])
    graph.give(rooted, "rooted", FLOAT, ["R", 1])
    for name in ("below", "above"):
        graph.give(linear(graph, states, weights, f"label_{name}"), name, FLOAT, ["R", "D"])
    for name, layer in (("tags", "tag"), ("pos", "pos")):
        best = graph.add("ArgMax", [linear(graph, states, weights, layer)], axis=1, keepdims=0)
        graph.give(best, name, TensorProto.INT64, ["R"])
    found = linear(graph, tower(graph, name_weights, halves, forms, real), name_weights, "kind")
    graph.give(graph.add("Softmax", [found], axis=1), "names", FLOAT, ["R", "K"])
    graph.save(folder / "heads.onnx")

    write_labels(weights, folder / "labels.onnx")
    write_arcs(folder / "arcs.onnx", width=ask_width(weights))
    np.savez(folder / "tables.npz", root_above=weights["root_label"], distance=weights["distance"])
    inventory = {**inventories, **name_inventories}
    (folder / "inventory.json").write_text(json.dumps(inventory, indent=1) + "\n", encoding="utf-8")


def write_arcs(path: Path, *, width: int) -> None:
    """The product of askers and governors; a graph of its own because numpy's would wake all cores for it."""
    graph = Graph("arcs")
    ask, govern = graph.take("ask", FLOAT, ["N", width]), graph.take("govern", FLOAT, ["N", width])
    graph.give(graph.add("Gemm", [ask, govern], transB=1), "scores", FLOAT, ["N", "N"])
    graph.save(path)


def write_labels(weights: Weights, path: Path) -> None:
    """The label scorer of chosen arcs."""
    graph = Graph("labels")
    below, above = graph.take("below", FLOAT, ["N", "D"]), graph.take("above", FLOAT, ["N", "D"])
    joined = graph.add("Gelu", [graph.add("Add", [below, above])])
    joined = graph.add("Concat", [joined, graph.add("Mul", [below, above])], axis=1)
    scores = linear(graph, joined, weights, "label", exact=True)
    graph.give(graph.add("ArgMax", [scores], axis=1, keepdims=0), "labels", TensorProto.INT64, ["N"])
    graph.save(path)


def write_splitter(trained: Path, folder: Path) -> None:
    """The sentence splitter."""
    weights, _ = load_weights(trained)
    graph = Graph("splitter")
    forms, gaps = graph.take("forms", TensorProto.INT32, ["N", 4]), graph.take("gaps", TensorProto.INT32, ["N"])
    looked = [table_rows(graph, weights, f"tables.{n}", column(graph, forms, n)) for n in range(4)]
    looked.append(graph.add("Gather", [graph.keep(weights["gaps.weight"]), gaps], axis=0))
    state = graph.add("Gelu", [linear(graph, graph.add("Concat", looked, axis=1), weights, "enter")])
    state = convolve(graph, state, weights, "")
    logits = graph.add("Squeeze", [linear(graph, state, weights, "begin", exact=True), graph.keep(np.array([1]))])
    graph.give(graph.add("Sigmoid", [logits]), "begins", FLOAT, ["N"])
    graph.save(folder / "splitter.onnx")


def tower(graph: Graph, weights: Weights, halves: list[str], forms: str, real: str) -> str:
    """The inference form of network.Tower."""
    looked = [table_rows(graph, weights, f"tower.tables.{n}", column(graph, forms, n)) for n in range(len(TABLES))]
    # The encoder's half and the hashed half have different ranges, so each keeps its own int8 scale.
    matrix, split = weights["tower.enter.weight"].T, ENCODED
    from_encoder = graph.dense(graph.add("Concat", halves, axis=1), matrix[:split], weights["tower.enter.bias"])
    if matrix.shape[0] > split + sum(width for _, width in TABLES):
        looked.append(classes(graph, forms))
    from_forms = graph.dense(graph.add("Concat", looked, axis=1), matrix[split:], None)
    first = graph.add("Gelu", [graph.add("Add", [from_encoder, from_forms])])
    first = graph.add("Mul", [first, real])
    return graph.add("Concat", [convolve(graph, first, weights, "tower.", real), first], axis=1)


def classes(graph: Graph, forms: str) -> str:
    """The bits of the fifth column as zeros and ones [R, classes]."""
    bits = graph.add("Gather", [forms, graph.keep(np.array([4], dtype=np.int64))], axis=1)
    powers = graph.keep(2 ** np.arange(len(CLASSES), dtype=np.int32))
    odd = graph.add("Mod", [graph.add("Div", [bits, powers]), graph.keep(np.array(2, dtype=np.int32))])
    return graph.add("Cast", [odd], to=FLOAT)


def convolve(graph: Graph, state: str, weights: Weights, stem: str, real: str = "") -> str:
    """The gated convolutions, each over a word and its two neighbours."""
    width = weights[f"{stem}norms.0.weight"].shape[0]
    layers = sum(name.startswith(f"{stem}norms.") and name.endswith("weight") for name in weights)
    row = [graph.keep(np.array(values, dtype=np.int64)) for values in ([0], [1], [-1], [2**31 - 1])]
    zero, one, minus, end = row
    for layer in range(layers):
        ahead, behind = np.array([0, 0, 1, 0]), np.array([1, 0, 0, 0])
        left = graph.add("Slice", [graph.add("Pad", [state, graph.keep(behind)]), zero, minus, zero])
        right = graph.add("Slice", [graph.add("Pad", [state, graph.keep(ahead)]), one, end, zero])
        around = graph.add("Concat", [left, state, right], axis=1)
        mixed = linear(graph, around, weights, f"{stem}convs.{layer}")
        value, gate = graph.split(mixed, 2)
        gated = graph.add("Mul", [value, graph.add("Sigmoid", [gate])])
        gain, shift = weights[f"{stem}norms.{layer}.weight"], weights[f"{stem}norms.{layer}.bias"]
        state = graph.norm(graph.add("Add", [state, gated]), gain, shift, epsilon=1e-5)
        if real:
            state = graph.add("Mul", [state, real])
    assert width
    return state


def linear(graph: Graph, source: str, weights: Weights, name: str, *, exact: bool = False) -> str:
    """A dense layer, int8 unless exact."""
    matrix, bias = weights[f"{name}.weight"].T, weights[f"{name}.bias"]
    if exact:
        return graph.add("Add", [graph.add("MatMul", [source, graph.keep(matrix)]), graph.keep(bias)])
    return graph.dense(source, matrix, bias)


def table_rows(graph: Graph, weights: Weights, name: str, rows: str) -> str:
    """Rows of a hashed table."""
    return graph.rows_of_bytes(weights[f"{name}.weight"], rows)


def column(graph: Graph, forms: str, number: int) -> str:
    """One column of the hashed forms."""
    return graph.add("Gather", [forms, graph.keep(np.array(number, dtype=np.int64))], axis=1)


def ask_width(weights: Weights) -> int:
    """Width of the arc vectors."""
    return int(weights["ask.bias"].shape[0])

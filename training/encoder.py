"""Write the frozen encoder as two int8 ONNX graphs: layers 1-4 for every sentence, 5-6 for embeddings.

The graphs are written node by node, so that sentences need no padding in the dense layers: pieces of
all sentences lie one after another ("flat"), and only the attention sees them in a padded square.

    low.onnx    pieces [P], places [P], squares [B, L], lengths [B], back [P]  ->  h2 [P, 384], h4 [P, 384]
    high.onnx   h4 [P, 384], squares [B, L], lengths [B], back [P]             ->  h6 [P, 384]

`squares` holds the flat number of each piece of each sentence (any number where there is none),
`back` the place of each flat piece in the flattened square.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH, HEADS, LAYERS, LONGEST = 384, 12, 6, 256
CONTRIB = "com.microsoft"


class Graph:
    """A growing ONNX graph with the few blocks that the encoder and the heads need."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.inputs: list[onnx.ValueInfoProto] = []
        self.outputs: list[onnx.ValueInfoProto] = []
        self._count = 0

    def take(self, name: str, kind: int, shape: list[str | int]) -> str:
        """Declare an input."""
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def give(self, inner: str, name: str, kind: int, shape: list[str | int]) -> None:
        """Declare an output."""
        self.add("Identity", [inner], name=name)
        self.outputs.append(helper.make_tensor_value_info(name, kind, shape))

    def keep(self, array: np.ndarray) -> str:
        """Store a constant."""
        name = self._fresh("w")
        self.weights.append(numpy_helper.from_array(np.asarray(array, order="C"), name))
        return name

    def add(self, op: str, inputs: list[str], *, domain: str = "", name: str = "", **settings: object) -> str:
        """Add a node with one output and return the output's name."""
        out = name or self._fresh(op.lower())
        self.nodes.append(helper.make_node(op, inputs, [out], domain=domain, **settings))
        return out

    def split(self, source: str, parts: int, *, axis: int = -1) -> list[str]:
        """Cut a tensor into equal parts."""
        names = [self._fresh("part") for _ in range(parts)]
        self.nodes.append(helper.make_node("Split", [source], names, axis=axis, num_outputs=parts))
        return names

    def dense(self, source: str, weight: np.ndarray, bias: np.ndarray | None) -> str:
        """An int8 dense layer, weights [in, out] with one scale per output, inputs scaled on the fly."""
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-8).astype(np.float32) / 127
        whole = np.clip(np.rint(weight / scale), -127, 127).astype(np.int8)
        zero = np.zeros(weight.shape[1], dtype=np.int8)
        parts = [source, self.keep(whole), self.keep(scale), self.keep(zero)]
        if bias is not None:
            parts.append(self.keep(bias.astype(np.float32)))
        return self.add("DynamicQuantizeMatMul", parts, domain=CONTRIB)

    def rows_of_bytes(self, table: np.ndarray, rows: str) -> str:
        """Look up rows of a table that is kept in int8 with one scale per row."""
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8).astype(np.float32) / 127
        whole = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
        found = self.add("Gather", [self.keep(whole), rows], axis=0)
        scales = self.add("Gather", [self.keep(scale), rows], axis=0)
        return self.add("Mul", [self.add("Cast", [found], to=TensorProto.FLOAT), scales])

    def norm(self, source: str, gain: np.ndarray, shift: np.ndarray, *, epsilon: float = 1e-12) -> str:
        """Layer normalisation over the last axis."""
        return self.add("LayerNormalization", [source, self.keep(gain), self.keep(shift)], axis=-1, epsilon=epsilon)

    def save(self, path: Path) -> None:
        """Check the graph and write it."""
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, self.weights)
        versions = [helper.make_opsetid("", 20), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=versions, producer_name="dateline", ir_version=9)
        path.write_bytes(model.SerializeToString(deterministic=True))

    def _fresh(self, stem: str) -> str:
        self._count += 1
        return f"{stem}_{self._count}"


def checked_weights(path: Path) -> dict[str, np.ndarray]:
    """The encoder's float weights; raises ValueError when the file is not the one we know."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise ValueError(f"{path} has sha256 {digest}, expected {WEIGHTS_SHA256}")
    return {name: array.astype(np.float32) for name, array in load_file(path).items()}


def write_encoder(weights: dict[str, np.ndarray], folder: Path) -> None:
    """Write low.onnx and high.onnx into the folder."""
    low = Graph("encoder-layers-1-4")
    pieces, places = low.take("pieces", TensorProto.INT32, ["P"]), low.take("places", TensorProto.INT32, ["P"])
    layout = _layout(low)
    table = weights["embeddings.word_embeddings.weight"]
    always = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    positions = low.add("Gather", [low.keep(always[:LONGEST].astype(np.float32)), places], axis=0)
    state = low.add("Add", [low.rows_of_bytes(table, pieces), positions])
    state = low.norm(state, weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"])
    for number in range(4):
        state = _layer(low, state, layout, weights, number)
        if number in (1, 3):
            low.give(state, f"h{number + 1}", TensorProto.FLOAT, ["P", WIDTH])
    low.save(folder / "low.onnx")

    high = Graph("encoder-layers-5-6")
    state = high.take("h4", TensorProto.FLOAT, ["P", WIDTH])
    layout = _layout(high)
    for number in (4, 5):
        state = _layer(high, state, layout, weights, number)
    high.give(state, "h6", TensorProto.FLOAT, ["P", WIDTH])
    high.save(folder / "high.onnx")


def _layout(graph: Graph) -> tuple[str, str, str]:
    return (
        graph.take("squares", TensorProto.INT32, ["B", "L"]),
        graph.take("lengths", TensorProto.INT32, ["B"]),
        graph.take("back", TensorProto.INT32, ["P"]),
    )


def _layer(graph: Graph, state: str, layout: tuple[str, str, str], weights: dict[str, np.ndarray], number: int) -> str:
    squares, lengths, back = layout
    stem = f"encoder.layer.{number}."

    def weight(name: str) -> np.ndarray:
        return weights[f"{stem}{name}.weight"]

    def bias(name: str) -> np.ndarray:
        return weights[f"{stem}{name}.bias"]

    asked = [f"attention.self.{name}" for name in ("query", "key", "value")]
    joined = graph.dense(
        state,
        np.concatenate([weight(name).T for name in asked], axis=1),
        np.concatenate([bias(name) for name in asked]),
    )
    query, key, value = graph.split(graph.add("Gather", [joined, squares], axis=0), 3)
    mixed = graph.add("MultiHeadAttention", [query, key, value, "", lengths], domain=CONTRIB, num_heads=HEADS)
    flat = graph.add("Reshape", [mixed, graph.keep(np.array([-1, WIDTH], dtype=np.int64))])
    mixed = graph.add("Gather", [flat, back], axis=0)
    mixed = graph.dense(mixed, weight("attention.output.dense").T, bias("attention.output.dense"))
    state = _skip(graph, mixed, state, weight("attention.output.LayerNorm"), bias("attention.output.LayerNorm"))
    inner = graph.dense(state, weight("intermediate.dense").T, bias("intermediate.dense"))
    inner = graph.add("Gelu", [inner])
    outer = graph.dense(inner, weight("output.dense").T, bias("output.dense"))
    return _skip(graph, outer, state, weight("output.LayerNorm"), bias("output.LayerNorm"))


def _skip(graph: Graph, source: str, state: str, gain: np.ndarray, shift: np.ndarray) -> str:
    # SkipLayerNormalization is one node less, but its CPU kernel takes several times as long.
    return graph.norm(graph.add("Add", [source, state]), gain, shift)

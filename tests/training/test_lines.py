"""Gold for lines and the scrapes made from pages: what decides a line, and that labels follow their words."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
TRAINING = str(ROOT / "training")

PAGE = """<html><head><title>Bridge closed after flood</title></head><body><ul><li><a href=/a>Minister promises new road
to the coast next year</a></ul><article><h1>Bridge closed after flood</h1>
<p>The old bridge was closed on Friday after the <a href=/r>river Lenne</a> rose by two metres, the town said.</p>
<p>Engineers will look at its pillars on Monday and then say whether lorries may use it again this year.</p>
</article><p>Subscribe to our letter</p></body></html>"""


@pytest.fixture(autouse=True)
def training_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(TRAINING)
    for name in ("line_gold", "line_scrapes", "lines"):
        sys.modules.pop(name, None)


def gold_page(tmp_path: Path, **row: Any) -> Any:
    from line_gold import read_set

    base = tmp_path / "extract" / "pages"
    (base / "html").mkdir(parents=True)
    (base / "html" / "a.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    line = {"file": "html/a.html.gz", "url": "https://www.example.co.uk/a", **row}
    (base / "gold.jsonl").write_text(json.dumps(line) + "\n")
    (page,) = read_set(tmp_path, "pages")
    return page


def test_segments_decide_the_lines_where_they_stand_once(tmp_path: Path) -> None:
    gold = gold_page(tmp_path, **{"with": ["river Lenne rose"], "without": ["promises new", "the"]})
    decided = {
        gold.page.words(block)[:12]: int(gold.label[at])
        for at, block in enumerate(gold.page.blocks)
        if gold.decided[at]
    }
    assert decided == {"The old brid": 1, "Minister pro": 0}
    assert gold.page.words(gold.page.blocks[gold.headline]) == "Bridge closed after flood"
    assert gold.site == "example.co.uk"


def test_sites_are_named_and_split_the_same_way_every_time() -> None:
    from line_gold import is_held_out, site_of

    assert site_of("https://news.example.de/x", "html/a.html.gz") == "example.de"
    assert site_of("https://web.archive.org/web/2019/https://example.org/x", "a") == "example.org"
    assert site_of("", "html/example.com.bridge.html.gz") == "example.com"
    shares = [is_held_out(f"site{number}.org") for number in range(2000)]
    assert 0.25 < sum(shares) / 2000 < 0.35


@pytest.mark.parametrize("style", ["plain", "copied", "spaced", "fragments", "cropped", "crowded"])
def test_labels_follow_their_lines_into_every_style(tmp_path: Path, style: str) -> None:
    from line_scrapes import make_scrape

    gold = gold_page(tmp_path, **{"with": ["river Lenne rose"], "without": ["promises new"]})
    for seed in range(4):
        scrape = make_scrape(gold, style, seed=seed)
        assert scrape.text == make_scrape(gold, style, seed=seed).text
        for line, block, label in zip(scrape.lines, scrape.block, scrape.label, strict=True):
            words = scrape.text[line.start : line.end]
            in_block = words.split("\n")[0] in gold.page.words(gold.page.blocks[block])
            assert in_block or words in "•*-" or ":" in words
            assert label == gold.label[block]


def test_bytes_are_decoded_by_what_they_are_and_say() -> None:
    from line_gold import decode

    assert decode("Ö".encode()) == "Ö"
    assert decode(b'<meta charset="iso-8859-2">\xb3').endswith("ł")
    assert decode(b"<meta charset=nonsense>\x93").endswith("“")


@pytest.mark.training
def test_the_runtime_computes_what_was_tuned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torch = pytest.importorskip("torch")
    import lines as tuning

    from dateline.read import line_model

    torch.manual_seed(1)
    nets = [tuning.Net(12).eval(), tuning.Net(12).eval()]
    rows = np.random.default_rng(3).normal(size=(40, 12)).astype(np.float32)
    scale = tuning.Scale(rows.mean(0), rows.std(0))
    np.savez_compressed(tmp_path / "w.npz", **tuning.stored(nets, scale))
    monkeypatch.setattr(line_model, "files", lambda _: tmp_path)
    line_model.line_model.cache_clear()
    story, _ = line_model.line_model("w.npz").logits(rows)
    line_model.line_model.cache_clear()
    scaled = torch.from_numpy((rows - scale.mean) / scale.spread)[None]
    with torch.no_grad():
        expected = torch.stack([net(scaled, torch.ones(1, 40))[0, :, 0] for net in nets]).mean(0).numpy()
    assert np.allclose(story, expected, atol=0.02)

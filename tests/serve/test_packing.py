"""Parts that were packed each by itself make one gzip stream."""

from __future__ import annotations

import gzip

from hypothesis import given
from hypothesis import strategies as st

from dateline.serve.packing import gzipped, kept_part, part_of, unpacked

PIECES = st.lists(st.tuples(st.binary(max_size=400), st.sampled_from((0, 1, 6))), max_size=6)


@given(PIECES)
def test_what_was_strung_together_comes_out_as_it_was(pieces: list[tuple[bytes, int]]) -> None:
    parts = [kept_part(part_of(raw, level=level).kept()) for raw, level in pieces]
    whole = b"".join(raw for raw, _ in pieces)
    assert gzip.decompress(gzipped(parts)) == whole  # which checks the sum, too
    assert unpacked(parts) == whole


def test_long_bytes_are_packed_even_where_they_might_stand_as_they_are() -> None:
    raw = b"0123456789" * 9000
    assert len(part_of(raw, level=0).packed) >= 1
    assert unpacked([part_of(raw, level=0)]) == raw
    assert gzip.decompress(gzipped([part_of(b"x"), part_of(raw)])) == b"x" + raw

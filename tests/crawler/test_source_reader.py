"""How long the reading of a source may take."""

import pytest

from crawler.source_reader import allowance


@pytest.mark.parametrize(
    ("body", "seconds"),
    [(b"", 5), (b"x" * 10**6, 5), (b"<item></item>" * 50_000, 32.5), (b"</url>" * 10**6, 60), (b"\x1f\x8b", 60)],
    ids=["empty", "large", "entries", "too many", "zipped"],
)
def test_entries_count_bytes_do_not(body, seconds):
    assert allowance(body) == pytest.approx(seconds)

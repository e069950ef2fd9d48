"""A changed sentence is quoted where it changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.stories.changes import side_by_side

WORDS = st.lists(st.sampled_from(["zone", "15", "20", "km"]), min_size=1, max_size=30).map(" ".join)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (
            "The two presidents agreed on Monday that the zone will be 15 to 25 kilometres deep, as Moscow said.",
            "The two presidents agreed on Monday that the zone will be 15 to 20 kilometres deep, as Moscow said.",
            "“…will be 15 to 25 kilometres deep, as Moscow…” → “…will be 15 to 20 kilometres deep, as Moscow…”",
        ),
        ("They meet in Sochi.", "They met in Sochi.", "“They meet in Sochi.” → “They met in Sochi.”"),
        ("They meet.", "They meet in Sochi.", "“They meet.” → “They meet in Sochi.”"),
    ],
)
def test_what_both_share_far_from_the_change_is_left_out(before, after, shown):
    assert side_by_side(before, after) == shown


@given(WORDS, WORDS)
def test_every_changed_word_is_shown(before, after):
    old, _, new = side_by_side(before, after)[1:-1].partition("” → “")
    for shown, whole in ((old, before), (new, after)):
        bare = shown.removeprefix("…").removesuffix("…")
        assert bare
        assert bare in whole

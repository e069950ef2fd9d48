"""Why a line was taken out is said in words."""

import re
import tomllib
from pathlib import Path

from deploy.cli.removed import REMOVED_IN_WORDS, counted_removals, why_removed
from pipelines.article import Removal

ROOT = Path(__file__).parents[3]
REFERENCE = (ROOT / "docs" / "reference" / "extract.md").read_text().partition("## Why a line was taken out")[2]


def test_every_reason_of_the_reference_has_its_words():
    rows = [line.split("|")[1] for line in REFERENCE.splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == REMOVED_IN_WORDS.keys()


def test_every_kind_of_wording_has_its_words():
    for file in (ROOT / "pipelines" / "extraction" / "wordings").glob("??.toml"):
        kinds = {
            name for name, table in tomllib.loads(file.read_text()).items() if {"starts", "anywhere"} & table.keys()
        }
        assert kinds <= REMOVED_IN_WORDS.keys()


def test_reasons_are_counted_the_most_frequent_first():
    removed = [Removal("a", "byline"), Removal("b", "cookie_notice"), Removal("c", "cookie_notice")]
    assert counted_removals(removed) == "a notice about cookies (2), the by-line"
    assert why_removed(Removal("d", "unheard_of")) == "unheard of"

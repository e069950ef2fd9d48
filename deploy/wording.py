"""How messages are worded: numbers with their nouns, and what a mistyped word was perhaps meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean "x"?` for a near miss, "" where nothing is near."""
    spelled = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), sorted(spelled), n=1, cutoff=0.6)
    return f' Did you mean "{spelled[near[0]]}"?' if near else ""


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun ("1 page", "2,000 pages")."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"

"""Notices that no wording was written for, told by what their words are.

A notice is an act, asked of the reader or done for him, about one of the things that sites have notices about, in few
words that mean nothing else: "Tick the box to show that you are human". A report has names, figures, sayings, and words
of the world. What speaks for the one and for the other is counted and weighed, for all languages and topics alike; the
weights are in `wordings/weights.toml`, learned from own examples against articles (`tests/evaluation/weights.py`). What
a word is, is told by `vocabulary`.
"""

import functools
import operator
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from importlib import resources
from typing import Final

from pipelines.extraction.folding import key
from pipelines.extraction.vocabulary import (
    ACT,
    GRAMMAR,
    LABEL,
    PAGE,
    SIGN,
    TOPIC,
    TOPIC_BITS,
    TOPICS,
    TRADE,
    VAGUE,
    WE,
    YOU,
    marks,
)

# In characters; a longer line is a paragraph.
_LONGEST: Final = 320
_LONGEST_POINTER: Final = 200
_LONGEST_LABEL: Final = 6
# So many paragraphs speak of what an article is about.
_SUBJECT: Final = 3
# What a site says of its own doings.
_TRADE: Final = PAGE | ACT | TRADE
_NOTICE: Final = _TRADE | TOPIC
_KNOWN: Final = _NOTICE | LABEL | YOU | WE | VAGUE | GRAMMAR
_ADDRESSED: Final = YOU | WE | PAGE | ACT
_LABELS: Final = LABEL | PAGE | GRAMMAR | YOU | WE
_QUOTE: Final = re.compile('["“”„«»]')
_BULLET: Final = re.compile(r"[-•*|#]|\d+[.)]\s")
_ENDS: Final = (".", "!", "?", "؟", "…")
_LABEL_END: Final = re.compile(r"\s*[:|»>›→]\s*|\s[-–—]\s")
# A title is one sentence of several words, and neither a figure nor a quotation.
_NO_TITLE: Final = re.compile(r"[\d\"“‘«„]|.*[.;!?؟]\s+\S")
_SHORTEST_TITLE: Final = 3
# Words of a line, and the share of them with a capital in a heading.
_PAIR: Final = 2
_FEW: Final = 4
_SOME: Final = 8
_MANY: Final = 20
_TITLED: Final = 0.8
_NO_LABEL: Final = re.compile(r"[^\w#]*")


def composed(text: str, words: list[str], bits: int) -> str | None:
    """The reason that a line's words make together; None for a line of an article.

    words: the line's, folded. bits: what these are together.
    """
    if len(text) > _LONGEST or not words or not (bits & SIGN or (bits & TOPIC and bits & ACT)):
        return None
    told = _marks(words)
    if not bits & SIGN and not all(mark & _KNOWN for mark in told):
        return None
    bias, weights = _weights()
    counted = features(text, words)
    if bias + sum(weights[name] * count for name, count in counted.items()) < 0:
        return None
    return max(TOPICS, key=functools.partial(_speaks_of, told))


def subjects(paragraphs: Iterable[int]) -> frozenset[str]:
    """The topics that an article is about itself: of those, a short line may be a heading or an item.

    paragraphs: what the words of each are together.
    """
    told = Counter(
        topic for bits in paragraphs for topic, (_, sign) in zip(TOPICS, TOPIC_BITS, strict=True) if bits & sign
    )
    return frozenset(topic for topic, count in told.items() if count >= _SUBJECT)


def pointer(text: str) -> bool:
    """Whether a line is a label that points to another report, and the title of that: "Read also: Talks resume"."""
    if len(text) > _LONGEST_POINTER:
        return False
    start = _NO_LABEL.match(text)
    label = _LABEL_END.search(text, start.end() if start else 0)
    if label is None or _NO_TITLE.match(text, label.end()) or len(text[label.end() :].split()) < _SHORTEST_TITLE:
        return False
    bits = [marks(word) for word in key(text[: label.start()]).split()]
    return (
        0 < len(bits) <= _LONGEST_LABEL and any(word & LABEL for word in bits) and all(word & _LABELS for word in bits)
    )


def features(text: str, words: list[str]) -> dict[str, float]:
    """What speaks for a notice and what against it, by name, each from 0 to 1. There must be words."""
    bits = _marks(words)
    together = functools.reduce(operator.or_, bits, 0)
    foreign = sum(not word & _KNOWN for word in bits)
    meaning = sum(bool(word & _NOTICE) for word in bits) + foreign
    signs = sum(bool(word & SIGN) for word in bits)
    spoken = (topic for topic, (word, _) in zip(TOPICS, TOPIC_BITS, strict=True) if together & word)
    topic = max(map(functools.partial(_speaks_of, bits), spoken), default=0.0)
    first = next((word for word in bits if word & ~(GRAMMAR | VAGUE)), 0)
    said = text.split()
    capitals = sum(word[:1].isupper() for word in said)
    return {
        "signs": min(signs, 2) / 2,
        "many_signs": min(signs, 5) / 5,
        "topic_words": min(sum(bool(word & TOPIC) for word in bits), 6) / 6,
        "foreign": min(foreign, 8) / 8,
        "foreign_share": foreign / max(1, meaning),
        "nothing_foreign": float(not foreign),
        "topic": min(topic, 4) / 4,
        "topic_alone": float(not foreign and topic >= 1),
        "sign_and_act": float(signs > 0 and bool(together & ACT)),
        "sign_and_you": float(signs > 0 and bool(together & YOU)),
        "sign_and_we": float(signs > 0 and bool(together & WE)),
        "you": float(bool(together & YOU)),
        "we": float(bool(together & WE)),
        "page": float(bool(together & PAGE)),
        "addressed": float(bool(together & _ADDRESSED)),
        "act_first": float(bool(first & ACT)),
        "act_alone": float(not foreign and bool(first & ACT)),
        "acts": min(sum(bool(word & ACT) for word in bits), 4) / 4,
        "of_the_trade": min(sum(bool(word & _TRADE) for word in bits), 4) / 4,
        "one_word": float(len(words) == 1),
        "up_to_four_words": float(len(words) <= _FEW),
        "up_to_eight_words": float(len(words) <= _SOME),
        "over_twenty_words": float(len(words) > _MANY),
        "sentence": float(text.endswith(_ENDS)),
        "question": float(text.endswith(("?", "؟"))),
        "colon": float(text.endswith(":")),
        "bullet": float(bool(_BULLET.match(text))),
        "quoted": float(bool(_QUOTE.search(text))),
        "figures": min(len(words) - len(bits), 3) / 3,
        "names": min(max(0, capitals - meaning + foreign), foreign, 4) / 4,
        "titled": float(len(words) > _PAIR and capitals >= _TITLED * len(said)),
    }


def _marks(words: list[str]) -> list[int]:
    """What the words are; figures are no words."""
    return [marks(word) for word in words if not word.isdigit()]


def _speaks_of(bits: list[int], topic: str) -> float:
    """How much a line's words speak of a topic: signs count whole, other words of it half."""
    word, sign = TOPIC_BITS[TOPICS.index(topic)]
    return sum(1.0 if mark & sign else 0.5 for mark in bits if mark & word)


@functools.cache
def _weights() -> tuple[float, dict[str, float]]:
    """The bias and the weights of features."""
    source = resources.files("pipelines.extraction") / "wordings" / "weights.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return table["bias"], table["weights"]

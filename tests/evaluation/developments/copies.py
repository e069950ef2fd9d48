"""Copies of an article as newsrooms, sites and spinners make them, and one article made of two."""

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from typing import Final

from pipelines.stories.outcomes import outcome_of
from pipelines.stories.quantities import quantities_of, tokens_of
from pipelines.stories.words import fold

_PARAGRAPH: Final = 2
_SHORT: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_SPUN: Final = (0.1, 0.2, 0.3)
_TYPOS: Final = 0.04
_QUOTES: Final = (("“", "”"), ("«", "»"), ("„", "“"))
_PAIR: Final = re.compile(r'["«“]([^"«»“”]*)["»”]')


@dataclass(frozen=True)
class Text:
    """A headline and sentences."""

    title: str
    sentences: Sequence[str]

    @property
    def body(self) -> str:
        """The sentences in paragraphs."""
        return "\n".join(" ".join(paragraph) for paragraph in self.paragraphs)

    @property
    def paragraphs(self) -> list[Sequence[str]]:
        """The sentences, in groups of `_PARAGRAPH`."""
        return [self.sentences[at : at + _PARAGRAPH] for at in range(0, len(self.sentences), _PARAGRAPH)]


class Newsroom:
    """Copies articles in one language."""

    def __init__(self, language: str, headlines: Sequence[str], vocabulary: Sequence[str]) -> None:
        """headlines: of other articles, for links. vocabulary: words that spinners put in."""
        self._site = tomllib.loads(Path(__file__).with_name("sites.toml").read_text())[language]
        self._headlines = headlines
        self._vocabulary = vocabulary

    def copies(self, text: Text) -> Iterator[tuple[str, str, str]]:
        """Kind, headline and body of each copy that adds nothing."""
        sentences, title = text.sentences, text.title
        middle = len(sentences) // 2
        site = self._site
        yield "retitled", sentences[0][:60], text.body
        yield "two sentences", title, "\n".join(sentences[:2])
        yield "three paragraphs", title, "\n".join(" ".join(one) for one in text.paragraphs[:_SHORT])
        yield "banner", title, "\n".join((site["banner"], *sentences, site["banner"]))
        yield "reordered", title, " ".join((*sentences[middle:], *sentences[:middle]))
        yield "paragraphs shuffled", title, self._shuffled(text)
        yield "framed", title, self._framed(text)
        yield "credited", title, self._credited(text)
        yield "adverts", title, self._with_adverts(text)
        yield "live", title, self._live(text)
        yield "typos", title, self._mistyped(text.body)
        yield "quotes", title, _requoted(text.body)
        for share in _SPUN:
            yield f"spun {share:.0%}", title, self._spun(text.body, share)

    def _shuffled(self, text: Text) -> str:
        paragraphs = [" ".join(one) for one in text.paragraphs]
        random.Random(text.title).shuffle(paragraphs)
        return "\n".join(paragraphs)

    def _framed(self, text: Text) -> str:
        """With a site's menu, consent and rights around it, and links to other articles."""
        site = self._site
        links = (site["related"], *self._headlines[:_SHORT])
        return "\n".join((site["cookies"], site["menu"], text.body, *links, site["share"], site["rights"]))

    def _credited(self, text: Text) -> str:
        """As it came over the wire: by-line, place and agency before it, those who worked on it below."""
        return "\n".join((self._site["byline"], self._site["filed"] + text.body, self._site["credit"]))

    def _with_adverts(self, text: Text) -> str:
        paragraphs = [" ".join(one) for one in text.paragraphs]
        return "\n".join((paragraphs[0], *self._site["adverts"], *paragraphs[1:]))

    def _live(self, text: Text) -> str:
        """Its paragraphs as entries with the time, the last one first."""
        entries = [f"{8 + at}:{10 + 7 * at % 50}\n{' '.join(one)}" for at, one in enumerate(text.paragraphs)]
        return "\n".join((self._site["live"], *reversed(entries)))

    def _mistyped(self, body: str) -> str:
        """With two letters of some words in each other's place."""
        return _with_words(body, _TYPOS, lambda word, _: word[0] + word[2] + word[1] + word[3:])

    def _spun(self, body: str, share: float) -> str:
        """With other words in the place of some."""
        return _with_words(body, share, lambda _, chance: chance.choice(self._vocabulary))


def merged(one: Text, other: Text) -> Text:
    """An article made of two, a paragraph of each in turn."""
    turns = zip_longest(one.paragraphs, other.paragraphs, fillvalue=())
    return Text(other.title, list(chain.from_iterable(chain.from_iterable(turns))))


def vocabulary_of(texts: Sequence[Text]) -> list[str]:
    """The longer words of some texts, without those that count something or tell how it came out."""
    words = {word for text in texts for word in _WORD.findall(text.body.lower())}
    return sorted(word for word in words if not (quantities_of(word, tokens_of(word)) or outcome_of(fold(word))))


def _with_words(body: str, share: float, changed: Callable[[str, random.Random], str]) -> str:
    chance = random.Random(f"{share} {body}")
    return _WORD.sub(lambda word: changed(word[0], chance) if chance.random() < share else word[0], body)


def _requoted(body: str) -> str:
    chance = random.Random(body)
    opening, closing = chance.choice(_QUOTES)
    return _PAIR.sub(rf"{opening}\1{closing}", body).replace(" — ", " – ").replace("'", "’")

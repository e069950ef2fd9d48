"""Made-up newsrooms in four scripts: what outlets write, copy, mix, mend and update, as a property test draws it.

The words are made up, and each story has its own, so that stories have nothing in common but what holds every text of
a language together. Figures that are claims stand in sentences that mean something.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hypothesis import strategies as st

# Consonants and vowels.
_ALPHABETS = {
    "en": ("bcdfghklmnprstv", "aeiou"),
    "tr": ("bcçdgklmnrsştyz", "aeıioöuü"),
    "ru": ("бвгджзклмнпрстфч", "аеиоуыя"),
    "ar": ("بتجدرزسشصطعفقكلمنه", "اوي"),
}
_COMMON = {
    "en": "the of and to in that for on with by from",
    "tr": "ve bir bu için ile de olarak daha",
    "ru": "и в на с что по для из от",
    "ar": "في من على إلى أن عن مع هذا",
}
_CLAIMS = {
    "en": ("The demilitarised zone is {} kilometres wide.", "At least {} people were killed in the town."),
    "tr": ("Silahsızlandırılmış bölgenin genişliği {} kilometredir.", "Kentte en az {} kişi öldü."),
    "ru": ("Ширина демилитаризованной зоны составляет {} километров.", "В городе погибли не менее {} человек."),
    "ar": ("يبلغ عرض المنطقة المنزوعة السلاح {} كيلومترا.", "قتل ما لا يقل عن {} أشخاص في المدينة."),
}
LANGUAGES = tuple(_ALPHABETS)


class How(StrEnum):
    """What an outlet does."""

    NEW = "a report of its own"
    COPY = "the whole text of another"
    BANNER = "the whole text, in banners"
    LEAD = "its first half"
    MIX = "one text with sentences of another"
    UPDATE = "a text with a new sentence"
    RECOUNT = "a text with another figure"
    REVISE = "its own page, changed"
    AGAIN = "its own page, unchanged"


@dataclass(frozen=True)
class Piece:
    """An article as it comes."""

    document: str
    url: str
    title: str
    sentences: tuple[str, ...]
    language: str
    outlet: str

    @property
    def text(self) -> str:
        return "\n".join(self.sentences)


class Invented:
    """Writes articles; the same for the same seed."""

    def __init__(self, seed: int, *, claims: bool = True) -> None:
        self._chance = random.Random(seed)
        self._claims = claims
        self._number = 0
        self.pieces: list[Piece] = []

    def add(self, how: How, of: int = 0, beside: int = 0, language: str = "en") -> Piece:
        """The next article.

        of, beside: which earlier ones it is made of, counted round.
        """
        known = [self.pieces[at % len(self.pieces)] for at in (of, beside)] if self.pieces else []
        self._number += 1
        piece = self._made(how, *known) if known and how is not How.NEW else self._new(language)
        self.pieces.append(replace(piece, document=f"{self._number}-0"))
        return self.pieces[-1]

    def _new(self, language: str) -> Piece:
        words = [self._word(language) for _ in range(60)]
        sentences = [self._sentence(words, language) for _ in range(self._chance.randint(5, 9))]
        if self._claims:
            claim = self._chance.choice(_CLAIMS[language]).format(self._chance.randint(11, 60))
            sentences.insert(self._chance.randint(1, 4), claim)
        title = " ".join(self._chance.sample(words, 6)).capitalize()
        return Piece("", self._url(), title, tuple(sentences), language, self._outlet())

    def _made(self, how: How, of: Piece, beside: Piece) -> Piece:
        own = of if how in {How.REVISE, How.AGAIN} else replace(of, url=self._url(), outlet=self._outlet())
        match how:
            case How.BANNER:
                banner = "Subscribe to our newsletter for more stories like this"
                return replace(own, sentences=(banner, *of.sentences, banner))
            case How.LEAD:
                return replace(own, sentences=of.sentences[: max(2, len(of.sentences) // 2)])
            case How.MIX:
                return replace(own, sentences=(*of.sentences, *beside.sentences[1:4]))
            case How.UPDATE | How.REVISE:
                words = [self._word(of.language) for _ in range(20)]
                return replace(
                    own, sentences=(*of.sentences[:2], self._sentence(words, of.language), *of.sentences[2:])
                )
            case How.RECOUNT:
                return replace(own, sentences=tuple(map(_recounted, of.sentences)))
            case _:
                return own

    def _sentence(self, words: Sequence[str], language: str) -> str:
        common = _COMMON[language].split()
        found = [self._chance.choice(common if self._chance.random() < 0.4 else words) for _ in range(14)]
        text = " ".join(found)
        return f"{text[0].upper()}{text[1:]}."

    def _word(self, language: str) -> str:
        consonants, vowels = _ALPHABETS[language]
        return "".join(self._chance.choice(consonants) + self._chance.choice(vowels) for _ in range(4))

    def _url(self) -> str:
        return f"https://{self._outlet()}.example/{self._number}"

    def _outlet(self) -> str:
        return f"outlet{self._number}"


def _recounted(sentence: str) -> str:
    return " ".join(str(int(word) + 12) if word.isdigit() else word for word in sentence.split(" "))


MOVES = st.lists(
    st.tuples(st.sampled_from(How), st.integers(0, 4), st.integers(0, 4), st.sampled_from(LANGUAGES)),
    min_size=2, max_size=9,
)  # fmt: skip


@st.composite
def newsrooms(draw: st.DrawFn, seeds: range = range(1000), *, claims: bool = True) -> list[Piece]:
    """A few articles in the order in which they come.

    seeds: of which each tells stories of its own.
    """
    writer = Invented(draw(st.sampled_from(seeds)), claims=claims)
    for how, of, beside, language in draw(MOVES):
        writer.add(how, of, beside, language)
    return writer.pieces

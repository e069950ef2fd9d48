"""How names sound, whatever letters they are written in: Putin, Путин and بوتين are "ptn".

The sound of a name is its consonants, after an "a" where it begins with a vowel: Arabic writes few vowels, and they
change most from language to language. Consonants that a script does not tell apart, or that transliterations mix up,
are one: p and b; f, v and ph; k and q; s, sh and ch. Exonyms stay apart (Aleppo, Halep).
"""

import re
from functools import lru_cache
from itertools import groupby
from typing import Final

# A shorter sound is shared by many words that have nothing to do with each other, most of all a short word's.
_SHORTEST: Final = 2
_TELLING: Final = 3
_SHORTEST_NAME: Final = 4
_LATIN: Final = "bp pp ff vf tt dd kk qk gg hh jj ll mm nn rr ss zz"
_CYRILLIC: Final = "бp пp вf фf тt дd кk гg хh жj лl мm нn рr сs зz шs щs чs цs"
_ARABIC: Final = "بp پp فf تt طt ثt دd ضd ذd كk قk گg غg جj حh خh هh لl مm نn رr سs صs شs چs زz ظz"
_SOUNDS: Final = {ord(pair[0]): pair[1] for pair in f"{_LATIN} {_CYRILLIC} {_ARABIC}".split()}
_VOWELS: Final = frozenset("aeiouywаеиоуыэюяйاوي")
_HEARD: Final = {**dict.fromkeys(map(ord, _VOWELS), "a"), **dict.fromkeys(map(ord, "ьъءع"), None), **_SOUNDS}
# What several letters of the Latin alphabet stand for, and what c does.
_DIGRAPHS: Final = (
    (re.compile("sch|tch|sh|ch"), "s"),
    (re.compile("kh"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("zh|dj"), "j"),
    (re.compile("x"), "ks"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c"), "k"),
)
_LETTER_FOR_DZH: Final = re.compile("дж")
_LETTERS_FOR_CH: Final = re.compile("تش")
_ARTICLE: Final = re.compile("^(?:[وبفك]?ال|لل|و)(?=.{3})")


@lru_cache(maxsize=1 << 15)
def sound_of(name: str, language: str | None) -> str:
    """The sound of a name in the spelling of `words.fold`; "" where there is too little of it to tell it by."""
    bare = _ARTICLE.sub("", name)
    if bare.isascii():
        # Turkish writes every c as one of j and ch.
        bare = bare.replace("c", "s") if language == "tr" else bare
        for letters, sound in _DIGRAPHS:
            bare = letters.sub(sound, bare)
    else:
        bare = _LETTERS_FOR_CH.sub("ش", _LETTER_FOR_DZH.sub("ж", bare))
    # An h at the end is mute in some languages and only a sign of gender in others.
    heard = bare.removesuffix("h").removesuffix("ه").translate(_HEARD)
    single = "".join(letter for letter, _ in groupby(heard))
    sound = single[:1] + single[1:].replace("a", "")
    shortest = _SHORTEST if len(bare) >= _SHORTEST_NAME else _TELLING
    return sound if len(sound) >= shortest else ""

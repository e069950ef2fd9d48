"""Wire services: whose report a page carries, whoever publishes it."""

import re
from collections.abc import Iterable
from typing import Final

# Name → spellings in by-lines and datelines. Abbreviations count only where they stand as a by-line or in a dateline.
_AGENCIES: Final = {
    "Reuters": ("reuters", "thomson reuters", "рейтер", "رويترز", "路透社", "ロイター"),
    "Associated Press": ("ap", "associated press", "the associated press", "ap news", "أسوشيتد برس", "美联社"),
    "AFP": ("afp", "agence france-presse", "agence france presse", "أ ف ب", "ا ف ب", "فرانس برس", "法新社"),
    "dpa": ("dpa", "deutsche presse-agentur", "د ب أ", "dpa international"),
    "Anadolu Agency": ("aa", "anadolu", "anadolu agency", "anadolu ajansı", "الأناضول", "وكالة الأناضول"),
    "TASS": ("tass", "itar-tass", "тасс", "итар-тасс", "تاس"),
    "RIA Novosti": ("ria", "ria novosti", "риа новости", "риа", "نوفوستي"),
    "Interfax": ("interfax", "интерфакс"),
    "Sputnik": ("sputnik", "سبوتنيك"),
    "SANA": ("sana", "سانا"),
    "Xinhua": ("xinhua", "新华社", "شينخوا"),
    "EFE": ("efe", "agencia efe"),
    "ANSA": ("ansa",),
    "DHA": ("dha", "demirören haber ajansı"),
    "İHA": ("iha", "i̇ha", "ihlas haber ajansı"),
    "PA Media": ("pa", "pa media", "press association"),
    "UPI": ("upi", "united press international"),
    "Bloomberg": ("bloomberg", "bloomberg news"),
    "Canadian Press": ("the canadian press", "canadian press"),
    "AAP": ("aap", "australian associated press"),
    "SID": ("sid",),
    "epd": ("epd",),
    "KNA": ("kna",),
    "APA": ("apa",),
    "Keystone-SDA": ("keystone-sda", "sda", "keystone-ats"),
    "PTI": ("pti", "press trust of india"),
    "ANI": ("ani",),
    "Kyodo": ("kyodo", "kyodo news", "共同通信"),
    "Yonhap": ("yonhap", "연합뉴스"),
    "Europa Press": ("europa press",),
    "Ukrinform": ("ukrinform", "укринформ", "укрінформ"),
}  # fmt: skip
_BY_SPELLING: Final = {spelling: name for name, spellings in _AGENCIES.items() for spelling in spellings}
# "ANKARA, Sept 17 (Reuters) -", also with slashes or brackets around the name, in any script.
_DATELINE: Final = re.compile(r"^.{0,60}?[(/\[]\s*([^()/\[\]]{2,24}?)\s*[)/\]]\.?\s*(?:[-–—:.]|\S)", re.DOTALL)
_CREDIT: Final = re.compile(
    r"^\(?(?:Reporting|Writing|Additional reporting) by .{3,}(?:Editing|editing) by ", re.DOTALL
)
_NOT_LETTERS: Final = re.compile(r"^[\s(\[—–-]+|[\s)\].:—–-]+$")
_SPLIT: Final = re.compile(r"\s*(?:[/,;|&+]|\s(?:and|und|et|ve|y|и|مع)\s|\swith\s)\s*")


def agency_of(authors: Iterable[str], lines: list[str]) -> str | None:
    """The wire that a report came from, as its by-line, its dateline or its closing credits tell."""
    for author in authors:
        for part in (author, *_SPLIT.split(author)):
            if (name := named(part)) is not None:
                return name
    if lines and (dateline := _DATELINE.match(lines[0])) and (name := named(dateline[1])) is not None:
        return name
    return "Reuters" if any(_CREDIT.match(line) for line in lines[-3:]) else None


def named(text: str) -> str | None:
    """The agency that a by-line is, None if it is none."""
    return _BY_SPELLING.get(_NOT_LETTERS.sub("", text).lower())

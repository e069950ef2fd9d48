"""Dates as pages show them to readers, for pages that tell none to programs.

A date stands in the masthead, around the headline; elsewhere stand those of other articles, of comments and of today.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.extraction.dates import DIGITS, ZONES, believable, read_time
from pipelines.extraction.folding import fold
from pipelines.extraction.head import parent_tag, shown_line

# Months from January on, folded, in the languages of Europe and the Middle East that newsrooms write most.
_LATIN: Final = (
    "january jan januar janner janvier janv enero ene gennaio gen janeiro januari stycznia ocak oca",
    "february feb februar feber fevrier fevr febrero febbraio fevereiro februari lutego subat sub",
    "march mar marz mrz mars marzo marco maart mrt marca mart",
    "april apr avril avr abril abr aprile kwietnia nisan nis",
    "may mai mayo maggio mag maio mei maj maja mayis",
    "june jun juni juin junio giugno giu junho czerwca haziran haz",
    "july jul juli juillet juil julio luglio lug julho lipca temmuz tem",
    "august aug aout agosto ago augustus sierpnia agustos agu",
    "september sept sep septembre septiembre setiembre settembre set setembro wrzesnia eylul eyl",
    "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernika ekim eki",
    "november nov novembre noviembre novembro listopada kasim kas",
    "december dec dezember dez decembre diciembre dic dicembre dezembro desember des grudnia aralik ara",
)
_CYRILLIC: Final = (
    "января январь янв січня", "февраля февраль фев лютого", "марта март мар березня", "апреля апрель апр квітня",
    "мая маи травня", "июня июнь июн червня", "июля июль июл липня", "августа август авг серпня",
    "сентября сентябрь сент сен вересня", "октября октябрь окт жовтня", "ноября ноябрь ноя листопада",
    "декабря декабрь дек грудня",
)  # fmt: skip
_ARABIC: Final = (
    "يناير كانون_الثاني جانفي", "فبراير شباط فيفري", "مارس اذار", "ابريل نيسان افريل", "مايو ايار ماي",
    "يونيو حزيران جوان", "يوليو يوليوز تموز جويليه", "اغسطس اب غشت اوت", "سبتمبر ايلول شتنبر",
    "اكتوبر تشرين_الاول", "نوفمبر تشرين_الثاني نونبر", "ديسمبر كانون_الاول دجنبر",
)  # fmt: skip
_MONTHS: Final = {
    name.replace("_", " "): number
    for spellings in (_LATIN, _CYRILLIC, _ARABIC)
    for number, names in enumerate(spellings, 1)
    for name in names.split()
}
_MONTH: Final = rf"(?<![^\W\d])(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![^\W\d])"
_DAY: Final = r"(?<!\d)(?P<day>\d{1,2})(?!\d)"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_BETWEEN: Final = r"(?:st|nd|rd|th|er)?[.,º]?\s*(?:(?:de|del|of|den)\s+)?"
_WRITTEN: Final = (
    re.compile(rf"{_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}{_YEAR}"),
    re.compile(rf"{_MONTH}\.?\s*{_DAY}{_BETWEEN}{_YEAR}"),
    re.compile(rf"(?<!\d){_YEAR}\s*[-/.年]\s*(?P<month>\d{{1,2}})\s*[-/.月]\s*(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"{_DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}"),
)
_CLOCK: Final = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])[:h](?P<minute>[0-5]\d)(?!\d)(?::\d\d)?\s*(?P<half>[ap]\.?m\b)?\.?\s*\(?(?P<zone>[a-z]{2,4}\b)?"
)
_IN_URL: Final = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>0?[1-9]|1[0-2])[/-](?P<day>0?[1-9]|[12]\d|3[01])(?=[/-])"
)
_TITLE_PARTS: Final = re.compile(r"\s[|–—-]\s")
_LONGEST_DAY: Final = 20
_NOON: Final = 12
# A line that shows a date holds little else.
_LONGEST: Final = 80
_CHANGED: Final = re.compile(
    r"updat|modified|revised|edited|aktualisi|geandert|stand:|mis a jour|modifie|actualiz|modificad|aggiorn|atualiz"
    r"|bijgewerkt|guncelle|обновлен|изменен|оновлен|تحديث|عدل|更新"
)
# Pictures have dates of their own.
_CAPTION: Final = re.compile(r"caption|(?<![a-z])pic|image|photo|figure", re.IGNORECASE)
_ANCESTORS: Final = 2
# A date within a lower heading is that of another article.
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5"})
_YEAR_SEEN: Final = re.compile(r"(?:19|20)\d\d|[٠-٩]{4}|[۰-۹]{4}")


def shown_time(line: str, latest: datetime | None = None) -> datetime | None:
    """The date in a line for readers ("Tuesday, 14 May 2024 at 9:30 GMT", "١٧ سبتمبر ٢٠١٨"), UTC without a zone.

    Its month is a word, or it is written from the year down or with dots: of 4/5/2024 nobody knows which is the day.
    """
    folded = fold(line.translate(DIGITS))
    date = next((found for pattern in _WRITTEN if (found := pattern.search(folded))), None)
    if date is None:
        return None
    clock = _CLOCK.search(folded.replace(date[0], " ", 1))
    try:
        return believable(_moment(date, clock), latest)
    except ValueError:
        return None


def _moment(date: re.Match[str], clock: re.Match[str] | None) -> datetime:
    """Raises ValueError for a day that no calendar has."""
    month = int(date["month"]) if date["month"].isdigit() else _MONTHS[date["month"]]
    day = datetime(int(date["year"]), month, int(date["day"]))  # noqa: DTZ001 - a zone is told or none
    if clock is None:
        return day
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % _NOON + (_NOON if clock["half"].startswith("p") else 0)
    offset = ZONES.get((clock["zone"] or "").upper())
    zone = timezone(timedelta(seconds=offset)) if offset is not None else None
    return day.replace(hour=hour, minute=int(clock["minute"]), tzinfo=zone)


def masthead_times(elements: Iterable[HtmlElement], latest: datetime | None) -> Iterator[tuple[datetime, bool]]:
    """The times that elements of a masthead show, in their order, each with whether it is that of a change."""
    for element in elements:
        told = element.get("datetime") if element.tag == "time" else None
        line = shown_line(element) if told else _own_line(element)
        if not told and not (line and _YEAR_SEEN.search(line)):
            continue
        time = (read_time(told, latest) if told else None) or shown_time(line or "", latest)
        if time is not None and not _is_caption(element) and parent_tag(element) not in _HEADINGS:
            yield time, _CHANGED.search(fold(_around(element))) is not None


def _is_caption(element: HtmlElement) -> bool:
    nearest = (element, *islice(element.iterancestors(), _ANCESTORS))
    return any(_CAPTION.search(f"{node.tag} {node.get('class') or ''}") for node in nearest)


def url_day(url: str, latest: datetime | None) -> datetime | None:
    """The day that an address holds ("/2018/09/17/")."""
    found = _IN_URL.search(urlsplit(url).path)
    try:
        return believable(_moment(found, None), latest) if found else None
    except ValueError:
        return None


def titled_day(title: str, latest: datetime | None) -> datetime | None:
    """The day that ends a window's title as a part of its own ("Zone agreed | News | 17.09.2018")."""
    *before, last = _TITLE_PARTS.split(title)
    return shown_time(last, latest) if before and len(last) <= _LONGEST_DAY else None


def _own_line(element: HtmlElement) -> str | None:
    """What stands in an element itself, not in those within it; None if that is more than a line."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    line = " ".join(" ".join(texts).split())
    return line if 0 < len(line) <= _LONGEST else None


def _around(element: HtmlElement) -> str:
    """What says which time an element shows: its attributes, its text, its label before it."""
    parent = element.getparent()
    before = element.getprevious()
    label = (
        ""
        if parent is None
        else (parent.text or "")
        if before is None
        else f"{shown_line(before) or ''} {before.tail or ''}"
    )
    return (
        f"{element.get('class') or ''} {element.get('itemprop') or ''} {label[-_LONGEST:]} {_own_line(element) or ''}"
    )

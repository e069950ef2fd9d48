"""Wire services: whose report a page carries, whoever publishes it.

An agency is named in the by-line, in the dateline, in the credits above or below the text, or in what the page says of
its source. Several outlets that carry one wire's report are one source to the judge.
"""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from pipelines.extraction.told import Told

# Name → spellings. One of up to four capitals counts only as it is written here: "AP" is an agency, "ap" is none.
_AGENCIES: Final = {
    "Reuters": ("Reuters", "Thomson Reuters", "Рейтер", "Reuter", "رويترز", "رويتر", "路透社", "路透", "ロイター"),
    "Associated Press": ("AP", "Associated Press", "The Associated Press", "AP News", "أسوشيتد برس", "أسوشييتد برس",
                         "اسوشيتد برس", "أ ب", "Ассошиэйтед Пресс", "美联社"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse", "АФП", "أ ف ب", "ا ف ب", "أ.ف.ب", "ا.ف.ب", "أ. ف. ب",
            "فرانس برس", "وكالة فرانس برس", "الفرنسية", "法新社"),
    "dpa": ("dpa", "DPA", "dpa-AFX", "Deutsche Presse-Agentur", "د ب أ", "د.ب.أ", "الألمانية"),
    "Anadolu Agency": ("AA", "Anadolu", "Anadolu Agency", "Anadolu Ajansı", "Анадолу", "الأناضول", "وكالة الأناضول"),
    "DHA": ("DHA", "Demirören Haber Ajansı"),
    "İHA": ("IHA", "İHA", "İhlas Haber Ajansı", "Ihlas News Agency"),
    "TASS": ("TASS", "ITAR-TASS", "ТАСС", "ИТАР-ТАСС", "تاس", "塔斯社"),
    "RIA Novosti": ("RIA", "RIA Novosti", "РИА Новости", "РИА", "ريا نوفوستي", "نوفوستي"),
    "Interfax": ("Interfax", "Интерфакс", "Interfax.ru", "إنترفاكس", "انترفاكس"),
    "Interfax-Ukraine": ("Interfax-Ukraine", "Интерфакс-Украина", "Інтерфакс-Україна"),
    "Sputnik": ("Sputnik", "سبوتنيك", "Спутник"),
    "SANA": ("SANA", "سانا"),
    "IRNA": ("IRNA", "إرنا", "ارنا"),
    "Tasnim": ("Tasnim", "تسنيم"),
    "Fars": ("Fars News", "Fars News Agency"),
    "WAM": ("WAM", "وام"),
    "KUNA": ("KUNA", "كونا"),
    "QNA": ("QNA", "قنا"),
    "MENA": ("أ ش أ", "أ.ش.أ", "Middle East News Agency"),
    "Petra": ("بترا",),
    "Xinhua": ("Xinhua", "Xinhua News Agency", "Синьхуа", "شينخوا", "新华社", "新华网"),
    "Kyodo": ("Kyodo", "Kyodo News", "共同通信"),
    "Jiji Press": ("Jiji", "Jiji Press", "時事通信"),
    "Yonhap": ("Yonhap", "Yonhap News Agency", "연합뉴스"),
    "EFE": ("EFE", "Agencia EFE"),
    "Europa Press": ("Europa Press",),
    "ANSA": ("ANSA",),
    "Adnkronos": ("Adnkronos",),
    "Lusa": ("Lusa", "Agência Lusa"),
    "PA Media": ("PA", "PA Media", "Press Association"),
    "UPI": ("UPI", "United Press International"),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "Canadian Press": ("The Canadian Press", "Canadian Press", "La Presse Canadienne"),
    "AAP": ("AAP", "Australian Associated Press"),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI", "Asian News International"),
    "IANS": ("IANS",),
    "SID": ("sid", "SID", "Sport-Informations-Dienst"),
    "epd": ("epd", "Evangelischer Pressedienst"),
    "KNA": ("KNA", "Katholische Nachrichten-Agentur"),
    "APA": ("APA", "Austria Presse Agentur"),
    "Keystone-SDA": ("Keystone-SDA", "SDA", "Keystone-ATS", "ATS"),
    "Belga": ("Belga",),
    "ANP": ("ANP",),
    "NTB": ("NTB",),
    "Ritzau": ("Ritzau",),
    "PAP": ("PAP", "Polska Agencja Prasowa"),
    "ČTK": ("ČTK", "CTK"),
    "MTI": ("MTI",),
    "Tanjug": ("Tanjug",),
    "Ukrinform": ("Ukrinform", "Укринформ", "Укрінформ"),
}  # fmt: skip
_ABBREVIATION: Final = 4
_BY_SPELLING: Final = {
    spelling if len(spelling) <= _ABBREVIATION else spelling.casefold(): name
    for name, spellings in _AGENCIES.items()
    for spelling in spellings
}
# A short name may be anybody's host.
_BY_HOST: Final = {
    squeezed: name
    for name, spellings in _AGENCIES.items()
    for spelling in spellings
    if len(squeezed := spelling.casefold().replace(" ", "")) >= _ABBREVIATION and squeezed.isascii()
}
# What stands behind an agency's name in a by-line: its desk, its country, its kind.
_DESK: Final = re.compile(
    r"(?:[\s,/–—-]+(?:staff|news|newsroom|desk|agency|agencies|wires?|international|deutschland|correspondents?"
    r"|reporters?|english|arabic|russian|türkçe|haber|ajansı|agentur|\w{3})|'s \w+)+$"
    # "AP National Security Writer"
    r"|(?:\s\w+){0,3}\s(?:writer|editor|correspondent|reporter)s?$",
    re.IGNORECASE,
)
_NAMES: Final = "|".join(
    re.escape(spelling)
    for spelling in sorted({s for group in _AGENCIES.values() for s in group}, key=len, reverse=True)
)
_NAME: Final = rf"(?<!\w)(?P<name>{_NAMES})(?!\w)"
# "ANKARA, Sept 17 (Reuters) -", "МОСКВА, 17 сентября. /ТАСС/.", "Madrid, 17 sep (EFE).-", "دمشق-سانا", "ROMA – ANSA –".
_DATELINES: Final = (
    re.compile(
        rf"^.{{0,60}}?[(/\[]\s*(?:[\w.-]+\s*[/,-]\s*)?{_NAME}(?:\s*[/,+-]\s*[\w.-]+)?\s*[)/\]]\.?\s*[-–—:.]",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^[^.:!?()]{{2,40}}?(?:[,.]\s*[^.:!?()]{{2,20}}?)?\s*[-–—.]\s*{_NAME}\s*(?:[-–—.:,]|$)", re.IGNORECASE
    ),
    re.compile(rf"^(?P<name>{_NAMES})(?=\w{{2,6}}月\d{{1,2}}日)"),
)
_WORKED: Final = r"(?:contributed|a contribué|hat (?:zu diesem|an diesem)|contribuyó|ha contribuito|внесл)"
_SOURCE: Final = (
    r"(?:source|agency|agencies|quelle|kaynak|haber kaynağı|fuente|fonte|источник|по материалам|по данным|со ссылкой на"
    r"|المصدر|مصدر|وكالة|وكالات|with files from|with reporting (?:by|from)|mit (?:material|informationen) (?:von|der)"
    r"|avec|con información de|con|copyright|©|\(c\)|来源)"
)
_COMPANION: Final = r"(?!(?i:files?\b|archiv|photo|foto|pool|handout|getty))\w{2,12}"
_CREDITS: Final = (
    re.compile(rf"^\W*(?:{_SOURCE}\W+(?:\d{{4}}\W+)?(?:the\s+|der\s+)?)+{_NAME}(?!\s*/\s*\w+\s\w)", re.IGNORECASE),
    re.compile(rf"^\W*(?:the\s+)?{_NAME}(?:\W+\w+){{0,4}}?\W+{_WORKED}", re.IGNORECASE),
    # "(AFP)", "dpa/lnw", "ap/rtr", "DW/AFP", but not "REUTERS/Jane Roe" or "Reuters/Files", which credit a picture.
    re.compile(rf"^\W*(?:\w{{2,12}}\s*[/,|+&]\s*){{0,3}}{_NAME}(?:\s*[/,|+&]\s*{_COMPANION}){{0,3}}\W*$"),
    re.compile(rf"^.{{0,40}}\b(?:avec|with|con|mit)\s+{_NAME}\W*$", re.IGNORECASE),
    re.compile(rf"{_NAME}:\d{{6}}"),
)
# "… the minister said. (AFP)"; within a digest it names the source of one item.
_CLOSING: Final = (
    re.compile(rf"[(\[]\s*(?:{_SOURCE}\W+)?{_NAME}(?:\s*[/,+&]\s*{_COMPANION})*\s*[)\]]\.?$", re.IGNORECASE),
)
_REUTERS: Final = re.compile(
    r"^\(?(?:Reporting|Writing|Additional reporting|Compiled) by .{3,400}?(?:Editing|editing) by "
)
_NOT_LETTERS: Final = re.compile(r"^[\s(\[—–-]+|[\s)\].:—–-]+$")
_KIND: Final = re.compile(r"^(?:the|agence|agencia|agenzia|agentur|agência|агентство|وكالة|ajans)\s+", re.IGNORECASE)
_SPLIT: Final = re.compile(
    r"\s*(?:[/,;|&+()]|\s[-–—]|\s(?:and|und|et|ve|y|e|и|مع|و|with|for|für|via|avec|mit|from)\s|\bby\s)\s*",
    re.IGNORECASE,
)
# Datelines and credits stand within so many lines of the beginning and the end.
_FIRST: Final = 4
_LAST: Final = 6
_CLOSE: Final = 2
_LONGEST_CREDIT: Final = 200


def agency_of(
    authors: Iterable[str], lines: list[str], sources: Iterable[str] = (), addresses: Iterable[str] = ()
) -> Told[str] | None:
    """The wire that a report came from, and where the page tells it.

    lines: of the page as they stand, credits among them. sources: whom the page names as source, publisher or holder of
    rights. addresses: where the page stands and where it says that it belongs.
    """
    told = (
        *((_signed(author), "by-line") for author in authors),
        *((_found(_DATELINES, line[:_LONGEST_CREDIT]), "dateline") for line in lines[:_FIRST]),
        *((_credited(line), "credit line") for line in (*reversed(lines[-_LAST:]), *lines[:_FIRST])),
        *((_found(_CLOSING, line[-_LONGEST_CREDIT:]), "credit line") for line in lines[-_CLOSE:]),
        *((_signed(source[:_LONGEST_CREDIT]), "source") for source in sources),
        *((_by_host(address), "address") for address in addresses),
    )
    return next((Told(name, where) for name, where in told if name), None)


def named(text: str) -> str | None:
    """The agency that a by-line is, None if it is none."""
    bare = _NOT_LETTERS.sub("", text)
    return _BY_SPELLING.get(bare) or _BY_SPELLING.get(bare.casefold())


def _signed(author: str) -> str | None:
    """The agency that a by-line names, among others or with its desk."""
    for part in (author, *_SPLIT.split(author)):
        if (name := named(part) or named(_DESK.sub("", _KIND.sub("", part)))) is not None:
            return name
    return None


def _found(patterns: Iterable[re.Pattern[str]], line: str) -> str | None:
    matches = (pattern.search(line) for pattern in patterns)
    return next((name for match in matches if match and (name := named(match["name"]))), None)


def _credited(line: str) -> str | None:
    return "Reuters" if _REUTERS.match(line) else _found(_CREDITS, line[-_LONGEST_CREDIT:])


def _by_host(address: str) -> str | None:
    """The agency whose name a host bears ("www.reuters.com")."""
    label = (urlsplit(address).hostname or "").removeprefix("www.").partition(".")[0]
    return _BY_HOST.get(label)

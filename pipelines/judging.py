"""The shell around the judge: read what the watch holds, decide, commit; decide again if somebody was faster.

Articles that are at hand together are looked up, decided on and committed together, each after those before it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from pipelines.article import Article, Removal, in_brief, remembered
from pipelines.document import Document
from pipelines.errors import Superseded
from pipelines.extraction.folding import key
from pipelines.extraction.repeats import HOST_REPEATS, line_key
from pipelines.match import Match
from pipelines.report import Because, Conflict, Reason, Report, Verdict, deserves_alert
from pipelines.stories.conflicts import OWN
from pipelines.stories.draft import Draft
from pipelines.stories.furniture import without_furniture
from pipelines.stories.history import Earlier, History, Hits, Neighbourhood, Subject
from pipelines.stories.judge import judge
from pipelines.stories.judgement import Judgement
from pipelines.stories.profile import is_dated, moment
from pipelines.stories.reading import Reading, read
from pipelines.stories.syndication import syndication
from pipelines.watch import Notify, Watch

# An article this much older than its announcement is an old one that resurfaces.
OLD: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Provenance:
    """How an article came to the watch.

    document: id of its document; the same id is the same delivery. source: the configured name, "" for none.
    outlet: the outlet's name as configured, "" if unknown. observed: when it was fetched, UTC.
    announced: the address that its source gave, "" for none. baseline: belongs to the silent first contact with its
    source. siblings: other watches that it matched.
    """

    document: str
    source: str
    outlet: str
    observed: datetime
    announced: str = ""
    baseline: bool = False
    siblings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """An article to be judged. match: why the watch wants it. origin: how it came."""

    article: Article
    match: Match
    origin: Provenance


async def judge_document(history: History, watch: Watch, article: Article, match: Match, origin: Provenance) -> Report:
    """Judge an article against its watch's history and record the report; a document is judged once.

    match: why the watch wants it.
    """
    (report,) = await judge_documents(history, watch, [Case(article, match, origin)])
    return report


async def judge_documents(history: History, watch: Watch, cases: Sequence[Case]) -> list[Report]:
    """Judge articles, each against its watch's history and those before it, and record all reports at once.

    cases: at least one. The reports are those that `judge_document` makes of one article after the other.
    """

    def decide(case: Case, subject: Subject, hood: Neighbourhood) -> Judgement:
        return judge(*without_furniture(*_without_lessons(subject, hood, case.article)))

    return await _record(history, watch, cases, decide)


async def record_unjudged(
    history: History,
    watch: Watch,
    document: Document,
    *,
    id: str,
    error: str,
    siblings: tuple[str, ...] = (),
) -> Report:
    """Record that a document could not be judged for good, which is told to people rather than passed over.

    id: of the document. error: what went wrong, in words.
    """
    told = document.announcement
    origin = Provenance(id, told.source, document.outlet, document.fetched, told.url, siblings=siblings)
    article = Article(url=told.url, title=told.title, text="", published=told.published)
    failed = Reason(Because.EXTRACTION_FAILED, error)

    def decide(_: Case, __: Subject, hood: Neighbourhood) -> Judgement:
        known = hood.same_url
        if known is not None and known.report.verdict is Verdict.UNJUDGED:
            # It was told that nobody can read this page; another look does not make that news.
            again = (Reason(Because.SAME_URL), failed)
            return Judgement(Verdict.COPY, again, story=known.report.story, of=known.report.id)
        return Judgement(Verdict.UNJUDGED, (failed,))

    (report,) = await _record(history, watch, [Case(article, Match(watch.name, (), ()), origin)], decide)
    return report


_Decide = Callable[[Case, Subject, Neighbourhood], Judgement]


async def _record(history: History, watch: Watch, cases: Sequence[Case], decide: _Decide) -> list[Report]:
    """Read, decide, commit, until nobody else commits in between. Whoever is overtaken, somebody else got on."""
    subjects = [_subject(case) for case in cases]
    while True:
        draft, found = Draft(history), await history.look_up(subjects)
        looked_up = zip(cases, subjects, found, strict=True)
        reports = [await _drafted(draft, watch, case, subject, hits, decide) for case, subject, hits in looked_up]
        try:
            await history.commit(*draft.reports)
        except Superseded:
            continue
        return reports


async def _drafted(draft: Draft, watch: Watch, case: Case, subject: Subject, hits: Hits, decide: _Decide) -> Report:
    """The report of an article, which is added to the draft; the one that was made of its document, if one was."""
    hood = await draft.near(subject, hits)
    if hood.redelivered:
        return hood.redelivered
    report = compose(watch, case.article, case.match, case.origin, decide(case, subject, hood), hood)
    if report.verdict is Verdict.COPY:
        report = replace(report, digest=subject.reading.fingerprint.digest.hex())
    await draft.add(report, subject.reading)
    return report


def _subject(case: Case) -> Subject:
    article, seen = case.article, (case.article.published, case.origin.observed)
    reading = read(article.title, article.text, article.language)
    return Subject(case.origin.document, article.url, moment(*seen), is_dated(*seen), reading)


def _without_lessons(subject: Subject, hood: Neighbourhood, article: Article) -> tuple[Subject, Neighbourhood]:
    """Both readings of a page that was judged before, without the lines that either knew for its host's.

    A page is not revised by what was learned of its host since, or forgotten.
    """
    known = hood.same_url
    if known is None:
        return subject, hood
    furniture = frozenset(_host_lines((*article.removed, *known.report.removed, *known.original.removed)))
    before = Earlier(known.report, known.original, _rest(known.original.title, known.reading, furniture))
    now = _rest(article.title, subject.reading, furniture)
    return replace(subject, reading=now), replace(hood, same_url=before)


def _host_lines(removed: Iterable[Removal]) -> Iterator[str]:
    """Keys of the lines that were taken out for their host repeats them."""
    return (_brief_key(one.text) for one in removed if one.reason == HOST_REPEATS)


def _rest(title: str | None, reading: Reading, furniture: frozenset[str]) -> Reading:
    """The reading of a text without its host's lines."""
    lines = reading.text.split("\n") if furniture else []
    rest = [line for line in lines if _brief_key(line) not in furniture]
    return reading if len(rest) == len(lines) else read(title, "\n".join(rest), reading.language)


def _brief_key(line: str) -> str:
    """Key of a line, the same for all of it and for what a record keeps of it."""
    brief = in_brief(line)
    return line_key(key(brief), len(brief))


def compose(
    watch: Watch, article: Article, match: Match, origin: Provenance, judgement: Judgement, hood: Neighbourhood
) -> Report:
    """The report of a judgement, with its place in the journal."""
    number = hood.generation + 1
    outlet = origin.outlet or article.outlet or ""
    syndicated = syndication(article, judgement, hood)
    told = not origin.baseline and deserves_alert(judgement.verdict, judgement.reasons, watch.notify)
    reasons = (*judgement.reasons, *syndicated, *_circumstances(article.published, origin))
    if not (told or origin.baseline) and deserves_alert(judgement.verdict, judgement.reasons, Notify.REPORTING):
        reasons = (*reasons, Reason(Because.HELD_BACK_BY_NOTIFY, f"notify is {watch.notify}"))
    return Report(
        watch=watch.name,
        number=number,
        document=origin.document,
        url=article.url,
        announced=origin.announced if origin.announced != article.url else "",
        canonical_url=article.canonical_url,
        title=article.title,
        outlet=outlet,
        source=origin.source,
        language=article.language,
        published=article.published.astimezone(UTC) if article.published else None,
        observed=origin.observed,
        text="" if judgement.verdict is Verdict.COPY else article.text,
        verdict=judgement.verdict,
        reasons=reasons,
        new=judgement.new,
        conflicts=_signed(judgement.conflicts, f"{watch.name}-{number}", outlet or origin.source),
        story=judgement.story or f"{watch.name}-{number}",
        merges=judgement.merges,
        of=judgement.of,
        containment=judgement.containment,
        alert=told,
        agency=article.agency,
        authors=article.authors,
        spans=match.spans,
        terms=match.terms,
        siblings=origin.siblings,
        removed=remembered(article.removed),
    )


def _signed(conflicts: tuple[Conflict, ...], id: str, source: str) -> tuple[Conflict, ...]:
    """Conflicts with the report's own name on its own side."""
    return tuple(
        replace(
            conflict,
            values=tuple(replace(one, id=id, source=source) if one.id == OWN else one for one in conflict.values),
        )
        for conflict in conflicts
    )


def _circumstances(published: datetime | None, origin: Provenance) -> Sequence[Reason]:
    """What is worth knowing beside the verdict: an old article, a baseline."""
    reasons = []
    if published and origin.observed - published > OLD:
        reasons.append(Reason(Because.RESURFACED, f"published {published:%-d %B %Y}"))
    if origin.baseline:
        reasons.append(Reason(Because.BASELINE))
    return reasons

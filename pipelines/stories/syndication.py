"""Whose report a copy carries: an agency's, as by-lines and credits tell, or that of the page it names as its home."""

from collections.abc import Iterator
from typing import Final

from pipelines.article import Article
from pipelines.report import Because, Reason, Report, Verdict
from pipelines.stories.history import Neighbourhood
from pipelines.stories.judgement import Judgement
from pipelines.urls import host_of

# Names under which a site serves the same pages.
_SAME_SITE: Final = ("www.", "m.", "amp.", "mobile.")


def syndication(article: Article, judgement: Judgement, hood: Neighbourhood) -> tuple[Reason, ...]:
    """The reason that names a copy's origin; none where nothing tells one, or where the article is no copy."""
    if judgement.verdict is not Verdict.COPY or any(one.code is Because.SAME_URL for one in judgement.reasons):
        return ()
    original = next((report for report in _reports(hood) if report.id == judgement.of), None)
    agency = article.agency or (original.agency if original else None)
    if agency:
        outlet = original.outlet if original else ""
        elsewhere = f", as at {outlet}" if outlet and outlet.casefold() != agency.casefold() else ""
        return (Reason(Because.SYNDICATED, f"a {agency} report{elsewhere}"),)
    home = _site(article.canonical_url or "")
    if home and article.url and not _one_site(home, _site(article.url)):
        return (Reason(Because.SYNDICATED, f"its page names {home} as its home"),)
    return ()


def _reports(hood: Neighbourhood) -> Iterator[Report]:
    marks = (one for one in (hood.same_text, hood.same_url) if one is not None)
    near = (kin.earlier for kin in hood.kin), (related.earlier for related in hood.related)
    yield from (one.report for found in (marks, *near) for one in found)


def _site(url: str) -> str:
    host = host_of(url)
    return next((host.removeprefix(name) for name in _SAME_SITE if host.startswith(name)), host)


def _one_site(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")

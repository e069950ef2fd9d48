"""The pages, feeds and sitemaps of the newswire as they stand at a given time. Pure: same time, same bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from deploy.demo.content import BUNDLED, Announces, Newswire, Piece, Site

_TYPES: Final = {
    Announces.RSS: "application/rss+xml",
    Announces.ATOM: "application/atom+xml",
    Announces.SITEMAP: "application/xml",
    Announces.NEWS_SITEMAP: "application/xml",
    Announces.SECTION: "text/html",
}
_NEIGHBOURS: Final = 4


@dataclass(frozen=True, slots=True)
class Response:
    """What a site answers."""

    status: HTTPStatus
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Item:
    """A piece as feeds, sitemaps and lists tell of it."""

    piece: "Shown"
    url: str
    path: str
    published: datetime
    modified: datetime

    @property
    def headline(self) -> str:
        """Of the piece."""
        return self.piece.headline


@dataclass(frozen=True, slots=True)
class Shown:
    """What templates may show of a piece."""

    name: str
    headline: str
    summary: str
    authors: tuple[str, ...]
    kicker: str
    caption: str
    agency: str
    kept_from: str
    notices_between: bool


class Sites:
    """Answers for all hosts of a newswire."""

    def __init__(self, newswire: Newswire, folder: Path = BUNDLED) -> None:
        """folder: where the templates are."""
        self._sites = {site.host: site for site in newswire.sites}
        self._environment = cache(lambda host: _environment(folder, self._sites[host]))

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names of the sites."""
        return tuple(self._sites)

    def respond(self, host: str, path: str, at: datetime) -> Response:
        """The answer of a host to a path (with its query) at a time."""
        site = self._sites.get(host)
        if site is None:
            return _plain(HTTPStatus.NOT_FOUND, f"There is no site {host} in this newswire.\n")
        if path == "/robots.txt":
            return _plain(HTTPStatus.OK, _robots(site))
        if path == "/":
            return self._front(site, at)
        for way, where in site.announcements.items():
            if path == where:
                return self._announce(site, way, at)
        for piece in site.visible(at):
            if _in_order(path) == _in_order(site.path(piece)):
                return self.page(site, piece, at)
        return _plain(HTTPStatus.NOT_FOUND, "Not found.\n")

    def page(self, site: Site, piece: Piece, at: datetime) -> Response:
        """The page of a piece."""
        others = tuple(_item(site, other, at) for other in site.visible(at) if other is not piece)
        notes = [revision.note for revision in piece.revisions(at) if revision.note]
        html = self._render(
            site,
            f"{site.key}/article.html.j2",
            piece=_shown(piece),
            number=piece.number,
            url=site.url(piece),
            paragraphs=piece.paragraphs(at),
            published=_local(site, piece.header.published),
            modified=_local(site, piece.modified(at)),
            people=[{"@type": "Person", "name": author} for author in piece.header.authors],
            revision_note=notes[-1] if notes else "",
            others=others[:_NEIGHBOURS],
        )
        return _encoded(site, "text/html", html)

    def _announce(self, site: Site, way: Announces, at: datetime) -> Response:
        folder = site.key if way is Announces.SECTION else "announcements"
        suffix = "html" if way is Announces.SECTION else "xml"
        items = tuple(_item(site, piece, at) for piece in site.visible(at))
        text = self._render(
            site,
            f"{folder}/{way}.{suffix}.j2",
            items=items,
            updated=max((item.modified for item in items), default=_local(site, at)),
        )
        return _encoded(site, _TYPES[way], text)

    def _front(self, site: Site, at: datetime) -> Response:
        items = tuple(_item(site, piece, at) for piece in site.visible(at))
        return _encoded(site, "text/html", self._render(site, "announcements/front.html.j2", items=items))

    def _render(self, site: Site, template: str, **values: object) -> str:
        return self._environment(site.host).get_template(template).render(site=site, furniture=site.furniture, **values)


def _environment(folder: Path, site: Site) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["local"] = _date_writer(site)
    environment.filters["rfc822"] = format_datetime
    return environment


def _date_writer(site: Site) -> Callable[[datetime], str]:
    """How this site writes a date."""

    def written(at: datetime) -> str:
        return site.date.format(
            day=at.day,
            month=site.months[at.month - 1],
            year=at.year,
            time=f"{at:%H:%M}",
            weekday=site.weekdays[at.weekday()] if site.weekdays else "",
        )

    return written


def _item(site: Site, piece: Piece, at: datetime) -> Item:
    return Item(
        piece=_shown(piece),
        url=site.url(piece),
        path=site.path(piece),
        published=_local(site, piece.header.published),
        modified=_local(site, piece.modified(at)),
    )


def _shown(piece: Piece) -> Shown:
    header = piece.header
    return Shown(
        name=piece.name,
        headline=header.headline,
        summary=header.summary,
        authors=header.authors,
        kicker=header.kicker,
        caption=header.caption,
        agency=header.agency,
        kept_from=header.kept_from,
        notices_between=header.notices_between,
    )


def _in_order(path: str) -> tuple[str, list[tuple[str, str]]]:
    """A path and its parameters, whose order means nothing."""
    parts = urlsplit(path)
    return parts.path, sorted(parse_qsl(parts.query))


def _local(site: Site, at: datetime) -> datetime:
    hours, _, minutes = site.zone.partition(":")
    return at.astimezone(timezone(timedelta(hours=int(hours), minutes=int(minutes))))


def _robots(site: Site) -> str:
    lines = ["User-agent: *", "Disallow: /admin/"]
    sitemaps = (Announces.SITEMAP, Announces.NEWS_SITEMAP)
    lines += [f"Sitemap: http://{site.host}{site.announcements[way]}" for way in sitemaps if way in site.announcements]
    return "\n".join(lines) + "\n"


def _encoded(site: Site, content_type: str, text: str) -> Response:
    body = text.encode(site.encoding, errors="xmlcharrefreplace")
    return Response(HTTPStatus.OK, f"{content_type}; charset={site.encoding}", body)


def _plain(status: HTTPStatus, text: str) -> Response:
    return Response(status, "text/plain; charset=utf-8", text.encode())

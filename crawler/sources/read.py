"""Reading a source of any kind, as the one function that workers run."""

from datetime import datetime

from crawler.sources.detect import kind_of
from crawler.sources.feed import read_feed
from crawler.sources.reading import Reading
from crawler.sources.section import read_section
from crawler.sources.sitemap import read_sitemap
from crawler.sources.source import SourceKind


def read_source(kind: SourceKind | None, body: bytes, url: str, content_type: str, now: datetime) -> Reading:
    """What a source tells of.

    kind: as configured or found earlier; None to find out. url: where the body came from.

    Raises:
        InputError: the body is nothing of that kind.
    """
    match kind or kind_of(body, url, content_type):
        case SourceKind.FEED:
            return read_feed(body, url, content_type, now)
        case SourceKind.SITEMAP:
            return read_sitemap(body, url, now)
        case SourceKind.SECTION | SourceKind.ARCHIVE:
            return read_section(body, url, content_type)

"""Extraction as work for a worker.

Whoever hands out the work imports this, and starts in a tenth of the time that the engine takes to load; workers have
the engine loaded before they get any.
"""

from datetime import datetime

from pipelines.article import Article
from pipelines.extraction.inputs import Text
from pipelines.page import Page


def article_of(content: Page | Text, url: str, published: datetime | None, latest: datetime | None = None) -> Article:
    """The article in what a user handed over.

    published: told beside a text. latest: when the page was fetched, None where nobody knows.

    Raises InputError and ExtractionError as `extract` does.
    """
    from pipelines.extraction.extract import article_from_text, extract  # noqa: PLC0415 - see above

    if isinstance(content, Text):
        return article_from_text(content.title, content.text, url, published)
    return extract(content, latest)

"""What cleaning took out of an article, in words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from pipelines.article import Removal

REMOVED_IN_WORDS: Final = {
    "above_title": "stands above the headline",
    "advertisement": "an advertisement",
    "affiliate": "a notice about paid links",
    "app_prompt": "an invitation to an app",
    "archive_banner": "an archive's banner",
    "browser_notice": "a notice about the browser",
    "byline": "the by-line",
    "challenge": "a check that the reader is no robot",
    "comments": "an invitation to comment",
    "cookie_notice": "a notice about cookies",
    "copyright": "a copyright notice",
    "date_line": "the date line",
    "external_content": "a place for content from elsewhere",
    "follow": "an invitation to follow the site",
    "host_repeats": "its site repeats it from page to page",
    "live_furniture": "belongs to the live page, not to the report",
    "newsletter_prompt": "an invitation to a newsletter",
    "outside_article": "stands outside the article",
    "paywall": "a notice of the paywall",
    "photo_credit": "a picture's credit",
    "read_more": "a pointer to another report",
    "reading_aid": "a reading aid",
    "related": "heads a list of other reports",
    "related_headline": "another report's headline",
    "repeated_line": "stands twice",
    "repeated_title": "the headline once more",
    "share_bar": "an invitation to share",
    "source_credit": "names the source",
}


def why_removed(removal: Removal) -> str:
    """Why a line was taken out ("a notice about cookies")."""
    return REMOVED_IN_WORDS.get(removal.reason, removal.reason.replace("_", " "))


def counted_removals(removed: Iterable[Removal]) -> str:
    """Why how many lines were taken out, the most frequent reason first ("a notice about cookies (2), the by-line")."""
    counts: Sequence[tuple[str, int]] = Counter(map(why_removed, removed)).most_common()
    return ", ".join(words if count == 1 else f"{words} ({count})" for words, count in counts)

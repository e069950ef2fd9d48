"""What a page says of how it may be read: behind a paywall, while it is still written."""

import re
from typing import Final

from pipelines.extraction.head import Head
from pipelines.extraction.structured import StructuredData, types
from pipelines.extraction.titles import Titles
from pipelines.extraction.told import Told

_TIER: Final = "article:content_tier"
_PAID: Final = {"locked": True, "metered": True, "free": False}
_FREE: Final = "isAccessibleForFree"
_LIVE_TYPE: Final = "LiveBlogPosting"
_LIVE_PROPERTIES: Final = ("liveBlogUpdate", "coverageStartTime")
# What a page that is written while things happen calls itself, and how many times it shows at least.
_LIVE: Final = re.compile(
    r"live ?blog|live ?updates?|live ?ticker|\blive:|as it happened|newsblog|en direct|direct :|en vivo|minuto a minuto"
    r"|diretta|canlı (?:anlatım|blog|yayın)|онлайн-трансляция|текстовая трансляция|تغطية مباشرة|مباشر[:|]",
    re.IGNORECASE,
)
_LIVE_TIMES: Final = 5


def paywalled(head: Head, data: StructuredData) -> Told[bool] | None:
    """Whether readers must pay, where the page says so."""
    parts = data.node.get("hasPart")
    nodes = [data.node, *(part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict))]
    free = [str(node[_FREE]).rsplit("/", 1)[-1].lower() for node in nodes if _FREE in node]
    if "false" in free or "true" in free:
        return Told("false" in free, f"JSON-LD {_FREE}")
    tiers = (_PAID.get(tier.lower()) for tier, _ in head.told(_TIER))
    return next((Told(paid, f"meta {_TIER}") for paid in tiers if paid is not None), None)


def live_blog(head: Head, data: StructuredData, titles: Titles) -> Told[bool] | None:
    """Whether the page is written on while things happen: by its type, or by its title and many times of day."""
    if _LIVE_TYPE in types(data.node):
        return Told(value=True, where=f"JSON-LD {_LIVE_TYPE}")
    for name in _LIVE_PROPERTIES:
        if data.node.get(name):
            return Told(value=True, where=f"JSON-LD {name}")
    if len(head.times) >= _LIVE_TIMES and any(map(_LIVE.search, titles.all())):
        return Told(value=True, where="title and times")
    return None

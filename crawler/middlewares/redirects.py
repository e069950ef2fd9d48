"""Redirects are followed a few hops, over http and https only, each hop as careful as the first."""

from typing import Final
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response
from w3lib.url import safe_url_string

from crawler.failure import Failure, FetchFailed
from pipelines.errors import ForbiddenAddress, InputError
from pipelines.plain import one_line
from pipelines.urls import canonical

MOST_HOPS: Final = 8
HOPS: Final = "wirewatch_hops"
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
# A validator or a credential of one origin is nothing for another.
_OF_THE_ORIGIN: Final = ("Cookie", "Authorization", "If-None-Match", "If-Modified-Since")


class RedirectsMiddleware:
    """Turns a redirect into the request for its target; robots.txt, politeness and the guard see that one, too."""

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """The response as it is, or the next request.

        Raises:
            FetchFailed: too many hops, or a target that is no URL. ForbiddenAddress: not http or https.
        """
        location = response.headers.get("Location")
        if response.status not in _REDIRECTS or not location:
            return response
        hops = (*request.meta.get(HOPS, ()), request.url)
        if len(hops) > MOST_HOPS:
            raise FetchFailed(f"{hops[0]} redirects more than {MOST_HOPS} times.", Failure.REDIRECT_LOOP)
        target = redirect_target(request.url, location.decode("utf-8", "replace"))
        following = request.replace(url=target, meta={**request.meta, HOPS: hops, "download_slot": None})
        if urlsplit(target)[:2] != urlsplit(request.url)[:2]:
            for header in _OF_THE_ORIGIN:
                following.headers.pop(header, None)
        return following


def redirect_target(url: str, location: str) -> str:
    """The URL that a Location header names, seen from `url`, without its fragment.

    Its parameters stay as they are: a site that adds one by a redirect would send us in circles otherwise.

    Raises:
        ForbiddenAddress: a scheme other than http and https. FetchFailed: it is no URL.
    """
    # As browsers read it: a backslash is a slash, so that "http://inner\\@outer/" has one host, and we know which.
    address, question, query = location.strip().partition("#")[0].partition("?")
    try:
        absolute = urljoin(url, address.replace("\\", "/") + question + query)
        scheme = urlsplit(absolute).scheme
    except ValueError as error:
        raise FetchFailed(f"{url} redirects to no URL: {one_line(location, 200)!r}.", Failure.BAD_REDIRECT) from error
    if scheme not in {"http", "https"}:
        raise ForbiddenAddress(
            f"{url} redirects to {one_line(location, 200)!r}; only http and https addresses are fetched."
        )
    try:
        canonical(absolute)
    except InputError as error:
        raise FetchFailed(f"{url} redirects to no URL: {one_line(location, 200)!r}.", Failure.BAD_REDIRECT) from error
    return str(safe_url_string(absolute))

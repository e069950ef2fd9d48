"""URLs: one spelling for one page, and short keys for it."""

from typing import Final
from urllib.parse import urlsplit, urlunsplit

import xxhash
from w3lib.url import canonicalize_url, safe_url_string, url_query_cleaner

from pipelines.errors import InputError

# Parameters that tell where a reader came from, never which page it is.
_TRACKING: Final = (
    "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id", "utm_name", "utm_reader",
    "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "twclid", "ttclid", "mc_cid", "mc_eid",
    "at_medium", "at_campaign", "at_custom1", "at_custom2", "at_custom3", "at_custom4", "at_link_id",
    "at_bbc_team", "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "ocid", "cmpid", "ref_src",
    "smid", "partner", "traffic_source", "_openstat", "wt_mc", "xtor", "CMP", "__twitter_impression",
)  # fmt: skip
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def canonical(url: str) -> str:
    """One spelling of an absolute http(s) URL: case, port, escapes, parameter order, tracking, fragment.

    Idempotent. The scheme stays as it is: http and https are two servers until a redirect says otherwise.

    Raises:
        InputError: not an absolute http(s) URL with a host.
    """
    try:
        # WHATWG: a backslash before the query is a slash; left alone, "http://a\\@b/" names two hosts at once.
        place, question, query = url.strip().partition("?")
        spelled = safe_url_string(place.replace("\\", "/") + question + query)
        parts = urlsplit(spelled)
        port = parts.port
    except ValueError as error:
        raise InputError(f"{url!r} is not a URL ({error}).") from error
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise InputError(f"{url!r} is not a web address: it must start with http:// or https:// and name a host.")
    host = parts.hostname.lower().rstrip(".")
    host = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    bare = urlunsplit((parts.scheme, host, parts.path, parts.query, ""))
    cleaned = url_query_cleaner(bare, _TRACKING, remove=True, unique=False) if parts.query else bare
    return str(canonicalize_url(cleaned))


def host_of(url: str) -> str:
    """Host and port of a canonical URL ("news.example", "127.0.0.1:8080")."""
    return urlsplit(url).netloc.rpartition("@")[2]


def url_key(url: str) -> str:
    """Short key of a canonical URL: 16 hex digits of xxh3-64, the scheme left out of it.

    A site's http and https spellings share the key, so that a change of scheme re-announces nothing.
    """
    return xxhash.xxh3_64_hexdigest(url.partition("://")[2].encode())

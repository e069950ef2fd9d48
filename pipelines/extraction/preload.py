"""Everything heavy that a page needs, loaded once: the fork server imports this, so that its workers start at once."""

import htmldate
import trafilatura
import trafilatura.metadata

from pipelines.language import detect

__all__ = ["htmldate", "trafilatura"]

# The language model takes half a second to unpack.
detect("A sentence that is long enough to be looked at, so that the model is unpacked.")

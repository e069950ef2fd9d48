"""Everything heavy that a page needs, loaded once: the fork server imports this, so that its workers start at once."""

from pipelines.extraction.extract import extract
from pipelines.language import detect

__all__ = ["extract"]

# The language model takes half a second to unpack.
detect("A sentence that is long enough to be looked at, so that the model is unpacked.")

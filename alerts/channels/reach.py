"""Why a server can't be reached, in words that hold no address."""

import os


def why_unreachable(error: Exception) -> str:
    """The system's words for an error of the network ("Connection refused"), else the kind of error."""
    if not isinstance(error, OSError) or error.errno is None:
        return type(error).__name__
    # Errors of name resolution have numbers of their own, below zero, and words of their own.
    return os.strerror(error.errno) if error.errno > 0 else str(error.strerror)

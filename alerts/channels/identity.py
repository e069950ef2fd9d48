"""A mark of what a channel is configured to, without telling it."""

import hashlib

from pipelines.secret import Secret


def identity_of(*settings: str | int | Secret | None) -> str:
    """Sixteen hex digits that change with any of the settings."""
    values = (setting.reveal() if isinstance(setting, Secret) else str(setting) for setting in settings)
    return hashlib.sha256("\n".join(values).encode(errors="surrogatepass")).hexdigest()[:16]

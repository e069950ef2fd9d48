"""The scripts that run in the server; each file says what it takes and answers."""

from importlib.resources import files


def source_of(name: str) -> str:
    """The source of a script."""
    return files("pipelines.store").joinpath(f"{name}.lua").read_text(encoding="utf-8")

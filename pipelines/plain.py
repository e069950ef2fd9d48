"""Strangers' text made safe to look at: no control codes, no invisible or direction-turning characters."""

import re
from typing import Final

# C0 and C1 controls (ESC among them), soft hyphen, Arabic letter mark, zero-width and bidi controls, invisible
# operators, BOM, interlinear marks, tags, and lone surrogates. ZWNJ and ZWJ stay: Persian and emoji need them.
_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    """The text without characters that control a terminal, hide, or turn the reading direction. Lines stay."""
    return _UNSAFE.sub("", text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))


def one_line(text: str, limit: int | None = None) -> str:
    """`plain`, on one line; with a limit, cut by code point and ended with an ellipsis."""
    line = " ".join(plain(text).split())
    return line if limit is None or len(line) <= limit else line[: limit - 1].rstrip() + "…"

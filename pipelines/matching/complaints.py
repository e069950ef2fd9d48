"""What is wrong with a query that the grammar refuses, in words, and what to write instead."""

import re
from typing import Final

from lark import Token
from lark.exceptions import UnexpectedInput, UnexpectedToken

from pipelines.errors import QueryError

_OPERATORS: Final = {"_AND": "AND", "_OR": "OR", "NOT": "NOT", "NEAR": "NEAR"}
_SMALL: Final = re.compile(r"(?i)and|or|not")
_NEAR: Final = re.compile(r"(?i)(?:near|adj|within|w|n)/?([0-9]*)\S*")
_LAST_WORD: Final = re.compile(r"(\S+)\s*$")


def complaint(query: str, error: UnexpectedInput) -> QueryError:
    """The parser's refusal as an error that a person can act on."""
    if not isinstance(error, UnexpectedToken):
        return QueryError("This quotation mark is never closed.", query.rindex('"'))
    token: Token = error.token
    position = token.start_pos if token.type != "$END" and token.start_pos is not None else len(query)
    if token.type == "$END":
        return _unfinished(query)
    before = query[:position].rstrip()
    if token.type == "_CLOSE":
        return _closed(before, position)
    if token.type in _OPERATORS and (not before or before.endswith("(") or _ends_with_operator(before)):
        return QueryError(f"{token} needs a term before it.", position)
    return _side_by_side(token, before, position)


def _unfinished(query: str) -> QueryError:
    before = query.rstrip()
    if not before:
        return QueryError("The query is empty: write a term, or * for everything.", 0)
    if _ends_with_operator(before):
        operator = _last_word(before)
        return QueryError(f"{operator} needs a term after it.", len(before) - len(operator))
    return QueryError("This parenthesis is never closed.", _unclosed(query))


def _closed(before: str, position: int) -> QueryError:
    if before.endswith("("):
        return QueryError("There is nothing between the parentheses.", position - 1)
    if _ends_with_operator(before):
        return QueryError(f"{_last_word(before)} needs a term after it.", position)
    return QueryError("This parenthesis was never opened.", position)


def _side_by_side(token: Token, before: str, position: int) -> QueryError:
    last = _LAST_WORD.search(before)
    if last and last[1].endswith(":"):
        return QueryError(f"{last[1]} needs its word right after the colon, without a space.", last.start(1))
    for word, place in ((last[1].lstrip("("), last.start(1)) if last else ("", 0), (str(token), position)):
        if _SMALL.fullmatch(word) and not word.isupper():
            return QueryError(f"Operators are written in capitals: {word.upper()}.", place)
        near = _NEAR.fullmatch(word)
        if near and (near[1] or word.upper().startswith(("NEAR", "ADJ", "WITHIN"))):
            needs = f"{word} is written so" if near[1] else "NEAR needs a number"
            return QueryError(f"{needs}: NEAR/{near[1] or 40}.", place)
    return QueryError(
        f'Two terms stand side by side: join them by AND, OR or NEAR/10, or write a phrase, "… {token}".', position
    )


def _last_word(before: str) -> str:
    return before.rsplit(maxsplit=1)[-1].lstrip("(")


def _ends_with_operator(before: str) -> bool:
    return bool(re.search(r'(?:^|[\s()"])(?:AND|OR|NOT|NEAR/[0-9]+)$', before))


def _unclosed(query: str) -> int:
    """Where the last parenthesis stands that nothing closes."""
    opened: list[int] = []
    quoted = False
    for position, letter in enumerate(query):
        quoted ^= letter == '"'
        if not quoted and letter == "(":
            opened.append(position)
        elif not quoted and letter == ")" and opened:
            opened.pop()
    return opened[-1] if opened else 0

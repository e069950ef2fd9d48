"""From a query as written to its tree. An error names the place and what to write instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedInput, VisitError

from pipelines.errors import QueryError
from pipelines.matching.complaints import complaint
from pipelines.matching.printer import render
from pipelines.matching.query import All, Any, Everything, InTitle, Known, Near, Not, Published, Query
from pipelines.matching.terms import fact, find_concept, phrase, refuse_field, word

__all__ = ["parse", "render"]

LONGEST: Final = 100_000
DEEPEST: Final = 50
FARTHEST: Final = 1_000

# NEAR binds closest, then NOT, AND, OR.
_GRAMMAR: Final = Lark(
    r"""
    start: either
    either: both (_OR both)*
    both: _side (_AND _side | without)*
    _side: without | near
    without: NOT near
    near: _atom (NEAR _atom)*
    _atom: field | fact | _value
    field: FIELD _value
    fact: FACT
    _value: _OPEN either _CLOSE | phrase | word
    phrase: PHRASE
    word: WORD

    _OPEN: "("
    _CLOSE: ")"
    _AND.3: /AND(?![^\s()"])/
    _OR.3: /OR(?![^\s()"])/
    NOT.3: /NOT(?![^\s()"])/
    NEAR.3: /NEAR\/[0-9]+(?![^\s()"])/
    FACT.4: /(lang|site|source|published):("[^"]*"|[^\s()"]+)/i
    FIELD.2: /[A-Za-z_]+:(?=[^\s)])/
    PHRASE.2: /=?"[^"]*"/
    WORD: /[^\s()"]+/
    %ignore /\s+/
    """,
    parser="lalr",
    lexer="basic",
    maybe_placeholders=False,
)
# Typographic quotation marks, one for one, so that positions stay.
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))


def parse(query: str, concepts: Mapping[str, Sequence[str]]) -> Query:
    """The tree of a query.

    concepts: name → spellings, each a word, a phrase without quotation marks, a `wild*` or an `=exact`.

    Raises:
        QueryError: it can't be parsed, or asks for nothing; with the position and the remedy.
    """
    plain = query.translate(_QUOTES)
    if len(plain) > LONGEST:
        raise QueryError(f"The query is longer than {LONGEST} characters: move its spellings into concepts.", LONGEST)
    _refuse_depth(plain)
    try:
        tree = _GRAMMAR.parse(plain)
        built = _Builder(concepts).transform(tree)
    except UnexpectedInput as error:
        raise complaint(plain, error) from error
    except VisitError as error:
        if isinstance(error.orig_exc, QueryError):
            raise error.orig_exc from None
        raise
    if isinstance(built.query, Not):
        raise _alone(built.position)
    query_tree: Query = built.query
    return query_tree


@dataclass(frozen=True, slots=True)
class _Built:
    """A part of the tree with the place where it begins and the levels below it."""

    query: Query
    position: int
    depth: int = 1


@v_args(inline=True)
class _Builder(Transformer[Token, _Built]):
    """Builds the canonical tree from lark's, bottom up."""

    def __init__(self, concepts: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._concepts = concepts

    def start(self, whole: _Built) -> _Built:
        return whole

    def either(self, *parts: _Built) -> _Built:
        if len(parts) == 1:
            return parts[0]
        for part in parts:
            if isinstance(part.query, Not):
                raise _alone(part.position)
        flat = (each for part in parts for each in (part.query.parts if isinstance(part.query, Any) else (part.query,)))
        return _above(Any(tuple(flat)), parts)

    def both(self, *parts: _Built) -> _Built:
        if len(parts) == 1:
            return parts[0]
        if all(isinstance(part.query, Not) for part in parts):
            raise _alone(parts[0].position)
        flat = (each for part in parts for each in (part.query.parts if isinstance(part.query, All) else (part.query,)))
        return _above(All(tuple(flat)), parts)

    def without(self, sign: Token, part: _Built) -> _Built:
        position = sign.start_pos or 0
        if isinstance(part.query, Not):
            raise QueryError("NOT stands before another NOT: leave out both.", position)
        return _Built(Not(part.query), position, part.depth + 1)

    def near(self, *parts: _Built | Token) -> _Built:
        first, *rest = parts
        assert isinstance(first, _Built)  # noqa: S101
        result = first
        for sign, part in zip(rest[::2], rest[1::2], strict=True):
            assert isinstance(sign, Token)  # noqa: S101
            assert isinstance(part, _Built)  # noqa: S101
            _refuse_in_near(result, sign)
            _refuse_in_near(part, sign)
            result = _above(Near(result.query, part.query, _distance(sign)), (result, part))
        return result

    def field(self, name: Token, part: _Built) -> _Built:
        position = name.start_pos or 0
        if name.lower() != "title:":
            raise refuse_field(str(name[:-1]).lower(), position)
        if isinstance(part.query, Not):
            raise _alone(part.position)
        return _Built(InTitle(part.query), position, part.depth + 1)

    def fact(self, written: Token) -> _Built:
        position = written.start_pos or 0
        return _Built(fact(str(written), position), position)

    def phrase(self, written: Token) -> _Built:
        position = written.start_pos or 0
        return _Built(phrase(str(written), position), position)

    def word(self, written: Token) -> _Built:
        position = written.start_pos or 0
        if written == "*":
            return _Built(Everything(), position)
        if written.startswith("@"):
            return _Built(find_concept(str(written[1:]), self._concepts, position), position)
        return _Built(word(str(written), position), position)


def _above(query: Query, parts: Sequence[_Built]) -> _Built:
    depth = 1 + max(part.depth for part in parts)
    if depth > DEEPEST:
        raise _too_deep(parts[0].position)
    return _Built(query, parts[0].position, depth)


def _distance(sign: Token) -> int:
    digits = sign.partition("/")[2]
    if len(digits) > len(str(FARTHEST)) or not 1 <= int(digits) <= FARTHEST:
        raise QueryError(
            f"NEAR/{digits} can't be: the number of words is between 1 and {FARTHEST}.", sign.start_pos or 0
        )
    return int(digits)


def _refuse_in_near(part: _Built, sign: Token) -> None:
    """NEAR joins words, phrases, concepts and groups of them by OR, AND and NEAR."""
    match part.query:
        case Everything() | Known() | Published() | InTitle() | Not():
            shown = render(part.query)
            raise QueryError(
                f"{shown} has no place in the text that could be near: join it by AND, outside of NEAR.", part.position
            )
        case All(parts) | Any(parts):
            for each in parts:
                _refuse_in_near(_Built(each, part.position), sign)
        case _:
            return


def _refuse_depth(query: str) -> None:
    depth = 0
    quoted = False
    for position, letter in enumerate(query):
        if letter == '"':
            quoted = not quoted
        elif not quoted and letter in "()":
            depth += 1 if letter == "(" else -1
            if depth > DEEPEST:
                raise _too_deep(position)


def _too_deep(position: int) -> QueryError:
    return QueryError(f"The query is nested more than {DEEPEST} levels deep: name its parts as concepts.", position)


def _alone(position: int) -> QueryError:
    return QueryError(
        "NOT alone would match nearly everything: say what it is taken from (a NOT b, or * NOT b).", position
    )

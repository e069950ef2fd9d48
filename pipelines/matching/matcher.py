"""Which watches an article is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.article import Article
from pipelines.errors import InputError, QueryError
from pipelines.match import Field, Match, Span
from pipelines.matching.analysis import Analyzer
from pipelines.matching.evaluate import Evaluation, Facts
from pipelines.matching.index import ArticleIndex, Stretch
from pipelines.matching.lexicon import Lexicon
from pipelines.matching.parser import parse
from pipelines.matching.percolator import Percolator
from pipelines.matching.printer import render
from pipelines.matching.query import Query, Term
from pipelines.matching.tree import near_spread, terms_of
from pipelines.urls import canonical, host_of
from pipelines.watch import Watch


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A watch whose query is ready. terms: in the order of the query, each once."""

    name: str
    query: Query
    terms: tuple[Term, ...]


class Matcher:
    """Runs the queries of all watches on articles.

    Raises:
        QueryError: a watch's query can't be parsed; names the watch.
    """

    def __init__(self, watches: Sequence[Watch]) -> None:
        self._watches = tuple(compile_watch(watch) for watch in watches)
        self._lexicons: dict[str | None, Lexicon] = {}
        self._percolators: dict[str | None, Percolator] = {}

    def match(self, article: Article, source: str = "") -> tuple[Match, ...]:
        """The watches whose query is true of the article, in their order.

        source: name of the configured source that it came from, "" if it came by hand.
        """
        evaluation, index = self.read(article, source)
        numbers = self._percolator(article.language).candidates(index.keys)
        candidates = (self._watches[number] for number in numbers)
        return tuple(_match(watch, evaluation, index) for watch in candidates if evaluation.holds(watch.query))

    def candidates(self, article: Article) -> tuple[str, ...]:
        """The watches that are worth evaluating on an article, in their order."""
        _, index = self.read(article)
        return tuple(self._watches[number].name for number in self._percolator(article.language).candidates(index.keys))

    @property
    def queries(self) -> tuple[Query, ...]:
        """The queries of all watches in the form that is evaluated."""
        return tuple(watch.query for watch in self._watches)

    def read(self, article: Article, source: str = "") -> tuple[Evaluation, ArticleIndex]:
        """An article ready to be asked."""
        lexicon = self._lexicon(article.language)
        index = ArticleIndex(article.title or "", article.text, lexicon.analyzer)
        facts = Facts(article.language, _host(article.url), source, article.published)
        return Evaluation(index, facts, lexicon), index

    def _percolator(self, language: str | None) -> Percolator:
        known = self._percolators.get(language)
        if known is None:
            queries = [watch.query for watch in self._watches]
            known = self._percolators[language] = Percolator(queries, self._lexicon(language))
        return known

    def query_of(self, name: str) -> Query:
        """The query of a watch in the form that is evaluated."""
        return next(watch.query for watch in self._watches if watch.name == name)

    def _lexicon(self, language: str | None) -> Lexicon:
        known = self._lexicons.get(language)
        if known is None:
            known = self._lexicons[language] = Lexicon(Analyzer(language))
        return known


def compile_watch(watch: Watch) -> _Compiled:
    """A watch with its query parsed and brought into the form that evaluation takes.

    Raises:
        QueryError: the query can't be parsed; names the watch.
    """
    try:
        query = parse(watch.query, watch.concepts)
        return _Compiled(watch.name, near_spread(query), terms_of(query))
    except QueryError as error:
        raise QueryError(f"Watch {watch.name}: {error}", error.position) from error


def _match(watch: _Compiled, evaluation: Evaluation, index: ArticleIndex) -> Match:
    marks = tuple(evaluation.marks(watch.query))
    found = {term for term, _ in marks}
    terms = tuple(render(term) for term in watch.terms if term in found)
    return Match(watch.name, _spans(index, {stretch for _, stretch in marks}), terms)


def _spans(index: ArticleIndex, stretches: set[Stretch]) -> tuple[Span, ...]:
    """Stretches of words as spans of the article, those that overlap made one."""
    spans: list[Span] = []
    for stretch in sorted(stretches):
        in_title, start, end = index.offsets(stretch)
        field = Field.TITLE if in_title else Field.TEXT
        if spans and spans[-1].field is field and start < spans[-1].end:
            spans[-1] = Span(field, spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(field, start, end))
    return tuple(sorted(spans))


def _host(url: str) -> str:
    try:
        return host_of(canonical(url)) if url else ""
    except InputError:
        return ""

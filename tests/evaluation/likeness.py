"""Learn what makes two articles tell of one development: `python -m tests.evaluation.likeness CORPUS`.

CORPUS is the folder that `judge.py` takes. Prints the weights as they stand in
`pipelines/stories/likeness.toml`, and how well those that were learned from one half of the clusters find the stories
of the other half.

A logistic regression with a ridge, by Newton's method. Every collection weighs the same; an article is compared with
what the judge would compare it with. Collections with titles and dates are learned from without them as well, or what
it means that there are none would be learned from a single collection that has none; and all of them as if they were of
one day, as the news of a watch often is.
"""

import argparse
import asyncio
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
import numpy.typing as npt
import xxhash

from pipelines.extraction.extract import article_from_text
from pipelines.judging import Provenance, compose
from pipelines.match import Match
from pipelines.report import Verdict
from pipelines.stories.history import Neighbourhood, Subject
from pipelines.stories.judge import SAME_DEVELOPMENT
from pipelines.stories.judgement import Judgement
from pipelines.stories.memory import MemoryHistory
from pipelines.stories.nearness import most_related
from pipelines.stories.reading import read
from pipelines.stories.similarity import Evidence, EvidenceAcross, Likeness, likelihood, together
from tests.evaluation.judge import STORIES, UNDATED, WATCH, b_cubed, published_of, rows, shares_of

WIRES = Path(__file__).with_name("wires.toml")
LANGUAGES = ("en", "ru", "tr", "ar")
Weights = npt.NDArray[np.float64]
RIDGE = 1.0
ONE_DAY = "2018-09-18"
STEPS = 30


@dataclass(frozen=True)
class Pair:
    """An article with an earlier one: their numbers, what they have in common, whether they tell of one development.

    across: they are of two languages.
    """

    later: int
    earlier: int
    evidence: tuple[float, ...]
    same: bool
    half: int
    across: bool


@dataclass(frozen=True)
class Collection:
    """Labelled articles: the cluster of each, in order, and what the judge would compare."""

    name: str
    clusters: tuple[str, ...]
    pairs: tuple[Pair, ...]


def in_one_cluster(one: dict, other: dict) -> bool:
    return one["cluster"] == other["cluster"]


def half_of(cluster: str) -> int:
    return xxhash.xxh32_intdigest(cluster.encode()) >> 8 & 1


async def compared(name: str, data: Sequence[dict], is_same: Callable[[dict, dict], bool]) -> Collection:
    """What the judge would compare of a collection, were every article the first of its story."""
    history, pairs, now = MemoryHistory(WATCH.name), [], UNDATED
    for number, row in enumerate(data, 1):
        published = published_of(row)
        now = published or now
        article = article_from_text(row.get("title"), row["text"], "", published)
        reading = read(article.title, article.text, article.language)
        subject = Subject(f"{number}", "", now.timestamp(), published is not None, reading)
        (hits,) = await history.look_up([subject])
        profiles = await history.profiles(most_related(hits))
        likeness = Likeness(subject, hits.frequencies, profiles.values())
        for earlier, profile in profiles.items():
            across = likeness.crosses(profile)
            evidence = likeness.evidence_across(profile) if across else likeness.evidence(profile)
            same = is_same(row, data[earlier - 1])
            pairs.append(Pair(number - 1, earlier - 1, tuple(evidence), same, half_of(row["cluster"]), across))
        origin = Provenance(subject.document, "", "", now)
        hood = Neighbourhood(generation=number - 1)
        await history.commit(
            compose(WATCH, article, Match(WATCH.name, (), ()), origin, Judgement(Verdict.NEW_STORY, ()), hood)
        )
    return Collection(name, tuple(row["cluster"] for row in data), tuple(pairs))


async def collections(corpus: Path) -> list[Collection]:
    found = []
    for name in STORIES:
        data = rows(corpus / f"stories/{name}.jsonl.gz")
        found += [await compared(version, told, in_one_cluster) for version, told in versions_of(name, data)]
    headlines: list[Pair] = []
    for pair in rows(corpus / "stories/ru_en_pairs.jsonl.gz"):
        data = [{**pair[side], "cluster": pair["id"]} for side in "ab"]
        headlines += (await compared("headlines", data, lambda *_, ok=pair["label"] == "OK": ok)).pairs
    found.append(Collection("headlines", (), tuple(headlines)))
    for version, told in versions_of("wires", wires()):
        if "title" not in version:
            found.append(await compared(version, told, in_one_cluster))
    return found


def versions_of(name: str, data: Sequence[dict]) -> Iterator[tuple[str, list[dict]]]:
    """A collection as it is, without what it may lack, and as if all of it were of one day."""
    yield name, [*data]
    for missing in ("title", "published"):
        if any(row[missing] for row in data):
            yield f"{name} without {missing}", [{**row, missing: ""} for row in data]
    yield f"{name} on one day", [{**row, "published": ONE_DAY} for row in data]


def wires() -> list[dict]:
    """Our own wire stories in four languages, as they come: a story's versions on one day."""
    told = tomllib.loads(WIRES.read_text(encoding="utf-8"))["story"]
    versions = []
    for story in told:
        for language in LANGUAGES:
            title, _, text = story[language].partition("\n")
            published = story["published"].isoformat()
            versions.append({"title": title, "text": text, "published": published, "cluster": story["id"]})
    return versions


def learned_both(data: Sequence[Collection], half: int | None) -> dict[bool, Weights]:
    """Bias and weights for pairs across languages (True) and within one."""
    return {across: learned(data, half, across=across) for across in (False, True)}


def learned(data: Sequence[Collection], half: int | None, *, across: bool) -> Weights:
    """Bias and weights, from one half of the clusters, or from all."""
    halves = (0, 1) if half is None else (half,)
    chosen = [[pair for pair in one.pairs if pair.half in halves and pair.across == across] for one in data]
    used = [pairs for pairs in chosen if any(pair.same for pair in pairs)]
    evidence = np.array([(1.0, *pair.evidence) for pairs in used for pair in pairs])
    same = np.array([pair.same for pairs in used for pair in pairs], float)
    weight = np.concatenate([np.full(len(pairs), 1 / sum(pair.same for pair in pairs)) for pairs in used])
    weight /= weight.mean()
    scale = np.maximum(evidence.std(0), 1e-9)
    scale[0] = 1.0
    scaled, found = evidence / scale, np.zeros(evidence.shape[1])
    ridge = np.diag([0.0, *[RIDGE] * (len(found) - 1)])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-scaled @ found))
        slope = scaled.T @ (weight * (same - likely)) - ridge @ found
        bend = (scaled * (weight * likely * (1 - likely))[:, None]).T @ scaled + ridge
        found = found + np.linalg.solve(bend, slope)
    return found / scale


def odds_of(pair: Pair, weights: Mapping[bool, Weights]) -> float:
    return float(weights[pair.across] @ (1.0, *pair.evidence))


def grouped(collection: Collection, weights: Mapping[bool, Weights], threshold: float) -> list[str]:
    """The story of each article, joined as the judge joins them."""
    compared_with: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in collection.pairs:
        compared_with[pair.later].append(pair)
    stories: list[str] = []
    for number in range(len(collection.clusters)):
        odds = {pair.earlier: odds_of(pair, weights) for pair in compared_with[number]}
        of_story: defaultdict[str, list[float]] = defaultdict(list)
        for earlier, one in odds.items():
            of_story[stories[earlier]].append(one)
        joined = {
            earlier: likelihood(together(one, fmean(of_story[stories[earlier]]))) for earlier, one in odds.items()
        }
        nearest = min(joined, key=lambda earlier: (-joined[earlier], earlier), default=None)
        alone = nearest is None or joined[nearest] < threshold
        stories.append(f"{number}" if alone else stories[nearest])
    return stories


def figure(collection: Collection, weights: Mapping[bool, Weights], threshold: float, half: int) -> float:
    """B³ over the clusters of one half; of pairs, F1."""
    if not collection.clusters:
        of_half = [pair for pair in collection.pairs if pair.half == half]
        rated = [(pair.same, likelihood(odds_of(pair, weights))) for pair in of_half]
        right = sum(same and likely >= threshold for same, likely in rated)
        return 2 * right / (sum(same for same, _ in rated) + sum(likely >= threshold for _, likely in rated))
    found = grouped(collection, weights, threshold)
    shares = zip(collection.clusters, shares_of(collection.clusters, found), strict=True)
    return b_cubed([share for cluster, share in shares if half_of(cluster) == half])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--threshold", type=float, default=SAME_DEVELOPMENT)
    arguments = parser.parse_args()
    data = asyncio.run(collections(arguments.corpus))
    found = learned_both(data, None)
    for across, table, evidence in ((False, "within", Evidence), (True, "across", EvidenceAcross)):
        print(f"[{table}]")
        for name, weight in zip(("bias", *evidence._fields), found[across], strict=True):
            print(f"{name} = {weight:.2f}")
    for half in (0, 1):
        weights = learned_both(data, half)
        for one in data:
            own, other = (figure(one, weights, arguments.threshold, side) for side in (half, 1 - half))
            print(f"# learned from half {half}: {one.name:<26} {own:.3f} on it, {other:.3f} on the other half")


if __name__ == "__main__":
    main()

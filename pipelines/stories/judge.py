"""The judge: what an article is, compared with all that its watch holds. Pure: no store, no clock.

From cheap to dear: the same address, the same words, the same wording (a lineage), the same development. Inside a
lineage or a development, the question is what is new.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from pipelines.report import Because, Reason, Verdict
from pipelines.stories.changes import changes, reversals
from pipelines.stories.conflicts import conflicts_of, new_claims, subjects_shared
from pipelines.stories.denials import contradictions_of, denials_of
from pipelines.stories.fingerprint import PROBES
from pipelines.stories.history import Earlier, Kin, Neighbourhood, Related, Subject
from pipelines.stories.judgement import Judgement
from pipelines.stories.novelty import News, Novel, Novelty, adds, is_template, leads_shared, novelty, reworded
from pipelines.stories.profile import moment
from pipelines.stories.substitutions import substitutions
from pipelines.stories.telling import (
    before_after,
    lead_items,
    name_of,
    new_items,
    tell_change,
    tell_conflicts,
    tell_denials,
    tell_growth,
    tell_news,
)
from pipelines.stories.wording import Wording
from pipelines.stories.words import sentences_of

# Containment of the shorter text in the longer one from which they are one text (measured on natural pairs).
LINEAGE: Final = 0.7
# From here to there a text may be one whose words were replaced here and there, if it has so much of the sentences.
_REWORDED: Final = 0.25
_KEPT: Final = 0.8
# An address whose new text shares less than this with its old one shows another article, not a revision.
_SAME_PAGE: Final = 0.2
# A shorter text tells nothing beside its headline, if the headline tells something.
_STUB: Final = 16
_TELLING_HEADLINE: Final = 5
# Likelihood of one development from which it is one (`similarity.py`).
SAME_DEVELOPMENT: Final = 0.18
_MERGE: Final = 0.95
# For so many seconds what two reports claim alike tells of one development.
_SOON: Final = 3 * 86_400
# Likelihood from which what one says is known to the readers of the other.
_ALIKE: Final = 0.5
# From so many claims on, all of them known, a text in another language tells the same facts.
_ENOUGH_CLAIMS: Final = 2
_NOTHING: Final = Novelty((), 0.0)
_KNOWN_FACTS: Final = 0.4
# So much of a text stands in another word for word where it was taken from there.
_TAKEN_OVER: Final = 0.25
_CHANGES_SHOWN: Final = 3


def judge(subject: Subject, hood: Neighbourhood) -> Judgement:
    """The verdict on an article, with its evidence.

    hood: what the watch holds near it, of one generation.
    """
    return (
        _by_address(subject, hood)
        or _by_words(hood)
        or _by_wording(subject, hood)
        or _by_headline(subject, hood)
        or _by_development(subject, hood)
    )


def _by_address(subject: Subject, hood: Neighbourhood) -> Judgement | None:
    """A page that was judged before: unchanged, a copy still, or revised."""
    known = hood.same_url
    if known is None or known.report.verdict is Verdict.UNJUDGED:
        return None
    if subject.reading.fingerprint.digest.hex() == (known.report.digest or known.reading.fingerprint.digest.hex()):
        return _copy(known, 1.0, Reason(Because.SAME_URL))
    measured = _measured(subject, known)
    if max(measured.contained, measured.kinship) < _SAME_PAGE:
        return None
    text, before = subject.reading.wording, known.reading.wording
    if known.report.verdict is Verdict.COPY:
        # What it showed is not kept: it may have mixed what several had told.
        told = [before, *_wordings(_near(_of_story(known, hood), subject, hood))]
        if not adds(novelty(text, told, _elsewhere(known, hood)), text, told):
            return _copy(known, measured.contained, Reason(Because.SAME_URL))
    found = novelty(text, [before], _elsewhere(known, hood))
    return _revision(subject, known, hood, measured.contained, found)


def _by_words(hood: Neighbourhood) -> Judgement | None:
    """The same words in the same order at another address."""
    if hood.same_text is None:
        return None
    outlet = hood.same_text.report.outlet or hood.same_text.report.source
    return _copy(hood.same_text, 1.0, Reason(Because.SAME_TEXT, f"as at {outlet}" if outlet else ""))


def _by_wording(subject: Subject, hood: Neighbourhood) -> Judgement | None:
    """A text that shares its wording with an earlier one: a copy if nothing is new in it."""
    lineage = _lineage(subject, _akin(subject, hood))
    if not lineage:
        return None
    nearest = max(lineage, key=lambda kin: (kin.contained, kin.kinship))
    known = _of_story(nearest.earlier, hood)
    # Whatever a text carries whole was told, in this story or in another: a round-up of copies is one.
    whole = (*lineage, *_lineage(subject, hood.elsewhere))
    carried = [kin.earlier for kin in whole if kin.earlier not in known]
    told = _wordings([*_near(known, subject, hood), *carried])
    text, before = subject.reading.wording, nearest.earlier.reading.wording
    found, added = _told_anew(text, told, nearest.earlier, hood)
    denied, replaced = reversals(before, text), substitutions(before, text)
    share = Reason(Because.CONTAINED, f"{nearest.contained:.0%} of its wording stands in {name_of(nearest.earlier)}")
    if not (added or denied or replaced):
        return _copy(nearest.earlier, nearest.contained, share)
    found = _with((*denied, *replaced), found)
    conflicts = conflicts_of(subject.reading.claims, known)
    return Judgement(
        verdict=Verdict.NEW_REPORTING,
        reasons=(
            *tell_change(Because.DENIED, denied),
            *tell_change(Because.CLAIM_CHANGED, replaced),
            *tell_news(found),
            *tell_conflicts(subject, known, conflicts),
            share,
        ),
        story=nearest.earlier.report.story,
        of=nearest.earlier.report.id,
        containment=round(nearest.contained, 3),
        new=new_items(found, ()),
        conflicts=conflicts,
    )


def _told_anew(text: Wording, told: Sequence[Wording], original: Earlier, hood: Neighbourhood) -> tuple[Novelty, bool]:
    """What a text says beside what was told, and whether that makes it more than a copy of its original."""
    elsewhere = _elsewhere(original, hood)
    found = novelty(text, told, elsewhere)
    if not adds(found, text, told):
        return found, False
    # What was taken out of the original's page may have been left in on this one; it tells nothing.
    told = [*told, _left_out(original)]
    found = novelty(text, told, elsewhere)
    return found, adds(found, text, told)


def _by_headline(subject: Subject, hood: Neighbourhood) -> Judgement | None:
    """A page that shows hardly more than a known headline: a copy that was cut short."""
    stub = subject.reading.wording
    if len(subject.reading.title) < _TELLING_HEADLINE or len(stub.words) > _STUB:
        return None
    for earlier in (related.earlier for related in hood.related):
        known = earlier.reading
        if known.title == subject.reading.title and known.wording.has_figures_of(stub):
            if novelty(stub, [known.wording]).news:
                return None
            headline = Reason(Because.CONTAINED, f"it shows no more than the headline of {name_of(earlier)}")
            return _copy(earlier, 1.0, headline)
    return None


def _by_development(subject: Subject, hood: Neighbourhood) -> Judgement:
    """An independent text: of a known development, with or without new facts, or the first of a new one."""
    same = [related for related in hood.related if _is_same(subject, related)]
    if not same:
        own = conflicts_of(subject.reading.claims, ())
        reasons = (Reason(Because.FIRST_OF_DEVELOPMENT), *_splitting(hood), *tell_conflicts(subject, (), own))
        return Judgement(Verdict.NEW_STORY, reasons, new=lead_items(subject), conflicts=own)
    nearest = same[0].earlier
    known = _of_story(nearest, hood)
    one = {hood.story_of(nearest), *(hood.story_of(like.earlier) for like in same if like.similarity >= _MERGE)}
    story = min(one, key=_began)
    merges = tuple(sorted(one - {story}))
    if not any(_in_one_language(subject, earlier) for earlier in known):
        return _in_another_language(subject, nearest, known, story, merges)
    found = novelty(subject.reading.wording, _wordings(known), _elsewhere(nearest, hood))
    claims = new_claims(subject.reading.claims, known)
    denied = denials_of(subject.reading, known)
    conflicts = (*conflicts_of(subject.reading.claims, known), *contradictions_of(subject.reading, known))
    new = bool(claims or conflicts or denied) or _is_news(found, subject, known)
    told = (
        *tell_denials(denied),
        *tell_growth(subject, known),
        *tell_news(found),
        *tell_conflicts(subject, known, conflicts),
    )
    development = (Reason(Because.SAME_DEVELOPMENT, f"as {name_of(nearest)}"), *_merging(story, merges))
    return Judgement(
        verdict=Verdict.NEW_REPORTING if new else Verdict.SAME_FACTS,
        reasons=(*told, *development) if new else (Reason(Because.NOTHING_NEW), *development),
        story=story,
        new=new_items(found, claims, denied) if new else (),
        conflicts=conflicts,
        merges=merges,
    )


def _in_another_language(
    subject: Subject, nearest: Earlier, known: Sequence[Earlier], story: str, merges: tuple[str, ...]
) -> Judgement:
    """The first text of a development in its language: what is new in it, words can't tell, but claims can.

    One that claims nothing that could be compared may hold news, and is never passed over as the same facts.
    """
    mine = subject.reading.claims
    claims, conflicts = new_claims(mine, known), conflicts_of(mine, known)
    denied = denials_of(subject.reading, known)
    new = bool(claims or conflicts or denied) or len(mine) < _ENOUGH_CLAIMS
    told = (*tell_denials(denied), *tell_growth(subject, known), *tell_conflicts(subject, known, conflicts))
    first = (Reason(Because.FIRST_IN_LANGUAGE, f"told before by {name_of(nearest)}"), *_merging(story, merges))
    return Judgement(
        verdict=Verdict.NEW_REPORTING if new else Verdict.SAME_FACTS,
        reasons=(*told, *first) if new else (Reason(Because.NOTHING_NEW), *first),
        story=story,
        new=(new_items(_NOTHING, claims, denied) or lead_items(subject)) if new else (),
        conflicts=conflicts,
        merges=merges,
    )


def _is_news(found: Novelty, subject: Subject, known: Sequence[Earlier]) -> bool:
    """Whether what is new in an independent text is news: another figure, or much of the text.

    Where it took over what is known word for word, whatever else it says is.
    """
    if found.share >= _KNOWN_FACTS or any(one.kind is Novel.FIGURE for one in found.news):
        return True
    return _takes_over(subject, known) and adds(found, subject.reading.wording, _wordings(known))


def _takes_over(subject: Subject, known: Sequence[Earlier]) -> bool:
    """Whether a part of an article stands in an earlier one word for word."""
    mine = subject.reading.wording.runs
    return any(len(mine & one.reading.wording.runs) >= _TAKEN_OVER * len(mine) for one in known)


def _is_same(subject: Subject, related: Related) -> bool:
    """Whether an earlier report tells of the same development: likely by what it speaks of, or by what it claims.

    What later developments repeat of the first one's claims does not make them the first one.
    """
    if related.similarity >= SAME_DEVELOPMENT:
        return True
    report = related.earlier.report
    soon = abs(subject.when - moment(report.published, report.observed)) <= _SOON
    return soon and subjects_shared(subject.reading.claims, related.earlier) >= _ENOUGH_CLAIMS


def _splitting(hood: Neighbourhood) -> tuple[Reason, ...]:
    """The story that a new one splits off from: near one of its reports, and not near it as a whole."""
    near = [like for like in hood.related if like.alone >= SAME_DEVELOPMENT]
    nearest = max(near, key=lambda like: like.alone, default=None)
    if nearest is None:
        return ()
    story = hood.story_of(nearest.earlier)
    return (Reason(Because.SPLITS_OFF, f"from {story}, where only {name_of(nearest.earlier)} is near it"),)


def _merging(story: str, merges: Sequence[str]) -> tuple[Reason, ...]:
    return (Reason(Because.MERGES, f"{', '.join(merges)} and {story}"),) if merges else ()


def _in_one_language(subject: Subject, earlier: Earlier) -> bool:
    return None in {subject.reading.language, earlier.report.language} or (
        subject.reading.language == earlier.report.language
    )


def _began(story: str) -> int:
    """The number of the report that began a story: of merged ones, the oldest goes on."""
    return int(story.rpartition("-")[2])


def _copy(earlier: Earlier, contained: float, reason: Reason) -> Judgement:
    return Judgement(
        Verdict.COPY, (reason,), story=earlier.report.story, of=_origin(earlier), containment=round(contained, 3)
    )


def _revision(subject: Subject, earlier: Earlier, hood: Neighbourhood, contained: float, found: Novelty) -> Judgement:
    """The same page with another text; a fact changed where something is new in it, or a name or a negation is."""
    changed = changes(earlier.reading.wording, subject.reading.wording)
    facts = [str(change) for change in changed if change.fact]
    told = [Reason(Because.TEXT_CHANGED, "; ".join(map(str, changed[:_CHANGES_SHOWN])))]
    if facts or adds(found, subject.reading.wording, [earlier.reading.wording]):
        news = sorted(found.news, key=lambda one: one.kind is not Novel.FIGURE)
        fact = before_after(news[0]) if news else facts[0]
        told.append(Reason(Because.FACT_CHANGED, fact))
        added = tuple(one for one in tell_news(found) if one.detail != fact)
    else:
        told.append(Reason(Because.COSMETIC_CHANGE))
        added = ()
    known = [one for one in _of_story(earlier, hood) if one.report.url != earlier.report.url]
    conflicts = conflicts_of(subject.reading.claims, known)
    return Judgement(
        Verdict.REVISION,
        (*told, *tell_conflicts(subject, (earlier, *known), conflicts), *added),
        story=earlier.report.story,
        of=earlier.report.id,
        containment=round(contained, 3),
        new=new_items(found, ()),
        conflicts=conflicts,
    )


def _origin(earlier: Earlier) -> str:
    """The report that holds the text: a copy's original."""
    report = earlier.report
    return report.of if report.verdict is Verdict.COPY and report.of else report.id


def _measured(subject: Subject, earlier: Earlier) -> Kin:
    """The kinship that sketches suggest, measured on the texts."""
    mine, theirs = subject.reading.wording, earlier.reading.wording
    shared = len(mine.runs & theirs.runs)
    one_text = leads_shared(mine, theirs) and not is_template(mine, theirs)
    kinship = shared / max(1, min(len(mine.runs), len(theirs.runs))) if one_text else 0.0
    if _REWORDED <= kinship < LINEAGE and (kept := reworded(mine, theirs)) >= _KEPT:
        kinship = kept
    return Kin(earlier, shared / max(1, len(mine.runs)), kinship)


def _lineage(subject: Subject, near: Iterable[Earlier]) -> list[Kin]:
    """Those of some texts that are one text with the article, whole or in part."""
    return [kin for kin in (_measured(subject, one) for one in near) if kin.kinship >= LINEAGE]


def _akin(subject: Subject, hood: Neighbourhood) -> Iterable[Earlier]:
    """The texts that may share their wording with an article.

    A text that breaks off after a few words may show none of the keys that the whole one is found under; its terms
    lead there.
    """
    near = [kin.earlier for kin in hood.kin]
    if len(subject.reading.wording.words) <= PROBES:
        near += (related.earlier for related in hood.related)
    return {earlier.report.number: earlier for earlier in near}.values()


def _of_story(nearest: Earlier, hood: Neighbourhood) -> list[Earlier]:
    """What the story of an earlier report has told, as far as it is near; that report first."""
    near = (nearest, *(kin.earlier for kin in hood.kin), *(related.earlier for related in hood.related))
    texts = {earlier.report.number: earlier for earlier in near if hood.story_of(earlier) == hood.story_of(nearest)}
    return list(texts.values())


def _near(known: Sequence[Earlier], subject: Subject, hood: Neighbourhood) -> list[Earlier]:
    """Of what a story has told, that which shares its wording with the article or clearly tells the same."""
    alike = (related.earlier for related in hood.related if related.similarity >= _ALIKE)
    near = {earlier.report.number for earlier in (*_akin(subject, hood), *alike)}
    return [earlier for earlier in known if earlier.report.number in near]


def _wordings(earlier: Sequence[Earlier]) -> list[Wording]:
    return [one.reading.wording for one in earlier]


def _left_out(earlier: Earlier) -> Wording:
    """The lines that were taken out of a text as its site's, as far as they are kept."""
    return Wording(sentences_of("\n".join(one.text for one in earlier.original.removed)))


def _elsewhere(nearest: Earlier, hood: Neighbourhood) -> list[Wording]:
    """Texts that share a sentence with the article and belong to other stories, one of each."""
    others = (*(kin.earlier for kin in hood.kin), *hood.elsewhere)
    texts = {hood.story_of(earlier): earlier.reading.wording for earlier in others}
    texts.pop(hood.story_of(nearest), None)
    return list(texts.values())


def _with(denied: Sequence[News], found: Novelty) -> Novelty:
    """What is new, with what is denied before the rest."""
    told = {one.sentence.text for one in denied}
    return replace(found, news=(*denied, *(one for one in found.news if one.sentence.text not in told)))

"""Fingerprints of texts. Every text is our own."""

from pipelines.article import Article
from pipelines.stories.fingerprint import containment, fingerprint
from tests.pipelines.stories.newswire import AGENCY, OTHER, sentences


def fingerprint_of(text):
    return fingerprint(Article(url="", title=None, text=text))


def test_a_short_first_sentence_adds_no_key():
    assert fingerprint_of("Just in.\n" + AGENCY).keys == fingerprint_of(AGENCY).keys


def test_every_sentence_of_some_length_is_found_by_itself():
    keys = set(fingerprint_of(AGENCY).keys)
    assert all(keys & set(fingerprint_of(sentence).probes) for sentence in sentences(AGENCY))


def test_containment_is_told_in_both_directions():
    whole, part = fingerprint_of(AGENCY).sketch, fingerprint_of("\n".join(sentences(AGENCY)[:3])).sketch
    of_part, of_whole = containment(part, whole)
    assert of_part == 1.0
    assert 0.2 < of_whole < 0.6
    assert containment(whole, part) == (of_whole, of_part)
    assert max(containment(whole, fingerprint_of(OTHER).sketch)) < 0.05


def test_a_text_without_words_contains_nothing():
    assert containment(fingerprint_of("").sketch, fingerprint_of(AGENCY).sketch) == (0.0, 0.0)

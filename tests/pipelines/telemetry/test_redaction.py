"""Known secrets are replaced in every spelling and at every depth."""

import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.secret import Secret
from pipelines.telemetry.redaction import Redactor


@given(st.text(alphabet="abc9 @:/%\"'\\+é\n", min_size=9, max_size=30), st.text(max_size=9), st.text(max_size=9))
def test_a_secret_is_gone_in_every_spelling(secret, before, after):
    redactor = Redactor([Secret(secret)])
    for spelling in (secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1], repr(secret)[1:-1]):
        assert spelling not in redactor.text(f"{before}•{spelling}•{after}").replace("•••", "")


@pytest.mark.parametrize(
    ("secret", "text", "expected"),
    [
        ("redis://u:pass%21word@h:1/0", "wrong password 'pass!word'", "wrong password '•••'"),
        ("redis://u:pass%21word@h:1/0", "at h:1/0", "at h:1/0"),
        ("https://hook.example/a/longsecretpart", "path /a/longsecretpart", "path •••"),
        ("https://hook.example/a/longsecretpart", "part longsecretpart", "part •••"),
        ("https://hook.example/1?key=abcdefgh", "query key=abcdefgh", "query •••"),
        ("https://hook.example/1", "1 page of hook.example/", "1 page of hook.example/"),
        ("unrelated", "redis://me:unknown@h/", "redis://•••@h/"),
        ("unrelated", "https://hooks.slack.com/services/T/B/z failed", "https://hooks.slack.com/••• failed"),
        ("unrelated", "https://news.example/a:b@c", "https://news.example/a:b@c"),
    ],
)
def test_pieces_of_addresses_are_hidden_where_they_are_secret(secret, text, expected):
    assert Redactor([Secret(secret)]).text(text) == expected


def test_nested_values_are_searched_keys_included():
    redactor = Redactor([Secret("hunter2")])
    nested = {"a": ["hunter2", ("x hunter2 y", {"hunter2": b"hunter2", "n": 3})], "none": None}
    assert redactor.value(nested) == {"a": ["•••", ["x ••• y", {"•••": "•••".encode(), "n": 3}]], "none": None}


def test_without_secrets_text_stays():
    assert Redactor([]).text("nothing here") == "nothing here"

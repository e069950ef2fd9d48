"""What is odd about saved articles and labels is told with its file and line, and what to do."""

import json
from pathlib import Path

import pytest

from deploy.remarks import Remarks, first_few, unmatched
from deploy.replay import id_of
from deploy.scores import read_labels
from pipelines.errors import UsageError
from pipelines.extraction.inputs import Given, read_pages


def remarks_on(*rows: dict, folder: Path) -> list[str]:
    file = folder / "a.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    remarks = Remarks()
    for given in read_pages([file]):
        assert isinstance(given, Given)
        remarks.look_at(given, id_of(given))
    return [remark.replace(f"{folder}/", "") for remark in remarks.told()]


def labels_of(*lines: str, folder: Path):
    file = folder / "labels.jsonl"
    file.write_text("".join(f"{line}\n" for line in lines))
    return read_labels(file)


def test_inputs_as_they_should_be_are_passed_over(tmp_path: Path):
    rows = [{"id": 1, "text": "a", "published": "2018-09-17"}, {"id": "2", "text": "a"}]
    assert remarks_on(*rows, folder=tmp_path) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"text": "b"}, "a.jsonl, line 2: it has no `id`"),
        ({"id": "one", "text": "b"}, "a.jsonl, line 2: the id 'one' is taken by a.jsonl, line 1."),
        (
            {"id": "b", "text": "b", "published": "next week"},
            "a.jsonl, line 2: `published` is 'next week', which is no",
        ),
    ],
)
def test_what_is_odd_is_told_with_its_line(tmp_path: Path, row: dict, told: str):
    (remark,) = remarks_on({"id": "one", "text": "a"}, row, folder=tmp_path)
    assert remark.startswith(told)


def test_of_very_many_remarks_the_first_are_told(tmp_path: Path):
    told = remarks_on(*[{"text": "a"}] * 40, folder=tmp_path)
    assert len(told) == 6
    assert told[-1] == "… and 35 more like this."
    assert list(first_few(["a"] * 6)) == ["a"] * 6


def test_a_label_without_an_article_is_told_with_its_line(tmp_path: Path):
    labels = labels_of('{"id": "one", "expect": "alert"}', '{"id": "ghost", "expect": "silent"}', folder=tmp_path)
    (remark,) = unmatched(labels, {"one"})
    assert remark.endswith("labels.jsonl, line 2: no article has the id 'ghost'. Correct it, or take the label out.")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "one", "expect": "silent"}', "line 2: 'one' is silent, but alert at"),
        ('{"id": "two", "expect": "alrt"}', 'Did you mean "alert"?'),
        ('{"id": "two"}', "line 2: expected an object with `id` and `expect`"),
    ],
)
def test_a_label_that_cannot_be_right_is_refused_with_its_line(tmp_path: Path, line: str, told: str):
    with pytest.raises(UsageError) as refused:
        labels_of('{"id": "one", "expect": "alert"}', line, folder=tmp_path)
    assert told in str(refused.value)


def test_a_label_may_be_given_twice(tmp_path: Path):
    assert list(labels_of(*['{"id": "one", "expect": "alert"}'] * 2, folder=tmp_path)) == ["one"]

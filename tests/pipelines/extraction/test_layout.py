"""Tables that lay out a page are unwrapped; tables that hold data stay."""

import pytest

from pipelines.extraction.engine import parse, read_body

LONG = "The bridge across the river was opened again on Monday after a summer of repairs, the town's engineer said. "
PAGE = """<html><body><table><tr><td><a href="/a">News</a><br><a href="/b">Weather for the weekend</a></td>
<td><h2>Bridge opened</h2>{article}</td></tr>
<tr><td colspan="2">Reprint only with a link</td></tr></table></body></html>"""


@pytest.mark.parametrize("count", [1, 5])
def test_an_article_in_a_layout_table_has_lines_of_its_own(count):
    paragraphs = [f"{LONG * 2}Part {number}." for number in range(count)]
    tree = parse(PAGE.format(article="".join(f"<p>{paragraph}" for paragraph in paragraphs)))
    lines = read_body(tree).lines
    assert [line for line in lines if line.startswith("The bridge")] == paragraphs
    assert not any("|" in line or "Weather" in line for line in lines)


def test_a_table_of_data_stays_a_table():
    rows = "".join(f"<tr><td>Village {number}</td><td>{number} houses</td></tr>" for number in range(5))
    article = "".join(f"<p>{LONG * 2}</p>" for _ in range(4))
    tree = parse(f"<html><body><article><h1>Bridge</h1>{article}<table>{rows}</table></article></body></html>")
    lines = read_body(tree).lines
    assert any(line.startswith("| Village 3") for line in lines)


def test_a_table_of_data_inside_a_layout_table_stays_a_table():
    rows = "".join(f"<tr><td>Village {number}</td><td>{number} houses</td></tr>" for number in range(5))
    article = "".join(f"<p>{LONG * 2}</p>" for _ in range(4))
    lines = read_body(parse(PAGE.format(article=f"{article}<table>{rows}</table>"))).lines
    assert any(line.startswith("| Village 3") for line in lines)

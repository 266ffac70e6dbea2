"""Lines are read as they stand: bullets of several kinds, and nothing that cannot be seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.importing.source import Line, line_of, lines


def only(text: str) -> Line:
    (line,) = lines([text])
    return line


MARKS = (
    "•|• |▪ |● |○ |◦ |‣ |∙|·|\x7f |\u2043 |\uf0b7\t|\uf0a7 |"
    "- |– |— |* |o  |a) |å) |\u200b• |\ufeff- "
)


@pytest.mark.parametrize("mark", MARKS.split("|"))
def test_a_mark_makes_a_bullet_and_is_not_part_of_it(mark: str) -> None:
    line = only(f"  {mark}Stötta organisationen ")
    assert line.bullet
    assert line.text == "Stötta organisationen"


@pytest.mark.parametrize(
    "text", ["-5 grader", "o rum", "och så", "*viktigt*", "a)b", "2018-2024", "ö) "]
)
def test_what_only_looks_like_a_mark_is_text(text: str) -> None:
    line = only(text)
    assert not line.bullet
    assert line.text == text.strip()


def test_a_decomposed_letter_is_composed_in_a_bullet_too() -> None:
    text = unicodedata.normalize("NFD", "å) Åtgärda först")
    assert only(text).text == "Åtgärda först"
    assert only(unicodedata.normalize("NFD", "• Åtgärda")).text == "Åtgärda"


def test_what_cannot_be_seen_is_left_out() -> None:
    assert only("sam\u00adspel\u200b är\u00a0 \t bra\x07\x9f").text == "samspel är bra"


def test_a_line_knows_whether_there_is_a_gap_above_it() -> None:
    found = list(lines(["Ett", "två", "  ", "\x07", "tre"]))
    assert [(line.text, line.gap) for line in found] == [
        ("Ett", True),
        ("två", False),
        ("tre", True),
    ]


def test_a_line_knows_that_a_page_begins_with_it() -> None:
    found = list(lines(["Ett", "\f", "", "Två", "\fTre", "Fyra"]))
    assert [(line.text, line.top) for line in found] == [
        ("Ett", False),
        ("Två", True),
        ("Tre", True),
        ("Fyra", False),
    ]


def test_a_heading_keeps_what_would_be_a_mark_elsewhere() -> None:
    line = line_of("– Inledning", gap=True, level=2)
    assert line == Line(text="– Inledning", gap=True, level=2)


@given(st.text(max_size=60))
def test_any_text_is_a_clean_line_or_none(text: str) -> None:
    line = line_of(text, gap=False)
    if line:
        assert line.text == " ".join(line.text.split())
        assert line.text == unicodedata.normalize("NFC", line.text)
        assert not any(unicodedata.category(letter) == "Cc" for letter in line.text)

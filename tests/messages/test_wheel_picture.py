"""The year's wheel is drawn with a mark for each event, and its text is escaped."""

from datetime import date
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from messages.wheel_picture import CENTRE, Mark, draw

TODAY = date(2026, 11, 20)
SVG = "{http://www.w3.org/2000/svg}"


def marks(svg: str) -> list[ET.Element]:
    found = ET.fromstring(svg).iter(f"{SVG}circle")  # noqa: S314 - our own drawing
    return [circle for circle in found if circle.find(f"{SVG}title") is not None]


def test_each_event_has_a_mark_with_its_name() -> None:
    drawn = marks(draw([Mark(day=TODAY, label="<Möte>"), Mark(day=TODAY, label="&")], TODAY))
    assert [mark.findtext(f"{SVG}title") for mark in drawn] == ["<Möte>", "&"]


def test_january_is_at_the_top_and_july_at_the_bottom() -> None:
    top, bottom = marks(
        draw([Mark(day=date(2026, 1, 1), label="a"), Mark(day=date(2026, 7, 1), label="b")], TODAY)
    )
    assert float(top.attrib["cy"]) < CENTRE < float(bottom.attrib["cy"])
    assert float(top.attrib["cx"]) == float(bottom.attrib["cx"]) == CENTRE


@given(st.dates())
def test_every_mark_is_inside_the_drawing(day: date) -> None:
    (mark,) = marks(draw([Mark(day=day, label="x")], TODAY))
    assert 30 <= float(mark.attrib["cx"]) <= 370
    assert 30 <= float(mark.attrib["cy"]) <= 370

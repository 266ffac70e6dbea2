"""What is filled in is checked field by field, and never lost."""

import pytest

from messages.form import Field, Form, Input, Option

FORM = Form(
    name="prov",
    title="Prov",
    submit="Spara",
    fields=(
        Field(name="line", input=Input.LINE, label="Rad", longest=5, errors={}),
        Field(name="lines", input=Input.LINES, label="Text", required=False, errors={}),
        Field(
            name="choice",
            input=Input.CHOICE,
            label="Val",
            options=(Option(value="a", label="A"),),
            errors={},
        ),
        Field(name="day", input=Input.DATE, label="Dag", errors={}),
        Field(name="at", input=Input.TIME, label="Tid", errors={}),
        Field(name="tick", input=Input.TICK, label="Ja", errors={}),
    ),
)
GOOD = {"line": "hej", "choice": "a", "day": "2026-11-24", "at": "09:00", "tick": "yes"}


def test_a_form_that_is_filled_in_right_has_no_problems() -> None:
    assert FORM.problems(GOOD) == {}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("line", "", "missing"),
        ("line", "  ", "missing"),
        ("line", "för långt", "too_long"),
        ("line", "a\nb", "several_lines"),
        ("lines", "x" * 100_000, "too_long"),
        ("choice", "b", "not_a_choice"),
        ("day", "2026-02-30", "not_a_date"),
        ("day", "i morgon", "not_a_date"),
        ("at", "25:00", "not_a_time"),
        ("tick", "no", "missing"),
    ],
)
def test_each_mistake_has_its_code(name: str, value: str, code: str) -> None:
    assert FORM.problems({**GOOD, name: value}) == {name: code}


def test_a_form_without_anything_misses_what_is_required() -> None:
    assert set(FORM.problems({})) == {"line", "choice", "day", "at", "tick"}


def test_answers_to_questions_that_were_not_asked_are_dropped() -> None:
    assert "admin" not in FORM.cleaned({**GOOD, "admin": "yes"})


def test_what_was_typed_comes_back_in_the_form() -> None:
    assert [field.value for field in FORM.filled(GOOD).fields][:2] == ["hej", ""]

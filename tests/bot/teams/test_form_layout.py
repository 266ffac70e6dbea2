"""Any form becomes a card to fill in, and what was filled in comes back."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.conversation import FieldErrors
from bot.teams import form_layout
from bot.teams.elements import HERE, Setting
from bot.teams.words import words
from messages.form import Field, Form, Input, Option
from messages.message import (
    Choice,
    Choices,
    Emphasis,
    Fact,
    Facts,
    Items,
    Message,
    Picture,
    Quote,
    Text,
)
from tests.bot.teams import checks
from tests.bot.teams.people import buttons_of, filled, text

SVG = "<svg/>"
THREAD = "19:253b1f341670408fb6fe51050b6e5ceb@thread.tacv2;messageid=1485983408511"
MARKUP = st.sampled_from(
    [
        "**fet** _kursiv_ ~x~ `kod`",
        "[länk](https://exempel.se)",
        "<at>Anna Berg</at> & <b>Bo</b>",
        "# rubrik",
        "- punkt",
        "1. ett\n2. två\n\n3. tre",
        "å 👩‍👩‍👧 é\u00a0ö",
        "&lt;at&gt;",
        "|a|b|",
    ]
)
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
"""What rendering lets through (messages/rendering.py), but for line breaks."""

LINE = st.text(LETTERS, max_size=120)
TEXTS = (
    st.text(LETTERS | st.just("\n"), max_size=300)
    | st.text(LETTERS, min_size=1, max_size=20).map(lambda one: one * 250)
    | st.sampled_from(["En mening. " * 400, "ord " * 1200])
    | MARKUP
)
SHORT = st.text(LETTERS, min_size=1, max_size=120).filter(str.strip) | MARKUP
ANY = settings(max_examples=50, phases=(Phase.explicit, Phase.generate))
"""Large examples take minutes to make smaller."""

CHOICES = st.builds(
    Choice,
    label=SHORT,
    action=st.sampled_from(["move", "cancel", "show"]),
    value=LINE | st.just("v" * 2000) | st.just("v" * 2001),
    about=LINE,
    emphasis=st.sampled_from(Emphasis),
)
BLOCKS = st.one_of(
    st.builds(Text, text=TEXTS, small=st.booleans()),
    st.builds(Quote, text=TEXTS, label=LINE),
    st.builds(
        Facts, facts=st.lists(st.builds(Fact, label=SHORT, value=TEXTS), max_size=20).map(tuple)
    ),
    st.builds(Items, items=st.lists(TEXTS, max_size=60).map(tuple), numbered=st.booleans()),
    st.builds(Choices, choices=st.lists(CHOICES, min_size=1, max_size=40).map(tuple)),
    st.builds(Picture, svg=st.just(SVG), alt=SHORT),
)
MESSAGES = st.builds(
    Message, title=SHORT | st.just("t" * 4000), blocks=st.lists(BLOCKS, max_size=60).map(tuple)
)
SETTINGS = st.builds(
    Setting,
    at=st.sampled_from(["", THREAD]),
    dialog=st.booleans(),
    pictures=st.sampled_from([{}, {SVG: "https://exempel.se/bild.png"}]),
)
AGAIN = st.none() | st.fixed_dictionaries({"words": LINE | st.just("w" * 2100)})


OPTIONS = st.lists(
    st.builds(Option, value=st.text(min_size=1, max_size=60), label=SHORT),
    max_size=200,
    unique_by=lambda one: one.value,
).map(tuple)
NAMES = ["form", "once", "do", "at", "subject", "action", "value", "text", "day"]
CARRIED = {"form": "move", "subject": "dialogue/2026-12-14", "once": "1", "at": THREAD}


@st.composite
def fields(draw: st.DrawFn, name: str) -> Field:
    kind = draw(st.sampled_from(Input))
    options = draw(OPTIONS) if kind is Input.CHOICE else ()
    first = [option.value for option in options[:1]]
    values = st.sampled_from(["2026-11-24", "09:00", "9.00", "yes", "", "no", "24:61", *first])
    return Field(
        name=name,
        input=kind,
        label=draw(SHORT),
        hint=draw(LINE),
        required=draw(st.booleans()),
        longest=draw(st.integers(1, 5000)),
        value=draw(values | TEXTS),
        options=options,
        errors=draw(st.sampled_from([{}, {"missing": "Fyll i."}, {"past": "Dagen har varit."}])),
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    names = draw(st.lists(st.sampled_from(NAMES), max_size=9, unique=True))
    return Form(
        name="move",
        title=draw(SHORT),
        notice=draw(TEXTS),
        submit=draw(SHORT),
        fields=tuple(draw(fields(name)) for name in names),
        subject="dialogue/2026-12-14",
    )


def is_stuck(form: Form) -> bool:
    """Whether there is nothing to choose where something must be chosen."""
    chosen = [one for one in form.fields if one.input is Input.CHOICE and not one.options]
    return any(one.required for one in chosen)


@ANY
@given(forms(), st.booleans())
def test_every_form_becomes_a_card_to_fill_in(form: Form, dialog: bool) -> None:  # noqa: FBT001
    card = form_layout.card(form, CARRIED, dialog=dialog)
    checks.card(card, dialog=dialog)
    shown = {one["id"]: one for one in card["body"] if one["type"].startswith("Input.")}
    for field in form.fields:
        element = shown.get(f"field_{field.name}")
        assert element or field.input is Input.CHOICE or is_stuck(form)
        if element and field.required:
            assert element["isRequired"]
            assert element["errorMessage"]


@ANY
@given(forms(), st.sampled_from(["missing", "past", "unheard_of"]))
def test_what_is_wrong_stands_right_under_its_field(form: Form, code: str) -> None:
    wrong = FieldErrors(errors={one.name: code for one in form.fields}, form=form)
    body = form_layout.card(form, CARRIED, wrong)["body"]
    errors = {f"field_{one.name}": one.errors.get(code, words("wrong")) for one in form.fields}
    for number, element in enumerate(body):
        if element["type"].startswith("Input."):
            (says,) = body[number + 1]["inlines"]
            assert (says["text"], says["color"]) == (errors[element["id"]], "Attention")


@ANY
@given(forms())
def test_what_is_sent_untouched_gives_back_what_stood_there_and_what_was_carried(
    form: Form,
) -> None:
    card = form_layout.card(form, CARRIED)
    sent = {**buttons_of(card)[0]["data"], **filled(card, {})}
    assert CARRIED.items() <= sent.items()
    expected = {} if is_stuck(form) else {one.name: _kept(one) for one in form.fields}
    found = form_layout.filled_in(sent)
    assert found == {name: value for name, value in expected.items() if value is not None}


def _kept(field: Field) -> str | None:
    """What a client can show of the field's value; None where the field is not shown."""
    match field.input:
        case Input.LINE | Input.LINES:
            return field.value[:4000]
        case Input.CHOICE if not field.options:
            return None
        case Input.CHOICE:
            return field.value if field.value in {one.value for one in field.options} else ""
        case Input.TICK:
            return "yes" if field.value == "yes" else ""
        case Input.DATE:
            return field.value if field.problem(field.value) is None else ""
        case Input.TIME:
            right = field.value.strip() and Field.problem(field, field.value) is None
            return f"{field.value.replace('.', ':'):0>5}" if right else ""


@pytest.mark.parametrize("strange", [None, 1, 1.5, True, [], ["x"], {"a": {"b": "c"}}])
def test_whatever_is_no_text_counts_as_nothing_filled_in(strange: object) -> None:
    assert form_layout.filled_in({"field_day": strange, "do": "submit"}) == {"day": ""}


def test_a_form_with_nothing_to_choose_says_so_and_can_only_be_left() -> None:
    field = Field(name="who", input=Input.CHOICE, label="Vem", errors={})
    card = form_layout.card(Form(name="hold", title="Ny", submit="Spara", fields=(field,)), CARRIED)
    assert words("nothing_to_choose") in text(card)
    assert [one["title"] for one in buttons_of(card)] == ["Avbryt"]
    assert HERE.at == ""

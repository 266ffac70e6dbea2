"""Templates become messages and forms; what people typed stays text."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from messages.message import Message, Quote, Text
from messages.rendering import render, render_form
from tests.messages.agreements import agreement, rule

TODAY = date(2026, 11, 20)


def rule_card(text: str, **values: object) -> Message:
    return render("rule", today=TODAY, rule=rule("a", text), agreement=agreement(**values))


def quoted(message: Message) -> str:
    (quote,) = [block for block in message.blocks if isinstance(block, Quote)]
    return quote.text


def test_a_summary_is_marked_as_one() -> None:
    assert "I korthet, inte beslutad text" in rule_card("Text.").plain


def test_a_verbatim_rule_is_not() -> None:
    assert "I korthet" not in rule_card("Text.", verbatim=True).plain


def test_a_proposal_says_that_the_decision_is_missing() -> None:
    assert "beslutet saknas i underlaget" in rule_card("Text.").plain


def test_markup_in_a_text_stays_text() -> None:
    assert quoted(rule_card("<b>hej</b> & </message> {{ 7 * 7 }} {% raw %}")) == (
        "<b>hej</b> & </message> {{ 7 * 7 }} {% raw %}"
    )


def test_line_breaks_that_somebody_typed_are_kept() -> None:
    assert quoted(rule_card("en rad\noch en till\r\n\r\nslut")) == "en rad\noch en till\n\nslut"


def test_control_characters_are_dropped() -> None:
    assert quoted(rule_card("a\x00b\x1bc\ufffe")) == "abc"


def test_the_template_s_own_line_breaks_are_folded() -> None:
    small = [block for block in rule_card("x").blocks if isinstance(block, Text) and block.small]
    assert "\n" not in small[0].text
    assert "  " not in small[0].text


@given(st.text(max_size=300))
def test_any_text_survives_but_for_what_cannot_be_seen(text: str) -> None:
    shown = quoted(rule_card(f"x{text}x"))
    kept = [one for one in text if one in string.ascii_letters + "åäö<>&\"'[]()*_`"]
    assert [one for one in shown[1:-1] if one in string.ascii_letters + "åäö<>&\"'[]()*_`"] == kept


@given(st.text(max_size=200))
def test_a_typed_value_comes_back_in_its_form_field(text: str) -> None:
    form = render_form("pause", today=TODAY, until=None)
    assert form.filled({"day": text}).fields[0].value == text


def test_a_missing_fact_is_an_error_and_not_an_empty_sentence() -> None:
    with pytest.raises(UndefinedError):
        render("rule", today=TODAY, agreement=agreement())

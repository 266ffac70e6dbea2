"""What people type is taken for the command they mean, and a question stays a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.table import COMMANDS
from bot.commands.words import entries, parse


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("vad gäller media", "ask", "media"),
        ("Vad gäller: media?", "ask", "media?"),
        ("VAD GALLER MEDIA", "ask", "MEDIA"),
        ("regel löfte", "ask", "löfte"),
        ("kontakt enhetschef", "contact", "enhetschef"),
        ("kontakt", "contact", ""),
        ("möten", "meetings", ""),
        ("moten", "meetings", ""),
        ("  Möten. ", "meetings", ""),
        ("möetn", "meetings", ""),
        ("dagordnig", "agenda", ""),
        ("ställ in", "cancel", ""),
        ("beröm", "praise", ""),
        ("ta upp", "concern", ""),
        ("årshjul", "year", ""),
        ("koppla kanalen", "connect", ""),
        ("vem", "roles", ""),
        ("meetings", "meetings", ""),
        ("", "help", ""),
        ("?", "help", ""),
        ("flytta samspelssamtalet", "move", ""),
        ("Avboka mötet på måndag", "cancel", ""),
        ("beröm Mats", "praise", ""),
        ("nästa möte", "meetings", ""),
        ("innehavare KSO", "holders", ""),
        ("rules", "principles", ""),
        ("vad gäller?", "ask", ""),
        ("ta upp kritik i nämnden?", "ask", "ta upp kritik i nämnden?"),
        (
            "ta upp en fråga med kommundirektören först",
            "ask",
            "ta upp en fråga med kommundirektören först",
        ),
        ("vem utser kommundirektören?", "ask", "vem utser kommundirektören?"),
        ("möten mellan KSO och KD", "ask", "möten mellan KSO och KD"),
        ("får jag ge beröm", "ask", "får jag ge beröm"),
    ],
)
def test_words_lead_to_a_command(typed: str, name: str, rest: str) -> None:
    assert parse(typed) == (name, rest)


@given(st.text(max_size=200))
def test_anything_is_some_command(typed: str) -> None:
    name, rest = parse(typed)
    assert name in COMMANDS
    assert len(rest) <= len(typed)


def test_every_command_has_an_example_that_leads_to_it() -> None:
    for entry in entries():
        assert parse(entry.example)[0] == entry.name


def test_every_command_of_the_table_is_in_the_help() -> None:
    assert {entry.name for entry in entries()} == set(COMMANDS)

"""What the words of a statement tell about it is found; where they tell nothing, nothing is."""

import tomllib
from pathlib import Path as File
from time import perf_counter

import pytest

from messages import grammar
from messages.agreement import Ask, Kind, Path, PathCase, Role
from messages.importing import recognising


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Vi talar med varandra.", Kind.RULE),
        ("Hur har samspelet fungerat under året?", Kind.TALKING_POINT),
        ("Har du förtroende för din chef? Varför inte?", Kind.ORAL_TALKING_POINT),
        ("Syftet med spelreglerna är tydlighet.", Kind.BACKGROUND),
        ("Fråga dig: vem äger det? Om ingen gör det, ta upp frågan.", Kind.RULE),
    ],
)
def test_a_statement_is_a_rule_unless_its_words_tell_otherwise(text: str, kind: Kind) -> None:
    assert recognising.kind(text) is kind


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Vi talar med varandra.", (Role.EVERYONE,)),
        ("KD och KSO möts.", (Role.KD, Role.KSO)),
        ("Kommunstyrelsens ordförande leder politiken.", (Role.KSO, Role.ELECTED_MEMBER)),
        ("Nämnderna får underlag av förvaltningschefen.", (Role.COMMITTEE, Role.DEPARTMENT_HEAD)),
        ("KSO, KD, VD, nämnd och invånare möts.", (Role.EVERYONE,)),
    ],
)
def test_roles_are_those_that_are_named_unless_they_are_too_many(
    text: str, roles: tuple[Role, ...]
) -> None:
    assert recognising.roles(text) == roles


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Reglerna ska stämmas av årligen.", (Ask.ANNUAL_REVIEW,)),
        ("Samspelsmöten sker varje månad.", (Ask.DIALOGUE,)),
        (
            "Inför varje ny mandatperiod ges utbildning, och nya chefer får utbildning.",
            (Ask.TRAINING, Ask.NEW_MANAGER),
        ),
        (
            "KSO och oppositionsråd träffar kommunens ledningsgrupp, KSO två gånger.",
            (Ask.MANAGEMENT_GROUP,),
        ),
        ("När KSO byts ut talar KD och den nya KSO om sina roller.", (Ask.ROLE_TALK,)),
        ("Vi stämmer av när det behövs.", ()),
    ],
)
def test_a_statement_may_ask_for_something_in_the_calendar(
    text: str, asks: tuple[Ask, ...]
) -> None:
    assert set(recognising.asks(text)) == set(asks)


def test_a_chain_of_who_calls_whom_is_a_path() -> None:
    text = "Vid akuta lägen: Handläggaren ringer chefen som ringer direktören som ringer KSO."
    assert recognising.paths(text) == (
        Path(case=PathCase.URGENT, steps=("handläggaren", "chefen", "direktören", "kso")),
    )
    assert recognising.paths("Handläggaren ringer chefen.") == ()


def test_a_way_that_agreements_lay_down_is_a_path() -> None:
    text = (
        "Förvaltningschefen är ingången till förvaltningen och för dialog med chefer; ansvarig "
        "chef ordnar samtalet. Ansvarig chef hanterar media."
    )
    ordinary, media = recognising.paths(text)
    assert ordinary.steps[:2] == ("förtroendevald", "förvaltningschef")
    assert media.case is PathCase.MEDIA


def test_a_document_is_called_what_it_calls_itself_most() -> None:
    assert recognising.called(["Riktlinje", "Denna riktlinje är en policy."]) == "riktlinjen"
    assert recognising.called(["Ett papper"]) == "överenskommelsen"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I Vaggeryds kommun talar vi. Jönköpings kommun gör annat. Vaggeryds kommun!", "Vaggeryd"),
        ("Alingsås kommuns värdegrund", ""),
        ("Alingsås kommun", "Alingsås"),
        ("Stockholms stad", "Stockholm"),
        ("Provby kommun", ""),
        ("Vi bor i Vaggeryd.", ""),
    ],
)
def test_a_swedish_municipality_is_known_by_its_name(text: str, name: str) -> None:
    assert recognising.municipality([text]) == name


def test_every_name_among_the_cues_is_one_of_the_format() -> None:
    cues = tomllib.loads(File(recognising.__file__).with_name("cues.toml").read_text("utf-8"))
    assert set(cues["kinds"]) <= set(grammar.KINDS)
    assert set(cues["roles"]) <= set(grammar.ROLES)
    assert set(cues["asks"]) == set(grammar.ASKS)
    for path in cues["path"]:
        assert PathCase(path.get("case", "ordinary"))
        assert len(path["steps"]) > 1


def test_every_municipality_of_sweden_is_known() -> None:
    names = (
        File(recognising.__file__).with_name("municipalities.txt").read_text("utf-8").split("\n")
    )
    assert len([name for name in names if name]) == 290
    for name in filter(None, names):
        assert recognising.municipality([f"{name} kommun"]) == name


@pytest.mark.parametrize("words", ["KSO oppositionsråd ", "x", "nya chefer ", "Hon ringer "])
def test_a_text_made_to_take_long_does_not(words: str) -> None:
    text = words * (200_000 // len(words))
    before = perf_counter()
    for find in (recognising.kind, recognising.roles, recognising.asks, recognising.paths):
        find(text)
    assert perf_counter() - before < 0.5

"""Ids follow the rules that surely are the same; what is doubtful is marked."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from messages.agreement import Agreement, Kind, Rule, Section
from messages.importing.carrying import carried
from messages.reading import read
from messages.writing import write
from tests.messages.agreements import agreement, rule
from tests.messages.importing.provby import drafted, printed, text

LONG = "Den som är förtroendevald talar först med förvaltningschefen innan någon annan får frågan."
WORDS = [
    "alla",
    "talar",
    "lyssnar",
    "svarar",
    "med",
    "chefen",
    "nämnden",
    "ofta",
    "sällan",
    "alltid",
]
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=6
)


def only(made: Agreement) -> Rule:
    (found,) = made.rules
    return found


def test_the_same_document_again_changes_nothing(tmp_path: Path) -> None:
    made = drafted(text(tmp_path / "a.txt", printed()))
    assert carried(made, made) == made


def test_the_same_words_at_three_places_are_told_apart_by_place() -> None:
    rules = [rule(f"respekt-{name}", "Respekt", sources=(f"{name}, punkt 1",)) for name in "abc"]
    made = agreement(*rules)
    assert carried(made, made) == made
    turned = agreement(*[replace(one, id=f"ny-{one.id}") for one in reversed(rules)])
    assert [one.id for one in carried(turned, made).rules] == [
        "respekt-c",
        "respekt-b",
        "respekt-a",
    ]


def test_what_people_have_written_about_a_rule_is_kept() -> None:
    old = rule(
        "via-chefen",
        LONG,
        heading="Gå via chefen",
        topics=("kontakt", "chef"),
        kind=Kind.BACKGROUND,
        principle=False,
    )
    new = rule("den-som-ar", LONG, heading="Annat: Den som är …", sources=("sida 9",))
    found = only(carried(agreement(new), agreement(old)))
    assert found == replace(old, sources=("sida 9",))


def test_a_reworded_rule_keeps_its_id_but_not_its_heading() -> None:
    old = rule("via-chefen", LONG, heading="Gå via chefen")
    new = rule("den-som-ar", LONG.replace("frågan", "en fråga"), heading="Den som är …")
    found = only(carried(agreement(new), agreement(old)))
    assert (found.id, found.heading, found.review) == ("via-chefen", "Den som är …", "")


def test_a_rule_at_the_same_place_is_the_same_where_its_words_were_cut() -> None:
    old = rule("lika", "Se alla ärenden som lika viktiga, inte enbart företräda egna intressen")
    new = rule("se-alla", "Se alla ärenden som lika viktiga.")
    assert only(carried(agreement(new), agreement(old))).review
    same = replace(new, id="lika")
    assert only(carried(agreement(same), agreement(old))) == replace(
        old, text=new.text, heading=new.heading
    )


def test_a_doubtful_rule_keeps_its_new_id_and_says_which_one_it_may_be() -> None:
    old = rule("via-chefen", LONG)
    new = rule(
        "den-som-ar",
        "Den som är förtroendevald talar ofta med direktören om andras frågor.",
        sources=("avsnitt 1",),
    )
    made = carried(agreement(new), agreement(old))
    assert only(made).id == "den-som-ar"
    assert "#via-chefen" in only(made).review
    assert made.review == "Finns inte i den nya texten: #via-chefen."


def test_two_rules_that_are_as_alike_are_not_guessed_between() -> None:
    old = agreement(
        rule("ett", f"{LONG} A.", sources=("a",)), rule("tva", f"{LONG} B.", sources=("b",))
    )
    found = only(carried(agreement(rule("ny", f"{LONG} C.", sources=("c",))), old))
    assert found.id == "ny"
    assert "kanske samma" in found.review


def test_a_new_rule_gets_no_id_of_an_old_one() -> None:
    old = agreement(rule("moten", LONG, sources=("avsnitt 1",)))
    new = agreement(
        rule("moten", "Fikarasten är helig.", sources=("avsnitt 7",)),
        rule("moten-2", "Kaffet bryggs av den som kom först.", sources=("avsnitt 8",)),
    )
    made = carried(new, old)
    assert [one.id for one in made.rules] == ["moten-3", "moten-2"]
    assert not any(one.review for one in made.rules)


def test_a_note_that_was_not_settled_stays() -> None:
    old = rule("a", LONG, review="titta på detta.")
    assert only(carried(agreement(rule("b", LONG)), agreement(old))).review == "titta på detta."
    settled = agreement(rule("a", LONG))
    assert only(carried(agreement(rule("b", LONG, review="titta.")), settled)).review == ""


def test_a_note_on_what_is_new_stays() -> None:
    new = rule("b", LONG.replace("frågan", "en fråga"), review="ny.")
    assert only(carried(agreement(new), agreement(rule("a", LONG)))).review == "ny."


def of(texts: list[str]) -> Agreement:
    rules = [
        rule(f"r-{number}", one, sources=(f"stycke {number}",)) for number, one in enumerate(texts)
    ]
    return agreement(Section(heading="A", rules=tuple(rules)).rules[0], *rules[1:])


@settings(max_examples=80)
@given(TEXTS, TEXTS)
def test_whatever_changed_every_text_is_there_and_every_id_is_one_rules(
    before: list[str], after: list[str]
) -> None:
    made = carried(of(after), of(before))
    assert [one.text for one in made.rules] == after
    ids = sorted(one.id for one in made.rules)
    assert all(one != other for one, other in pairwise(ids))
    assert read(write(made), file="prov.md") == made

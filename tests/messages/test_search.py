"""Questions as people type them find the rule that answers, or an honest no."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from messages import lexicon, shipped
from messages.agreement import Role
from messages.indexing import Index, index
from messages.search import LONGEST_QUESTION, find
from tests.messages.agreements import agreement, rule

QUESTIONS = tomllib.loads(Path(__file__).with_name("questions.toml").read_text("utf-8"))
ASKED = [
    (name, question, ids) for name, asked in QUESTIONS.items() for question, ids in asked.items()
]
ANSWERED = [(name, question, ids) for name, question, ids in ASKED if ids]
UNANSWERED = [(name, question) for name, question, ids in ASKED if not ids]

LEAST_FIRST, LEAST_AMONG_THREE, LEAST_COVERED = 0.9, 0.95, 0.9


@cache
def indexed(name: str) -> Index:
    return index(shipped.versions(name)[-1], lexicon.shipped(), {})


def hits(name: str, question: str) -> list[str]:
    return [hit.rule.id for hit in find(indexed(name), question).hits]


def test_most_questions_find_their_rule_first_and_nearly_all_among_three() -> None:
    found = [(hits(name, question), ids) for name, question, ids in ANSWERED]
    first = sum(bool(got) and got[0] in ids for got, ids in found) / len(found)
    among = sum(any(one in ids for one in got) for got, ids in found) / len(found)
    assert first >= LEAST_FIRST
    assert among >= LEAST_AMONG_THREE


def test_right_answers_are_given_with_confidence() -> None:
    covered = [find(indexed(name), question).covered for name, question, _ in ANSWERED]
    assert sum(covered) / len(covered) >= LEAST_COVERED


@pytest.mark.parametrize(("name", "question"), UNANSWERED)
def test_what_the_agreement_does_not_say_is_not_answered(name: str, question: str) -> None:
    assert not find(indexed(name), question).covered


@pytest.mark.parametrize("name", ["vaggeryd", "kungsor"])
def test_a_politician_who_wants_to_ring_a_unit_head_goes_by_the_department_head(name: str) -> None:
    answer = find(indexed(name), "får en politiker ringa en enhetschef?")
    assert answer.covered
    assert answer.hits[0].rule.id == "via-forvaltningschefen"


def test_an_urgent_path_answers_only_what_is_urgent() -> None:
    assert hits("vaggeryd", "vem ringer enhetschefen i en akut situation")[0] == "akuta-fragor"


@pytest.mark.parametrize("question", ["", "?", "vad gäller", "och att det", "\x00\n", "🙂"])
def test_a_question_without_meaning_finds_nothing_and_breaks_nothing(question: str) -> None:
    answer = find(indexed("vaggeryd"), question)
    assert not answer.covered
    assert answer.hits == ()


def test_a_pasted_document_is_answered_quickly_or_not_at_all() -> None:
    pasted = "förvaltningschefen " * 50_000
    assert find(indexed("vaggeryd"), pasted).hits


def test_hits_come_best_first_and_no_more_than_asked_for() -> None:
    answer = find(indexed("vaggeryd"), "förvaltningschef", top=5)
    scores = [hit.score for hit in answer.hits]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)


def test_how_many_is_not_answered_although_its_words_are_there() -> None:
    assert find(indexed("kungsor"), "vad gäller förvaltningschefen").hits
    assert not find(indexed("kungsor"), "hur många förvaltningschefer finns det").covered


def test_a_rule_is_not_shown_to_those_it_is_not_for() -> None:
    asked, nobody = "visselblåsare", frozenset({Role.ELECTED_MEMBER})
    everyone = [hit.rule.id for hit in find(indexed("kungsor"), asked).hits]
    elected = [hit.rule.id for hit in find(indexed("kungsor"), asked, asker=nobody).hits]
    assert "visselblasning" in everyone
    assert "visselblasning" not in elected


def test_a_role_that_is_asked_about_need_not_stand_in_the_agreement() -> None:
    own = agreement(
        rule("a", "Den som ser ett brott kan anmäla det.", not_for=(Role.ELECTED_MEMBER,))
    )
    made = index(own, lexicon.shipped(), {})
    assert find(made, "anmäla brott").hits
    assert find(made, "kan en förtroendevald anmäla brott").hits == ()


def test_words_after_the_three_hundredth_change_nothing() -> None:
    long = "förvaltningschef " + "och " * LONGEST_QUESTION
    assert hits("vaggeryd", long + "beröm") == hits("vaggeryd", long)


def test_a_word_of_the_agreements_own_does_not_change_the_lexicons() -> None:
    words = lexicon.shipped().words({"mediet": "medium", "media": "medium", "giraffen": "giraff"})
    assert words.lemma("media") == "media"
    assert words.lemma("giraffen") == "giraff"


@pytest.mark.parametrize("name", shipped.names())
@pytest.mark.parametrize(
    "question", ["får jag ringa en enhetschef?", "får en politiker prata med en lärare?"]
)
def test_a_politicians_contact_with_staff_is_answered_everywhere(name: str, question: str) -> None:
    answer = find(indexed(name), question)
    assert answer.covered
    assert answer.hits[0].rule.id in {"via-forvaltningschefen", "mota-tjanstepersoner"}

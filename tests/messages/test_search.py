"""Questions as people type them find the rule that answers, or an honest no."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from messages import lexicon, shipped
from messages.indexing import Index, index
from messages.search import find

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

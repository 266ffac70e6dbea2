"""Two versions are compared by rule id."""

from messages.agreement import Kind, Rule
from messages.changes import compare
from tests.messages.agreements import agreement, rule


def ids(rules: tuple[Rule, ...]) -> list[str]:
    return [one.id for one in rules]


def test_a_rule_with_the_same_id_and_another_text_is_reworded() -> None:
    changes = compare(agreement(rule("a", "Förr.")), agreement(rule("a", "Nu.")))
    (one,) = changes.reworded
    assert (one.old.text, one.new.text) == ("Förr.", "Nu.")
    assert bool(changes)


def test_a_new_heading_is_a_rewording_too() -> None:
    changes = compare(agreement(rule("a")), agreement(rule("a", heading="Ny rubrik")))
    assert len(changes.reworded) == 1


def test_rules_come_and_go_by_their_ids() -> None:
    changes = compare(agreement(rule("a"), rule("b")), agreement(rule("b"), rule("c")))
    assert ids(changes.added) == ["c"]
    assert ids(changes.removed) == ["a"]
    assert not changes.reworded


def test_a_new_source_order_or_topic_changes_nothing() -> None:
    old = agreement(rule("a"), rule("b"))
    new = agreement(rule("b", topics=("annat",)), rule("a", sources=("avsnitt 2",)))
    assert not compare(old, new)


def test_procedure_and_background_are_no_changes_of_conduct() -> None:
    new = agreement(rule("a"), rule("beslut", kind=Kind.PROCEDURE), rule("b", kind=Kind.BACKGROUND))
    assert not compare(agreement(rule("a")), new)


def test_a_summary_and_what_it_sums_up_are_not_compared() -> None:
    summary, words = agreement(rule("a")), agreement(rule("b"), verbatim=True)
    found = compare(summary, words)
    assert found.other_words
    assert not found
    assert not compare(words, words).other_words

"""What SQLite is asked, and the agreements that it is asked of."""

import pytest

from messages import reading, shipped, writing
from tests.bench import asked, looking_up, many


def test_sqlite_is_asked_for_the_municipality_and_any_of_the_words() -> None:
    found = looking_up.matching(7, 'Vem "svarar" i dag?', without={"vem"})
    assert found == 'municipality : kommun007 AND {heading text} : ("svarar" OR "dag")'


def test_nothing_is_asked_where_no_word_is_left() -> None:
    assert looking_up.matching(7, "vem i?", without={"vem"}) == ""


@pytest.mark.parametrize("tokenizer", ["unicode61", "trigram"])
def test_sqlite_finds_rules_of_that_municipality_alone(tokenizer: str) -> None:
    agreements = [shipped.versions(name)[-1] for name in ("vaggeryd", "kungsor")]
    database = looking_up.filled(agreements, tokenizer)
    for number, agreement in enumerate(agreements):
        query = looking_up.matching(number, "får politiker kontakta medarbetare?", without=())
        found = [text for _, text in database.execute(looking_up.FIND, (query,))]
        assert found
        assert {*found} <= {rule.text for rule in agreement.rules}
    database.close()


def test_no_two_municipalities_are_alike_and_each_can_be_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asked, "documents_are_there", lambda: False)
    first, second = (many.agreement(number, many.NAMES[number]) for number in (0, 1))
    assert len(first.rules) == len(second.rules) == many.RULES
    assert {rule.id for rule in first.rules} != {rule.id for rule in second.rules}
    assert reading.read(writing.write(first), file="first") == first


def test_there_are_290_municipalities() -> None:
    assert len(many.NAMES) == 290

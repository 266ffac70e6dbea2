"""The measuring itself: what counts as found, and engines that find nothing."""

from collections.abc import Sequence

import pytest

from tests.bench import asked, finding, peers
from tests.bench.asked import Question
from tests.bench.finding import OURS, Tried, shares, tried

PASSAGES = (
    "Styrelsen\nOrdföranden kallar till möten.",
    "Medborgare\nInvånare frågar närmaste medarbetare.",
    "Medier\nKommunikatören svarar tidningarna om krisen.",
)
QUESTION = Question(
    asked="vem svarar medierna?", kind="natural", accept=("svarar TIDNING", "press")
)

needs_peers = pytest.mark.skipif(not peers.there(), reason="needs the group peers: make bench")


def of(kind: str, *, texts: Sequence[str], sure: bool = True) -> Tried:
    question = Question(asked="?", kind=kind, accept=("rätt",) if kind == "natural" else ())
    return tried("provby", question, (texts, sure))


def test_a_text_answers_that_holds_one_of_the_patterns_in_any_case() -> None:
    assert [QUESTION.answered_by(text) for text in PASSAGES] == [False, False, True]


def test_only_the_first_three_count() -> None:
    wrong = ["fel"] * 3
    found = [of("natural", texts=texts) for texts in ([*wrong, "rätt"], ["fel", "fel", "rätt"])]
    assert [(one.first, one.shown) for one in found] == [(False, False), (False, True)]


def test_the_shares_are_of_those_questions_that_they_speak_of() -> None:
    found = shares(
        [
            of("natural", texts=["rätt"]),
            of("natural", texts=["rätt"], sure=False),
            of("natural", texts=["fel", "rätt"], sure=False),
            of("natural", texts=[], sure=False),
            of("near_miss", texts=["fel"]),
            of("unanswerable", texts=["fel"], sure=False),
            of("unanswerable", texts=[], sure=False),
        ]
    )
    assert (found.first, found.shown, found.kept) == (0.5, 0.75, 0.5)
    assert found.fooled == pytest.approx(1 / 3)


def test_a_bar_that_nothing_was_measured_for_is_missed() -> None:
    assert not any(bar.good for bar in finding.bars(shares([])))


def test_of_several_scorers_the_one_that_finds_most_is_shown() -> None:
    right, wrong = [of("natural", texts=["rätt"])], [of("natural", texts=["fel"])]
    results = {OURS: wrong, "fused a": right, "rapidfuzz a": wrong, "rapidfuzz b": right}
    assert list(finding.best_scorers(results)) == [OURS, "fused a", "rapidfuzz b"]


def test_the_tables_tell_shares_by_engine_and_kind() -> None:
    tries = [of("natural", texts=["rätt"]), of("near_miss", texts=["fel"])]
    nothing = [of("natural", texts=[], sure=False), of("near_miss", texts=[], sure=False)]
    results = {OURS: tries, "peer": nothing}
    assert finding.by_engine(results).splitlines()[1].split() == [OURS, *["1.000"] * 4]
    rows = finding.by_group(results, "kind", lambda one: one.kind).splitlines()[2:]
    assert [row.split() for row in rows] == [
        ["natural", "1", "1.00/1.00", "0.00/0.00"],
        ["near_miss", "1", "1.00", "0.00"],
    ]


def test_nothing_is_measured_without_the_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "documents_are_there", lambda: False)
    (said,) = finding.measure()
    assert said.good
    assert "not measured" in str(said)


def test_ours_is_measured_without_the_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "documents_are_there", lambda: True)
    monkeypatch.setattr(peers, "there", lambda: False)
    monkeypatch.setattr(
        finding, "everything_tried", lambda: {OURS: [of("natural", texts=["rätt"])]}
    )
    said = [str(one) for one in finding.measure()]
    assert "not installed" in said[0]
    assert any("right passage first" in one for one in said)


def test_a_fusion_puts_first_what_several_find() -> None:
    given = [[0, 1], [2, 1]]
    engines = [lambda _, places=places: places for places in given]
    assert peers.fused(engines)("?") == [1, 0, 2]
    assert peers.fused([lambda _: []])("?") == []


@needs_peers
@pytest.mark.parametrize("name", peers.MAKERS)
def test_a_peer_finds_the_passage_with_the_words_of_the_question(name: str) -> None:
    assert peers.MAKERS[name](PASSAGES)("Vem svarar tidningarna?")[0] == 2


@needs_peers
@pytest.mark.parametrize("name", peers.MAKERS)
@pytest.mark.parametrize("question", ["", "?", "''\" AND (", "i", "xyzzy", "och", "\\ | & ! :*"])
def test_a_peer_that_finds_nothing_gives_nothing(name: str, question: str) -> None:
    found = peers.MAKERS[name](PASSAGES)(question)
    assert set(found) <= {0, 1, 2}
    assert found == [] or name.startswith("rapidfuzz") or question in {"och", "i", "''\" AND ("}

"""A municipality begins with its own document."""

from pathlib import Path

from messages.agreement import Agreement
from messages.writing import write
from tests.bot.cli.running import good, refused
from tests.messages.agreements import agreement, rule


def file(found: Agreement) -> str:
    Path("own.md").write_text(write(found), "utf-8")
    return "own.md"


OWN = agreement(rule("a", "Ordföranden kallar in krisledningsnämnden."), municipality="Tranås")
INIT = ("init", "--admin", "karin@tranas.se")


def test_a_municipality_begins_with_its_own_agreement() -> None:
    good(*INIT, "--agreement", file(OWN))
    assert "tranas 1" in good("agreement", "list")
    assert "krisledningsnämnden" in good("ask", "vem kallar in krisledningsnämnden?")


def test_more_administrators_need_no_agreement() -> None:
    good(*INIT, "--agreement", file(OWN))
    said = good("init", "--admin", "eva@tranas.se")
    assert said == "eva@tranas.se is an administrator of Tranås.\n"


def test_a_second_agreement_is_adopted_and_not_begun_with() -> None:
    good(*INIT, "--agreement", file(OWN))
    assert "Tranås has its agreement" in refused(*INIT, "--agreement", "own.md")


def test_a_draft_that_nobody_has_settled_is_not_begun_with() -> None:
    draft = agreement(rule("a", "Text."), municipality="Tranås", review="kontrollera namnet.")
    assert "still has 1 notes to review" in refused(*INIT, "--agreement", file(draft))


def test_without_an_agreement_or_a_shipped_one_it_says_what_there_is() -> None:
    said = refused(*INIT, "--municipality", "tranas")
    assert "--agreement FILE" in said

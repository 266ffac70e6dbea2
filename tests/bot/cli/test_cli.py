"""The command line, as its users run it."""

import sqlite3
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from messages import shipped
from tests.bot.cli.running import good, refused, rows

AGREEMENTS = Path(shipped.__file__).with_name("agreements")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps(name: str) -> None:
    assert COMMANDS[name].split()[0] in good(name, "--help")


def test_the_help_lists_every_command() -> None:
    listed = good("--help")
    assert all(name in listed for name in COMMANDS)


def test_a_question_is_answered_in_words() -> None:
    answer = good("ask", "--agreement", "vaggeryd", "får en politiker ringa en enhetschef?")
    assert answer.startswith("Kontakt med medarbetare går via förvaltningschefen\n")


@pytest.mark.parametrize(("day", "own_interests"), [("2026-05-01", True), ("2026-12-01", False)])
def test_the_wording_of_the_day_is_answered(day: str, own_interests: bool) -> None:  # noqa: FBT001
    asked = ("ask", "--agreement", "vaggeryd", "--on", day, "--json", "lika viktiga ärenden")
    (row,) = rows(good(*asked))
    hits = row["hits"]
    assert isinstance(hits, list)
    assert hits[0]["rule"] == "lika-viktiga"
    assert ("egna intressen" in hits[0]["text"]) is own_interests


def test_questions_are_read_line_by_line() -> None:
    asked = "meddelarfrihet\n\nvad kostar bygglov\n"
    found = rows(good("ask", "--agreement", "alingsas", "--json", "--top", "1", given=asked))
    assert [row["question"] for row in found] == ["meddelarfrihet", "vad kostar bygglov"]
    assert [row["answered"] for row in found] == [True, False]
    shown = {"question", "answered", "agreement", "status", "since", "standing", "hits"}
    assert all(set(row) == shown for row in found)


def test_a_file_can_be_asked() -> None:
    answer = good("ask", "--agreement", str(AGREEMENTS / "kungsor.1.md"), "visselblåsare")
    assert "visselblåsarfunktion" in answer


def test_an_agreement_must_be_named_where_there_are_several() -> None:
    assert "--agreement: alingsas, kungsor, vaggeryd." in refused("ask", "hej")


def test_an_unknown_agreement_is_one_sentence() -> None:
    assert "There is no agreement 'ankeborg'" in refused("ask", "--agreement", "ankeborg", "hej")


def test_a_date_that_does_not_exist_is_one_sentence() -> None:
    sentence = refused("ask", "--agreement", "vaggeryd", "--on", "2026-02-30", "hej")
    assert "2026-02-30 is no date" in sentence


@pytest.mark.parametrize("name", shipped.names())
def test_a_plan_without_a_database_holds_the_term(name: str) -> None:
    term = ("--from", "2026-11-20", "--to", "2030-12-31")
    plan = rows(good("plan", "--municipality", name, *term, "--json"))
    moments = [datetime.fromisoformat(str(row["at"])) for row in plan]
    assert moments == sorted(moments)
    assert all(moment.utcoffset() is not None for moment in moments)
    assert all(7 <= moment.hour < 18 and moment.weekday() < 5 for moment in moments)
    assert set(plan[0]) == {"at", "kind", "subject", "to", "title"}
    talks = {str(row["subject"])[9:16] for row in plan if str(row["subject"])[:9] == "dialogue/"}
    months = {
        f"{year}-{month:02}" for year in range(2027, 2031) for month in range(1, 13) if month != 7
    }
    assert months <= talks


def kinds(name: str) -> dict[str, list[date]]:
    term = ("--from", "2026-11-20", "--to", "2030-12-31")
    found: dict[str, list[date]] = {}
    for row in rows(good("plan", "--municipality", name, *term, "--json")):
        found.setdefault(str(row["kind"]), []).append(date.fromisoformat(str(row["at"])[:10]))
    return found


def test_kungsor_has_its_annual_review_each_year() -> None:
    found = kinds("kungsor")
    assert {day.year for day in found["review_soon"]} == {2027, 2028, 2029, 2030}
    assert {day.year for day in found["review_book"]} == {2027, 2028, 2029, 2030}


def test_vaggeryd_trains_its_members_around_the_election() -> None:
    found = kinds("vaggeryd")
    assert {str(day) for day in found["training_groups"]} == {"2030-09-20"}
    assert "2030-11-12" in {str(day) for day in found["training_soon"]}


def test_alingsas_asks_its_members_in_november_2028() -> None:
    found = kinds("alingsas")
    assert [str(day) for day in found["survey_open"]] == ["2028-11-07"]
    assert [str(day) for day in found["survey_reminder"]] == ["2028-11-21"]


def test_a_plan_of_an_unknown_municipality_is_one_sentence() -> None:
    assert "There is no municipality 'x'" in refused("plan", "--municipality", "x")


def test_a_plan_that_ends_before_it_begins_is_one_sentence() -> None:
    term = ("--from", "2027-01-02", "--to", "2027-01-01")
    assert "--to must be on or after" in refused("plan", "--municipality", "vaggeryd", *term)


def test_the_plan_of_a_founded_municipality_is_its_own(founded: str) -> None:
    assert founded
    term = ("--from", "2027-01-01", "--to", "2027-01-31", "--json")
    plan = rows(good("plan", "--municipality", "vaggeryd", *term))
    assert {row["kind"] for row in plan} >= {"meeting_soon"}
    assert "principle" not in {row["kind"] for row in plan}, "no channel is connected yet"


def test_the_shipped_agreements_are_listed_and_shown() -> None:
    assert len(rows(good("agreement", "list", "--json"))) == 4
    assert good("agreement", "show", "kungsor") == (AGREEMENTS / "kungsor.1.md").read_text("utf-8")
    assert len(rows(good("agreement", "show", "alingsas", "--json"))) == 44


def test_a_good_file_is_called_good_and_a_bad_one_is_named_by_line(tmp_path: Path) -> None:
    text = (AGREEMENTS / "kungsor.1.md").read_text("utf-8")
    file = tmp_path / "prov.md"
    file.write_text(text, "utf-8")
    assert "is good: 89 rules in 10 sections." in good("agreement", "check", str(file))
    file.write_text(text.replace("Roller: alla", "Roller: kungen", 1), "utf-8")
    assert "prov.md, line 13: expected one of alla" in refused("agreement", "check", str(file))
    file.write_bytes("Kommun: Kungsör".encode("cp1252"))
    assert "is not text in UTF-8" in refused("agreement", "check", str(file))


def test_changes_are_shown_rule_by_rule() -> None:
    assert "reworded: lika-viktiga" in good("agreement", "changes", "vaggeryd")
    (row,) = rows(good("agreement", "changes", "vaggeryd", "--json"))
    assert row["change"] == "reworded"


ADOPT = ("--body", "kommunfullmäktige", "--paragraph", "§ 87", "--decided", "2026-06-22")


def test_an_adopted_version_is_answered_with_from_the_day_it_takes_force(founded: str) -> None:
    assert founded
    file = str(AGREEMENTS / "vaggeryd.2.md")
    adopted = good("agreement", "adopt", file, *ADOPT, "--in-force", "2026-07-01")
    assert "in force from 2026-07-01" in adopted
    asked = ("ask", "lika viktiga")
    assert "saknas i underlaget" in good(*asked, "--on", "2026-06-30")
    assert "Antagen av kommunfullmäktige" in good(*asked, "--on", "2026-07-01")


def test_what_cannot_be_adopted_is_one_sentence(founded: str) -> None:
    assert founded
    file = str(AGREEMENTS / "kungsor.1.md")
    assert "is Kungsör's, not Vaggeryd's" in refused("agreement", "adopt", file, *ADOPT)
    own = str(AGREEMENTS / "vaggeryd.2.md")
    early = ("--in-force", "2026-01-01")
    assert "--in-force is before" in refused("agreement", "adopt", own, *ADOPT, *early)


def test_adopting_without_a_database_says_what_to_do() -> None:
    own = str(AGREEMENTS / "vaggeryd.2.md")
    sentence = refused("agreement", "adopt", own, *ADOPT, "--municipality", "vaggeryd")
    assert "run 'samspel init' first" in sentence


@pytest.mark.usefixtures("founded")
def test_init_run_again_learns_a_name_but_does_not_change_one() -> None:
    for name in ("Karin Lund", "Någon Annan"):
        good("init", "--admin", "karin@provby.se", "--name", name)
    with sqlite3.connect("samspel.db") as connection:
        assert connection.execute("SELECT name FROM person").fetchall() == [("Karin Lund",)]


def test_init_can_be_run_again_for_one_more_administrator(founded: str) -> None:
    assert "karin@provby.se is an administrator of Vaggeryd." in founded
    assert "bo@provby.se is an administrator" in good("init", "--admin", "bo@provby.se")


def test_init_needs_a_municipality_and_an_address() -> None:
    assert "--municipality: alingsas" in refused("init", "--admin", "a@b.se")
    wrong = ("init", "--admin", "a@b.se", "--municipality", "ankeborg")
    assert "--municipality: alingsas" in refused(*wrong)
    assert not Path("samspel.db").exists()
    assert "no e-mail address" in refused("init", "--admin", "karin")


def test_deliveries_are_listed_without_what_they_say(founded: str) -> None:
    assert founded
    assert good("deliveries") == ""
    assert good("deliveries", "--state", "failed", "--json") == ""
    assert "There is no municipality" in refused("deliveries", "--municipality", "x")

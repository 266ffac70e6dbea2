"""What the command line cannot use is answered with one sentence, and nothing is lost."""

from pathlib import Path

import pytest

from messages import shipped
from tests.bot.cli.running import good, refused

AGREEMENTS = Path(shipped.__file__).with_name("agreements")


def test_where_there_is_no_database_none_is_left_behind(empty_folder: Path) -> None:
    assert "run 'samspel init' first" in refused("deliveries")
    assert list(empty_folder.iterdir()) == []


def test_a_file_that_is_no_database_is_one_sentence(empty_folder: Path) -> None:
    (empty_folder / "samspel.db").write_text("an essay, and a long one, about something else")
    assert refused("deliveries").startswith("Error: The database cannot be used: ")


@pytest.mark.usefixtures("founded")
def test_committees_and_companies_can_be_added_later() -> None:
    again = ("init", "--admin", "karin@provby.se", "--municipality", "Vaggeryd")
    for _ in range(2):
        good(*again, "--committee", "socialnämnden", "--committee", "socialnämnden")
        good(*again, "--company", "Provby Energi AB")
    wide = ("--from", "2027-01-01", "--to", "2027-12-31")
    assert "chair:socialnämnden" in good("plan", "--municipality", "vaggeryd", *wide)


@pytest.mark.usefixtures("founded")
@pytest.mark.parametrize("name", ["", "  ", "x" * 100, "a\x00b"])
def test_a_committee_without_a_good_name_is_refused(name: str) -> None:
    refusal = refused("init", "--admin", "karin@provby.se", "--committee", name)
    assert "needs a name" in refusal


@pytest.mark.parametrize("name", ["Kungsör", "KUNGSOR", " kungsör "])
def test_a_municipality_is_known_however_it_is_written(name: str) -> None:
    assert good("ask", "--agreement", name, "vad är KSO:s roll?") == good(
        "ask", "--agreement", "kungsor", "vad är KSO:s roll?"
    )


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "20261124", "2026-02-30"])
def test_a_day_out_of_reach_is_one_sentence(day: str) -> None:
    assert "is no date from 1900-01-01 to 2199-12-31" in refused(
        "plan", "--municipality", "vaggeryd", "--from", day
    )


@pytest.mark.usefixtures("founded")
@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--body", " ", "--body needs to be a line of text."),
        ("--body", "kommun\nfullmäktige", "--body needs to be a line of text."),
        ("--paragraph", "", "--paragraph needs to be a line of text."),
        ("--decided", "2190-01-01", "--decided is a day that has not been."),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_nothing_is_stored(
    option: str, value: str, said: str
) -> None:
    decision = {"--body": "kommunfullmäktige", "--paragraph": "§ 87", "--decided": "2026-11-02"}
    words = [part for pair in {**decision, option: value}.items() for part in pair]
    before = good("agreement", "list")
    assert refused("agreement", "adopt", str(AGREEMENTS / "vaggeryd.2.md"), *words).endswith(said)
    assert good("agreement", "list") == before


def test_what_is_no_file_is_not_read() -> None:
    assert refused("agreement", "check", "/dev/zero") == "Error: /dev/zero is not a file."


def test_a_hundred_thousand_letters_are_answered_in_a_line_of_their_own() -> None:
    answer = good("ask", "--agreement", "vaggeryd", given="x" * 100_000 + "\nmedia\n")
    assert "Jag hittar inget säkert svar" in answer
    assert len(answer) < 5000


def test_a_database_that_is_not_migrated_says_what_to_do(empty_folder: Path) -> None:
    (empty_folder / "samspel.db").touch()
    assert "run 'samspel migrate' first" in refused("deliveries")
    assert "this version's" in good("migrate")
    assert good("deliveries") == ""


def test_a_settings_file_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSPEL_SETTINGS", str(tmp_path / "none.toml"))
    assert "The settings file" in refused("deliveries")


def test_the_settings_file_names_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f'SAMSPEL_DATABASE_URL = "sqlite:///{tmp_path}/own.db"\n', "utf-8")
    monkeypatch.setenv("SAMSPEL_SETTINGS", str(file))
    good("migrate")
    assert (tmp_path / "own.db").exists()
    assert not (tmp_path / "samspel.db").exists()

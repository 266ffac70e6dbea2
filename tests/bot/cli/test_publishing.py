"""`samspel agreement publish`, `unpublish` and `qr`."""

from pathlib import Path

import pytest

from tests.bot.cli import qr_codes
from tests.bot.cli.running import good, refused
from tests.bot.cli.test_operating import fetch, free_port, running

URL = "https://samspel.example"
PAGE = f"{URL}/regler/vaggeryd"
PUBLISH, UNPUBLISH = ("agreement", "publish"), ("agreement", "unpublish")
QR = ("agreement", "qr", "--output")

pytestmark = pytest.mark.usefixtures("founded")


@pytest.fixture
def public(founded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert founded
    monkeypatch.setenv("SAMSPEL_URL", f"{URL}/")
    good(*PUBLISH)


def test_the_address_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    hint = "; set SAMSPEL_URL to see the whole address"
    shown, hidden = "Anybody can read the rules of Vaggeryd at", "Nobody can read the rules of"
    assert good(*PUBLISH) == f"{shown} /regler/vaggeryd{hint}.\n"
    assert good(*UNPUBLISH) == f"{hidden} Vaggeryd at /regler/vaggeryd any more{hint}.\n"
    monkeypatch.setenv("SAMSPEL_URL", f"{URL}/")
    assert good(*PUBLISH) == f"{shown} {PAGE}.\n"
    assert good(*UNPUBLISH) == f"{hidden} Vaggeryd at {PAGE} any more.\n"


def test_with_several_municipalities_one_is_named() -> None:
    good("init", "--admin", "eva@provby.se", "--municipality", "kungsor")
    for command in (PUBLISH, UNPUBLISH, (*QR, "code.svg", "--url", URL)):
        assert refused(*command).endswith("Say which with --municipality: kungsor, vaggeryd.")
        assert "There is no 'nowhere'" in refused(*command, "--municipality", "nowhere")
    assert "rules of Kungsör at /regler/kungsor" in good(*PUBLISH, "--municipality", "Kungsör")
    assert "no page yet" in refused(*QR, "code.svg", "--url", URL, "--municipality", "vaggeryd")


def test_samspel_run_serves_the_page_while_it_is_switched_on(empty_folder: Path) -> None:
    port = free_port()
    with running(empty_folder, port, SAMSPEL_URL=URL):
        assert fetch(port, "/regler/vaggeryd")[0] == 404
        good(*PUBLISH)
        status, page = fetch(port, "/regler/vaggeryd?q=media")
        assert status == 200
        assert "Det här säger överenskommelsen" in page
        assert f"{PAGE}<br>" in page
        assert fetch(port, "/regler/vaggeryd/andringar")[0] == 200
        good(*UNPUBLISH)
        assert fetch(port, "/regler/vaggeryd")[0] == 404
        assert fetch(port, "/healthz") == (200, "alive\n")


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize("name", ["code.svg", "code.png"])
def test_the_code_leads_to_the_page(empty_folder: Path, name: str) -> None:
    assert good(*QR, name) == f"{name} leads to {PAGE}.\n"
    code = qr_codes.read(empty_folder / name)
    assert code.text == PAGE
    assert code.correction in {"Q", "H"}
    assert code.quiet >= 4


@pytest.mark.usefixtures("public")
def test_the_address_of_a_code_can_be_said(empty_folder: Path) -> None:
    good(*QR, "CODE.PNG", "--url", "https://provby.se/samspel/")
    read = qr_codes.read(empty_folder / "CODE.PNG")
    assert read.text == "https://provby.se/samspel/regler/vaggeryd"


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    "url",
    [
        "http://samspel.example",
        "samspel.example",
        "https://",
        "https://[",
        f"{URL}?a=b",
        f"{URL} x",
    ],
)
def test_a_code_leads_to_https_alone(url: str, empty_folder: Path) -> None:
    assert refused(*QR, "code.svg", "--url", url) == (
        "Error: Say where samspel answers: set SAMSPEL_URL, or --url https://…."
    )
    assert not (empty_folder / "code.svg").exists()


def test_a_code_needs_an_address_a_page_an_ending_and_a_folder(empty_folder: Path) -> None:
    given = ("--url", URL)
    assert "set SAMSPEL_URL" in refused(*QR, "code.svg")
    page = "There is no page yet: run 'samspel agreement publish' first."
    assert refused(*QR, "code.svg", *given) == f"Error: {page}"
    good(*PUBLISH)
    for name in ("code.jpg", "code", "svg"):
        assert refused(*QR, name, *given) == f"Error: {name} needs to end in .svg or .png."
    assert refused(*QR, "no/where.svg", *given) == "Error: There is no folder no."
    (empty_folder / "a.png").mkdir()
    assert "is a directory" in refused(*QR, "a.png", *given)
    assert list(empty_folder.glob("*.svg")) == []
    good(*UNPUBLISH)
    assert page in refused(*QR, "code.svg", *given)


def test_without_a_database_init_comes_first(empty_folder: Path) -> None:
    (empty_folder / "samspel.db").unlink()
    for command in (PUBLISH, UNPUBLISH, (*QR, "code.svg", "--url", URL)):
        assert "run 'samspel init' first" in refused(*command)

"""Every template is good XML, has good manners, and is used."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from messages.rendering import TEMPLATES

ROOT = Path(__file__).parents[2]
TEMPLATE_FILES = sorted(TEMPLATES.glob("**/*.xml"))
MESSAGES = [path for path in TEMPLATES.glob("*.xml") if not path.name.startswith("_")]
FORMS = [path for path in TEMPLATES.glob("forms/*.xml") if not path.name.startswith("_")]
LONGEST_BUTTON = 75
LONGEST_FORM_TITLE = 24


def prose(path: Path) -> str:
    """The template's own words, without markup and Jinja."""
    text = re.sub(r"\{[{%#].*?[}%#]\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", text)


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: path.stem)
def test_no_template_shouts_or_speaks_in_codes(path: Path) -> None:
    words = prose(path)
    assert "!" not in words
    assert not re.search(r"\b(ogiltig|error|fel input|OK|Submit)\b", words)


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: path.stem)
def test_no_template_confuses_the_two_zones(path: Path) -> None:
    assert "gyllene zon" not in prose(path)


@pytest.mark.parametrize("path", [*MESSAGES, *FORMS], ids=lambda path: path.stem)
def test_every_template_is_used_by_its_name(path: Path) -> None:
    code = "".join(file.read_text("utf-8") for file in ROOT.glob("bot/**/*.py"))
    kinds = (ROOT / "schedules" / "kinds.py").read_text("utf-8")
    assert f'"{path.stem}"' in code + kinds


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_form_fits_the_narrowest_chat(path: Path) -> None:
    without = re.sub(r"\{[{%#].*?[}%#]\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    form = ET.fromstring(without.strip())  # noqa: S314 - our own file
    assert len(form.attrib["submit"]) <= LONGEST_FORM_TITLE
    for field in form.iter("field"):
        label = field.attrib["label"] or "ett val mellan två etiketter"
        assert label.endswith(("?", *"abcdefghijklmnopqrstuvwxyzåäö)"))


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_every_button_begins_with_a_verb(path: Path) -> None:
    labels = re.findall(r"<choice [^>]*>(?:\{%[^%]*%\})?\s*([^<{]*)", path.read_text("utf-8"))
    for label in filter(None, (label.strip(" :") for label in labels)):
        assert label.split()[0] in VERBS, label


VERBS = {
    "Ange",
    "Anteckna",
    "Avboka",
    "Avsluta",
    "Använd",
    "Behåll",
    "Bekräfta",
    "Dela",
    "Flytta",
    "Föreslå",
    "Ge",
    "Lägg",
    "Pausa",
    "Läs",
    "Markera",
    "Sluta",
    "Ta",
    "Visa",
    "Ändra",
}

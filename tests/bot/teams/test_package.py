"""The app package is what Teams takes: its schema, its limits, its icons, and no right too many."""

import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker

from bot.commands import words as commands
from bot.configuring import SettingsError
from bot.teams import package
from bot.teams.words import words
from tests.bot.teams.tenant import CLIENT, Json
from tests.client_files import require_client

URL = "https://samspel.example"
SCHEMAS = "node_modules/@microsoft/app-manifest/build/json-schemas/teams"


@pytest.fixture
def manifest() -> Json:
    return package.manifest(CLIENT, URL)


def unpacked() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package.package(CLIENT, URL))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def suggested(manifest: Json) -> Iterator[list[Json]]:
    for one in manifest["bots"][0]["commandLists"]:
        yield one["commands"]


def pixels(picture: bytes) -> tuple[int, int, set[tuple[int, ...]]]:
    """The width, the height and the colours (RGBA) of a PNG of eight bits a channel."""
    width, height, *kind = struct.unpack(">IIBBBBB", picture[16:29])
    assert kind == [8, 6, 0, 0, 0]
    raw, colours, above = zlib.decompress(b"".join(_data(picture))), set(), bytes(4 * width)
    for start in range(0, len(raw), 4 * width + 1):
        line = _unfiltered(raw[start], raw[start + 1 : start + 4 * width + 1], above)
        colours |= {tuple(line[at : at + 4]) for at in range(0, len(line), 4)}
        above = line
    return width, height, colours


def _data(picture: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(picture):
        length, kind = struct.unpack(">I4s", picture[at : at + 8])
        if kind == b"IDAT":
            yield picture[at + 8 : at + 8 + length]
        at += length + 12


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    """A line as it was before PNG's filter: by its left, by its upper, by both, or by Paeth's."""
    found = bytearray(4) + line
    corner = bytes(4) + above
    for at in range(4, len(found)):
        left, up, both = found[at - 4], corner[at], corner[at - 4]
        near = min((left, up, both), key=lambda one: abs(left + up - both - one))
        found[at] = (found[at] + (0, left, up, (left + up) // 2, near)[kind]) % 256
    return bytes(found[4:])


def test_the_manifest_is_as_microsoft_s_schema_says(manifest: Json) -> None:
    folder = require_client() / SCHEMAS / f"v{package.MANIFEST_VERSION}"
    schema = json.loads((folder / "MicrosoftTeams.schema.json").read_text("utf-8"))
    checker = Draft4Validator(schema, format_checker=FormatChecker())
    assert [error.message for error in checker.iter_errors(manifest)] == []
    assert manifest["manifestVersion"] == schema["properties"]["manifestVersion"]["const"]
    assert [*checker.iter_errors({**manifest, "unheard": True})]


def test_the_manifest_points_to_this_samspel(manifest: Json) -> None:
    assert manifest["id"] == manifest["bots"][0]["botId"] == CLIENT
    assert manifest["composeExtensions"][0]["botId"] == CLIENT
    assert manifest["validDomains"] == ["samspel.example"]
    pages = [one for name, one in manifest["developer"].items() if name.endswith("Url")]
    assert len(pages) == 3
    assert all(page.startswith(f"{URL}/om") for page in pages)


def test_no_more_is_suggested_than_teams_shows(manifest: Json) -> None:
    for offered in suggested(manifest):
        assert 1 <= len(offered) <= 10
        assert len({one["title"] for one in offered}) == len(offered)
        for one in offered:
            assert 1 <= len(one["title"]) <= 32
            assert 1 <= len(one["description"]) <= 128


@pytest.mark.parametrize("scope", package.OFFERED)
def test_what_is_suggested_is_understood_as_what_it_is(scope: str) -> None:
    known = {entry.name: entry.example for entry in commands.entries()}
    for name in package.OFFERED[scope]:
        assert commands.parse(known[name])[0] == name


def test_the_names_and_the_descriptions_hold_to_the_limits(manifest: Json) -> None:
    assert len(manifest["name"]["short"]) <= 30
    assert len(manifest["name"]["full"]) <= 100
    assert len(manifest["description"]["short"]) <= 80
    assert len(manifest["description"]["full"]) <= 4000
    for one in manifest["composeExtensions"][0]["commands"]:
        assert len(one["title"]) <= 32
        assert len(one["description"]) <= 128
    for name in ("description", "long_description", "look_up", "search_description"):
        assert "!" not in words(name)


def test_the_message_extension_is_what_samspel_listens_to(manifest: Json) -> None:
    found = {one["id"]: one for one in manifest["composeExtensions"][0]["commands"]}
    assert {name: (one["type"], one["context"]) for name, one in found.items()} == {
        package.SEARCH: ("query", ["compose", "commandBox"]),
        package.LOOK_UP: ("action", ["message"]),
        package.FEEDBACK: ("action", ["compose"]),
    }
    (parameter,) = found[package.SEARCH]["parameters"]
    assert parameter["name"] == package.PARAMETER
    assert all(found[name]["fetchTask"] for name in (package.LOOK_UP, package.FEEDBACK))


def test_no_right_is_asked_for_to_read_what_people_write(manifest: Json) -> None:
    assert set(manifest["permissions"]) == {"identity", "messageTeamMembers"}
    assert "authorization" not in manifest
    assert "webApplicationInfo" not in manifest


def test_the_package_is_three_files_in_its_root(manifest: Json) -> None:
    found = unpacked()
    assert sorted(found) == ["color.png", "manifest.json", "outline.png"]
    assert json.loads(found["manifest.json"]) == manifest
    assert {manifest["icons"]["color"], manifest["icons"]["outline"]} <= set(found)


def test_the_colour_icon_is_opaque_and_of_its_size() -> None:
    width, height, colours = pixels(unpacked()["color.png"])
    assert (width, height) == (192, 192)
    assert {alpha for *_, alpha in colours} == {255}
    assert (*bytes.fromhex(package.COLOUR[1:]), 255) in colours


def test_the_outline_is_white_on_nothing_and_of_its_size() -> None:
    width, height, colours = pixels(unpacked()["outline.png"])
    assert (width, height) == (32, 32)
    seen: set[Any] = {colour[:3] for colour in colours if colour[3]}
    assert seen == {(255, 255, 255)}
    assert {0, 255} <= {alpha for *_, alpha in colours}


def test_the_same_package_is_made_each_time() -> None:
    assert package.package(CLIENT, URL) == package.package(CLIENT, URL)


@pytest.mark.parametrize(
    ("client_id", "url", "says"),
    [
        ("", URL, "Set CLIENT_ID"),
        ("samspel", URL, "Set CLIENT_ID"),
        (f"{CLIENT} ", URL, "Set CLIENT_ID"),
        (CLIENT, "", "Say where samspel answers"),
        (CLIENT, "http://samspel.example", "Say where samspel answers"),
        (CLIENT, "https://", "Say where samspel answers"),
        (CLIENT, "samspel.example", "Say where samspel answers"),
    ],
)
def test_what_teams_would_not_take_is_one_sentence(client_id: str, url: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says) as error:
        package.package(client_id, url)
    assert "\n" not in str(error.value)

"""The public page keeps nothing of who looks at it, and lets nothing in."""

import asyncio
import logging
import threading
import time

import pytest

from bot import rule_page
from messages import search
from tests.bot.rule_visitor import CHANGES, PAGE, page, publish, visitor
from tests.towns import Town

SECRET = "hemligheten"  # noqa: S105 - a word that somebody searches for


@pytest.fixture
def public(town: Town) -> Town:
    town.at_desk(publish)
    return town


def test_the_headers_let_nothing_in_and_nothing_out(public: Town) -> None:
    for path in (PAGE, CHANGES, f"{PAGE}?q=media", "/regler/nowhere"):
        headers = visitor(public).get(path).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        for part in ("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"):
            assert part in policy
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in headers


def test_a_page_may_be_kept_for_minutes_but_an_answer_never(public: Town) -> None:
    kept = {
        path: visitor(public).get(path).headers["Cache-Control"]
        for path in (PAGE, CHANGES, f"{PAGE}?q=media", "/regler/nowhere")
    }
    assert list(kept.values()) == [rule_page.FRESH, rule_page.FRESH, "no-store", "no-store"]


def test_head_answers_as_get_does(public: Town) -> None:
    for path in (PAGE, CHANGES):
        head, get = visitor(public).ask("HEAD", path), visitor(public).get(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Length"] == get.headers["Content-Length"]


def test_nothing_else_is_taken(public: Town) -> None:
    assert visitor(public).ask("POST", PAGE).status_code == 405


def test_the_printed_address_is_the_world_s_and_without_the_question(public: Town) -> None:
    known = visitor(public, "https://samspel.example").get(PAGE, q=SECRET)
    printed = known.text[known.text.index('class="printed"') :]
    assert "https://samspel.example/regler/vaggeryd<br>" in printed
    assert SECRET not in printed
    assert "http://testserver/regler/vaggeryd<br>" in visitor(public).get(PAGE).text


@pytest.fixture
def broken(public: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A search that fails and quotes what it was asked."""

    def fail(_index: object, question: str, **_options: object) -> None:
        raise ValueError(f"cannot understand {question}")

    monkeypatch.setattr("messages.search.find", fail)
    return public


def test_a_failure_is_told_without_what_was_asked(
    broken: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = visitor(broken).get(PAGE, q=SECRET)
    assert answer.status_code == 500
    assert "Sidan kan inte visas just nu" in answer.text
    assert SECRET not in answer.text
    (record,) = [one for one in caplog.records if one.name == "bot.rule_page"]
    assert "ValueError" in vars(record)["reason"]
    assert SECRET not in str(vars(record))


def test_nothing_is_logged_or_stored_when_somebody_asks(
    public: Town, caplog: pytest.LogCaptureFixture
) -> None:
    before = dump(public)
    page(public, question=SECRET)
    assert [one for one in caplog.records if one.name.startswith(("bot", "messages"))] == []
    assert dump(public) == before


def dump(town: Town) -> list[str]:
    with town.app.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        return list(raw.iterdump())


def test_many_who_ask_at_once_leave_threads_for_the_chats(
    public: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, most, lock = 0, 0, threading.Lock()

    def slow(_index: object, _question: str, **_options: object) -> search.Answer:
        nonlocal asking, most
        with lock:
            asking += 1
            most = max(most, asking)
        time.sleep(0.05)
        with lock:
            asking -= 1
        return search.Answer(covered=False, hits=())

    async def all_at_once() -> list[int]:
        someone = visitor(public)
        answers = await asyncio.gather(*(someone.asks(PAGE, q="media") for _ in range(8)))
        return [answer.status_code for answer in answers]

    monkeypatch.setattr("messages.search.find", slow)
    assert asyncio.run(all_at_once()) == [200] * 8
    assert most == rule_page.AT_ONCE

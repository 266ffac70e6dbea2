"""The public page as a program sees it: what it says of the rules, and how it answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot import amendments, rule_page
from messages.agreement import Kind
from tests.bot.rule_visitor import CHANGES, PAGE, adopted, page, publish, store, visitor
from tests.databases import on_both
from tests.towns import Town

ANSWERED = "får en politiker ringa en enhetschef?"


@pytest.fixture
def public(town: Town) -> Town:
    town.at_desk(publish)
    return town


@on_both
def test_the_page_holds_every_rule_with_its_anchor_its_source_and_the_standing(
    public: Town,
) -> None:
    shown = page(public)
    assert shown.startswith('<!doctype html> <html lang="sv">')
    agreement = public.at_desk(lambda desk: desk.agreement)
    for rule in agreement.rules:
        assert f'id="{rule.id}"' in shown
        assert rule.heading in shown
        assert f"Källa: {'; '.join(rule.sources)}." in shown
    assert "Förslag från kommunstyrelsen, § 138: beslutet att anta" in shown
    assert "I korthet, inte beslutad text." in shown


@on_both
def test_a_question_is_answered_with_the_rule_its_source_and_the_standing(public: Town) -> None:
    shown = page(public, question=ANSWERED)
    answer = shown[shown.index('class="answer"') : shown.index('class="rules beside"')]
    assert "Det här säger överenskommelsen" in answer
    assert "Kontakt med medarbetare går via förvaltningschefen" in answer
    assert "Överenskommelsen (KS 2025/164), avsnitt 3, Förtroendevalda, stycke 1." in answer
    assert "beslutet att anta överenskommelsen saknas i underlaget" in answer
    assert 'href="#invanarnas-vag"' in answer


def test_what_is_not_covered_is_said_honestly_with_whom_to_turn_to(public: Town) -> None:
    shown = page(public, question="hur många kommundirektörer finns det?")
    assert "Inget säkert svar i överenskommelsen" in shown
    assert "vänd dig till kontaktcenter" in shown
    assert "Kanske hjälper något av det här:" in shown
    assert "Det här säger" not in shown


@pytest.mark.parametrize("question", ["???", "bygglov", "\0", "x" * 5000, "👩‍👩‍👧 och æ"])
def test_any_question_has_an_answer(public: Town, question: str) -> None:
    assert "Inget säkert svar" in page(public, question=question)


def test_an_empty_question_is_none(public: Town) -> None:
    answer = visitor(public).get(f"{PAGE}?q=++")
    assert "Inget säkert svar" not in answer.text
    assert answer.headers["Cache-Control"] == rule_page.FRESH


def test_a_long_question_is_cut(public: Town) -> None:
    shown = page(public, question="ord " * 1000)
    assert f'value="{("ord " * 75).strip()}"' in shown
    assert f"Du frågade: ”{('ord ' * 30)[:119]}…”." in shown


def test_markup_in_a_question_stays_text(public: Town) -> None:
    answer = visitor(public).get(PAGE, q='"><script>alert(1)</script>')
    assert "<script" not in answer.text


def test_not_switched_on_and_unknown_answer_alike(town: Town) -> None:
    off, unknown = (visitor(town).get(path) for path in (PAGE, "/regler/nowhere"))
    assert off.status_code == unknown.status_code == 404
    assert off.content == unknown.content
    assert off.headers == unknown.headers
    assert visitor(town).get(CHANGES).content == off.content
    assert "Sidan finns inte" in off.text


@on_both
@pytest.mark.parametrize("slug", ["%00", "%ff", "%F0%9F%98%80", "'"])
def test_an_odd_address_is_not_found(public: Town, slug: str) -> None:
    assert visitor(public).get(f"/regler/{slug}").status_code == 404


def test_talking_points_for_conversation_only_are_never_shown(
    settle: Callable[[str], Town],
) -> None:
    town = settle("kungsor")
    town.at_desk(publish)
    agreement = town.at_desk(lambda desk: desk.agreement)
    oral = [rule for rule in agreement.rules if rule.kind is Kind.ORAL_TALKING_POINT]
    assert oral
    for rule in oral:
        for question in ("", rule.heading, rule.text):
            assert f'id="{rule.id}"' not in page(town, "/regler/kungsor", question)
            assert f'"#{rule.id}"' not in page(town, "/regler/kungsor", question)


def test_what_is_no_rule_of_conduct_says_what_it_is(settle: Callable[[str], Town]) -> None:
    for name, kinds in {
        "vaggeryd": {"Bakgrund", "Beslutsgång"},
        "kungsor": {"Samtalsfråga"},
    }.items():
        town = settle(name)
        town.at_desk(publish)
        shown = page(town, f"/regler/{name}")
        for kind in kinds:
            assert f'<p class="kind">{kind}</p>' in shown


def test_paragraphs_and_lists_of_a_rule_are_kept(public: Town) -> None:
    text = "Det här gäller:\n- det ena & det andra\n- det tredje\n\nOch så vidare."
    store(public, adopted(date(2026, 11, 20), text=text))
    answer = visitor(public).get(PAGE)
    listed = "<ul><li>det ena &amp; det andra</li><li>det tredje</li></ul>"
    assert f"<p>Det här gäller:</p> {listed} <p>Och så vidare.</p>" in " ".join(answer.text.split())


def test_wording_as_it_was_decided_is_not_called_short(public: Town) -> None:
    store(public, replace(adopted(date(2026, 11, 20)), verbatim=True))
    assert "I korthet" not in page(public)
    assert "I korthet" not in page(public, question=ANSWERED)


def test_whom_a_rule_is_not_for_is_said(public: Town) -> None:
    shown = page(public)
    rule = shown[shown.index('id="meddelarfrihet-visselblasning"') :]
    assert "Gäller inte dig som är förtroendevald." in rule[: rule.index("Källa:")]


def test_the_version_of_the_day_is_shown_and_the_next_one_announced(public: Town) -> None:
    store(public, adopted(date(2027, 1, 1), text="Nya ord."))
    assert "Från och med 1 januari 2027 gäller en ny lydelse." in page(public)
    assert "Nya ord." not in page(public)
    public.go(date(2027, 1, 1))
    assert "Nya ord." in page(public)
    assert "Antagen av kommunfullmäktige 30 november 2026, § 87." in page(public)
    assert "gäller en ny lydelse" not in page(public)


def test_the_changes_stand_newest_first_against_the_version_before(public: Town) -> None:
    store(public, adopted(date(2027, 1, 1), text="Nya ord.", heading="Ny rubrik"))
    shown = page(public, CHANGES)
    newest, older, oldest = shown.split('<section class="version"')[1:]
    assert "Lydelse från 1 januari 2027" in newest
    assert "Antagen av kommunfullmäktige 30 november 2026, § 87." in newest
    assert "Ändrad: Ny rubrik" in newest
    assert "<strong>Gott samspel kräver tydliga roller</strong>" in newest
    assert "<p>Nya ord.</p>" in newest
    assert "Lydelse från 20 maj 2026" in older
    assert "Visas på sidan i dag" in older
    assert "Ändrad: Alla ärenden är lika viktiga" in older
    assert "Den äldsta lydelsen" in oldest
    assert "ingen tidigare lydelse av överenskommelsen" in oldest


def test_rules_that_came_and_went_and_a_version_that_changes_none(public: Town) -> None:
    store(public, adopted(date(2027, 1, 1), id="helt-ny"))
    store(public, adopted(date(2027, 2, 1), id="helt-ny"))
    newest, older, *_ = page(public, CHANGES).split('<section class="version"')[1:]
    assert "Spelreglerna är desamma som i förra lydelsen." in newest
    heading = "Gott samspel kräver tydliga roller"
    assert f"Ny: {heading}" in older
    assert f"Borttagen: {heading}" in older


def test_the_standing_is_the_same_as_in_the_chat(public: Town) -> None:
    public.at_desk(lambda desk: amendments.adopt(desk, adopted(date(2026, 12, 1))))
    public.go(date(2026, 12, 1))
    said = public.say("anna", "ändringar").message
    standing = "Antagen av kommunfullmäktige 30 november 2026, § 87. Gäller från 1 december 2026."
    assert said is not None
    assert standing in said.plain
    assert standing in page(public)

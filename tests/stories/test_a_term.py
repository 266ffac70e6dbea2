"""A term of office goes by in each municipality, by its own agreement."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from schedules.delivery import State
from tests.towns import Town

Settle = Callable[[str], Town]

YEAR_ON = date(2027, 12, 31)


@pytest.mark.parametrize(
    ("name", "asked", "not_asked"),
    [
        ("vaggeryd", "Utbildning för nämnderna", "Årlig uppföljning"),
        ("kungsor", "Årlig uppföljning", "Utbildning för nämnderna"),
        ("alingsas", "Utbildning för nämnderna", "Månadens spelregel"),
    ],
)
def test_a_year_holds_what_the_agreement_asks_for_and_nothing_fails(
    settle: Settle, name: str, asked: str, not_asked: str
) -> None:
    town = settle(name)
    town.go(YEAR_ON)
    titles = [title for _, _, title in town.said()]
    assert any(asked in title for title in titles)
    assert not any(not_asked in title for title in titles)
    states = Counter(one.state for one in town.deliveries() if one.due_at < town.clock.now)
    assert set(states) == {State.SENT, State.SPLIT}


def test_the_director_meets_the_chair_every_month_but_july(town: Town) -> None:
    town.go(YEAR_ON)
    talks = [post.message.plain for post in town.posts("per") if post.message]
    closings = [text for text in talks if text.startswith("Vad fungerade?") and "samtalet" in text]
    months = {text.split("samspelssamtalet måndag ")[1].split()[1].strip(".") for text in closings}
    assert len(months) == 11
    assert "juli" not in months


def test_alingsas_survey_is_announced_without_an_author_or_a_list(settle: Settle) -> None:
    town = settle("alingsas")
    town.go(date(2028, 11, 30))
    titles = town.titles("eva", "#förtroendevalda")
    assert "En vecka kvar att svara på serviceenkäten" in titles
    assert titles.count("En vecka kvar att svara på serviceenkäten") == 1

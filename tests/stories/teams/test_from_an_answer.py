"""From an answer in Teams: the rule is marked as unclear, or taken up as a grey-zone question."""

from typing import Any

from sqlalchemy import select

from bot.database import reading
from bot.tables import HeardRow, UnclearRow
from schedules.tables import Table
from tests.bot.teams.people import button, text, title
from tests.bot.teams.town import MANAGEMENT, TeamsTown
from tests.stories.teams.telling import tell
from tests.towns import Town

QUESTION = "får en politiker ringa en enhetschef?"
MARKED = "Märkt som otydlig: Kontakt med medarbetare går via förvaltningschefen"


def rows(town: Town, table: type[Table]) -> list[Any]:
    with reading(town.app.engine) as session:
        return list(session.scalars(select(table)))


def test_a_rule_is_marked_alone_and_nothing_tells_by_whom(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.mention("anna", QUESTION)
        for _ in range(2):
            says = await here.press("sara", here.last(MANAGEMENT), "Markera som otydlig")
            assert says == "Svaret finns i din egen chatt med samspel."
        assert set(here.titles("sara")) == {MARKED}
        assert len(here.seen(MANAGEMENT)) == 1
        assert len(rows(town, UnclearRow)) == 1
        assert not [one.name for one in rows(town, HeardRow) if "/unclear/" in one.name]

    tell(town, story)


def test_a_grey_zone_question_leads_to_the_agenda(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", QUESTION)
        await here.press("anna", here.last("anna"), "Ta upp som gråzonsfråga")
        await here.press("anna", here.last("anna"), "Visa dagordning")
        assert "Gråzonsfråga: Kontakt med medarbetare" in text(here.last("anna"))

    tell(town, story)


def test_what_applies_to_a_message_is_marked_in_the_same_dialog(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        answer = await here.people.look_up("sara", QUESTION, MANAGEMENT)
        card = answer.body["task"]["value"]["card"]["content"]
        data = button(card, "Markera")["data"]
        marked = await here.people.in_dialog("sara", data, MANAGEMENT)
        assert title(marked.body["task"]["value"]["card"]["content"]) == MARKED
        assert here.seen(MANAGEMENT) == []

    tell(town, story)

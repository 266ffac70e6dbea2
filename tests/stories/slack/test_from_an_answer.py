"""From an answer in Slack: the rule is marked as unclear, or taken up as a grey-zone question."""

from typing import Any

from sqlalchemy import select

from bot.database import reading
from bot.tables import HeardRow, UnclearRow
from schedules.tables import Table
from tests.bot.slack.people import button, buttons, title, words
from tests.bot.slack.town import SlackTown
from tests.stories.slack.telling import in_both_ways, tell
from tests.towns import Town

QUESTION = "får en politiker ringa en enhetschef?"
MARKED = "Märkt som otydlig: Kontakt med medarbetare går via förvaltningschefen"


def rows(town: Town, table: type[Table]) -> list[Any]:
    with reading(town.app.engine) as session:
        return list(session.scalars(select(table)))


@in_both_ways
def test_a_rule_is_marked_in_private_and_nothing_tells_by_whom(town: Town, socket: bool) -> None:  # noqa: FBT001
    async def story(here: SlackTown) -> None:
        await here.mention("ANNA", QUESTION, "C2")
        answer = here.last("SARA", "C2")
        for _ in range(2):
            await here.press("SARA", answer, "Markera som otydlig")
        assert title(here.last("SARA", "C2")) == MARKED
        assert here.last("SARA", "C2")["only_for"] == "SARA"
        assert MARKED not in here.titles("PER", "C2")
        assert len(rows(town, UnclearRow)) == 1
        assert not [one.name for one in rows(town, HeardRow) if "SARA" in one.name]

    tell(town, story, socket=socket)


def test_a_click_on_any_other_button_is_heard_once(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.command("ANNA", QUESTION)
        answer = here.last("ANNA", "C1")
        click = here.people.click("ANNA", answer, button(answer, "Ta upp"))
        for _ in range(2):
            await here.people.tell("interactive", click)
        await here.settled()
        taken_up = [one for one in here.titles("ANNA", "C1") if one.startswith("Gråzonsfrågan")]
        assert len(taken_up) == 1

    tell(town, story)


def test_a_grey_zone_question_leads_to_the_agenda(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.write("ANNA", QUESTION)
        assert buttons(here.last("ANNA"))[-2:] == ["Markera som otydlig", "Ta upp som gråzonsfråga"]
        await here.press("ANNA", here.last("ANNA"), "Ta upp som gråzonsfråga")
        await here.press("ANNA", here.last("ANNA"), "Visa dagordning")
        assert "Gråzonsfråga: Kontakt med medarbetare" in words(here.last("ANNA"))
        await here.write("PER", "dagordning")
        await here.press("PER", here.last("PER"), "Visa")
        assert "Gråzonsfråga: Kontakt med medarbetare" in words(here.last("PER"))

    tell(town, story)


def test_what_applies_to_a_message_is_marked_in_the_same_view(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.put("C2", {"text": QUESTION, "blocks": []})
        await here.people.shortcut("SARA", here.slack.seen("SARA", "C2")[0])
        await here.settled()
        await here.press("SARA", here.slack.modals["SARA"], "Markera som otydlig")
        assert title(here.slack.modals["SARA"]) == MARKED
        assert len(here.slack.seen("SARA", "C2")) == 1

    tell(town, story)

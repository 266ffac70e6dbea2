"""Somebody who looks at the public page as a program does, without a browser."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date
from html import unescape

import httpx
from starlette.applications import Starlette

from bot import agreements, publishing, rule_page
from bot.desk import Desk
from messages import shipped
from messages.agreement import Agreement, Decision, Section
from tests.towns import Town

PAGE, CHANGES = "/regler/vaggeryd", "/regler/vaggeryd/andringar"
DECISION = Decision(body="kommunfullmäktige", paragraph="§ 87", day=date(2026, 11, 30))


def publish(desk: Desk) -> None:
    publishing.publish(desk.session, desk.municipality, desk.today)


@dataclass(frozen=True)
class Visitor:
    """Somebody's browser, which keeps nothing from one page to the next."""

    app: Starlette

    def get(self, path: str, **params: str) -> httpx.Response:
        return self.ask("GET", path, **params)

    def ask(self, method: str, path: str, **params: str) -> httpx.Response:
        return asyncio.run(self.asks(path, method, **params))

    async def asks(self, path: str, method: str = "GET", **params: str) -> httpx.Response:
        way = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=way, base_url="http://testserver") as client:
            return await client.request(method, path, params=params or None)


def visitor(town: Town, url: str = "") -> Visitor:
    return Visitor(Starlette(routes=rule_page.routes(town.app, url)))


def page(town: Town, path: str = PAGE, question: str = "") -> str:
    answer = visitor(town).get(path, **({"q": question} if question else {}))
    assert answer.status_code == 200
    return unescape(" ".join(answer.text.split()))


def with_rule(agreement: Agreement, **values: object) -> Agreement:
    """The agreement with its first rule changed."""
    first, *others = agreement.sections
    rule, *rules = first.rules
    changed = Section(heading=first.heading, rules=(replace(rule, **values), *rules))  # type: ignore[arg-type]
    return replace(agreement, sections=(changed, *others))


def store(town: Town, agreement: Agreement) -> None:
    town.at_desk(
        lambda desk: agreements.store(desk.session, desk.municipality, agreement, desk.now)
    )


def adopted(since: date, **values: object) -> Agreement:
    return with_rule(shipped.versions("vaggeryd")[-1], **values).adopted(DECISION, since)

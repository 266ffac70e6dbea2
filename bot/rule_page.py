"""The public page about a municipality's rules: those in force, a search among them, and how they
have changed. What somebody searches for is answered, and then forgotten.
"""

import asyncio
import base64
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot import agreements, amendments, database, faults, publishing
from bot.desk import Desk
from bot.main import App
from messages import search, versions
from messages.agreement import Agreement, Kind, Section, Status
from messages.changes import Changes
from messages.rendering import render_text
from messages.words import shorten

MOST_ASKED = 300
"""How many letters of a question are read."""

MOST_FOUND = 3
"""How many rules are shown for a question: the answer, and what may help too."""

AT_ONCE = 2
"""How many pages are written at the same time: the chats need threads and the database too."""

FRESH, NEVER = "public, max-age=300", "no-store"
"""How long a page may be kept on its way: some minutes, and not at all if somebody has asked."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Somebody looks at the page of a municipality; `address` is where, without the question."""

    slug: str
    question: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A version, what it changes against the one `before` it, and whether the page shows it."""

    version: Agreement
    before: Agreement | None
    changes: Changes
    shown: bool


Write = Callable[[Desk, Visit], str]


def routes(app: App, url: str = "") -> list[Route]:
    """Where the pages are found. `url` is how the world reaches samspel, for those who print a
    page; where it is not known, they see the address that they have asked for.
    """
    turns = asyncio.Semaphore(AT_ONCE)

    def serving(write: Write) -> Callable[[Request], Awaitable[Response]]:
        async def serve(request: Request) -> Response:
            async with turns:
                return await asyncio.to_thread(_serve, app, request, url, write)

        return serve

    return [
        Route(publishing.PATH, serving(_rules)),
        Route(f"{publishing.PATH}/andringar", serving(_changes)),
    ]


def _visit(request: Request, url: str) -> Visit:
    asked = " ".join(request.query_params.get("q", "").split())
    return Visit(
        slug=request.path_params["slug"],
        question=asked[:MOST_ASKED].strip(),
        address=f"{url or str(request.base_url).rstrip('/')}{request.url.path}",
    )


def _serve(app: App, request: Request, url: str, write: Write) -> Response:
    try:
        visit = _visit(request, url)
        with database.reading(app.engine) as session:
            municipality = publishing.published(session, visit.slug)
            if municipality is None:
                return _response(_render("no_rules", says="not_here"), 404)
            desk = Desk(session=session, municipality=municipality, now=app.now())
            return _response(write(desk, visit), kept=NEVER if visit.question else FRESH)
    except Exception as error:  # noqa: BLE001 - uvicorn would log it, with what may quote a question
        log.error("no rule page", extra={"reason": faults.described(error)})  # noqa: TRY400
        return _response(_render("no_rules", says="not_now"), 500)


def _rules(desk: Desk, visit: Visit) -> str:
    found = _find(desk, visit.question) if visit.question else None
    return _render(
        "rules",
        **_common(desk, visit),
        sections=_public(desk.agreement),
        coming=_coming(desk),
        question=visit.question,
        asked=shorten(visit.question, search.LONGEST_SHOWN),
        longest=MOST_ASKED,
        found=found,
    )


def _changes(desk: Desk, visit: Visit) -> str:
    every = agreements.everyone(desk.session, desk.municipality)
    editions = [
        Edition(
            version=version,
            before=versions.before(every, version),
            changes=amendments.changes(desk, version),
            shown=version is desk.agreement,
        )
        for version in reversed(every)
    ]
    return _render("rule_changes", **_common(desk, visit), editions=editions)


def _find(desk: Desk, question: str) -> search.Answer:
    index = agreements.index(desk.session, desk.municipality, desk.agreement)
    return search.find(index, question, top=MOST_FOUND)


def _public(agreement: Agreement) -> list[Section]:
    """The sections without what is for conversation only."""
    found = [
        replace(
            section,
            rules=tuple(rule for rule in section.rules if rule.kind is not Kind.ORAL_TALKING_POINT),
        )
        for section in agreement.sections
    ]
    return [section for section in found if section.rules]


def _coming(desk: Desk) -> list[Agreement]:
    every = agreements.everyone(desk.session, desk.municipality)
    adopted = [version for version in every if version.status is Status.ADOPTED]
    return [version for version in adopted if version.since and version.since > desk.today]


def _common(desk: Desk, visit: Visit) -> Mapping[str, object]:
    return {
        "municipality": desk.municipality,
        "agreement": desk.agreement,
        "today": desk.today,
        "address": visit.address,
    }


def _render(template: str, **facts: object) -> str:
    return render_text(f"pages/{template}.html", style=_style(), **facts)


def _response(page: str, status: int = 200, kept: str = NEVER) -> Response:
    return HTMLResponse(page, status, headers={**_headers(), "Cache-Control": kept})


@cache
def _style() -> str:
    return render_text("pages/rules.css")


@cache
def _headers() -> Mapping[str, str]:
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return {
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        ),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }

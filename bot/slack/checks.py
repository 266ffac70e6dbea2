"""What `samspel doctor` asks Slack: the token, the scopes, the channels, the clock."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from sqlalchemy import Engine

from bot import channels, workspaces
from bot.database import reading
from bot.desk import Desk
from bot.findings import Finding
from bot.reach import reached
from bot.slack import CHAT, manifest, places
from bot.slack.refusals import ADVICE, code
from bot.slack.settings import Slack
from messages.addressing import Municipality
from messages.errors import PlainError

SKEW = timedelta(seconds=60)
"""How far this machine's clock may be from Slack's; at five minutes nothing is believed."""

AGAIN = "Install the app again from 'samspel slack manifest'."


def findings(configured: Slack, engine: Engine, now: datetime) -> Iterator[Finding]:
    """What there is to say of Slack at a moment, of each workspace that it is installed in."""
    tokens = _several(configured, engine) if configured.several else [configured.bot_token]
    if not tokens:
        advice = "Send somebody there a link: 'samspel slack invite'."
        yield Finding(about="slack", says="installed in no workspace", advice=advice)
    for token in tokens:
        client = WebClient(token, base_url=configured.api_url, timeout=10, retry_handlers=[])
        yield from _of_workspace(configured, client, engine, now)


def _several(configured: Slack, engine: Engine) -> list[str]:
    from bot.slack.bots import Bots  # noqa: PLC0415 - needs cryptography
    from bot.slack.encryption import Seal  # noqa: PLC0415

    bots = Bots(engine, configured.client_id, Seal(configured.key))
    with reading(engine) as session:
        teams = sorted(workspaces.bound(session, CHAT))
    found = [bots.find(team) for team in teams]
    return [bot.bot_token for bot in found if bot and bot.bot_token]


def _of_workspace(
    configured: Slack, client: WebClient, engine: Engine, now: datetime
) -> Iterator[Finding]:
    """With a token that does not work, there is little to say."""
    try:
        answer = client.auth_test()
    except (SlackApiError, URLError, OSError) as error:
        yield _unreached(error)
        return
    team = str(answer["team_id"])
    yield Finding(about="slack", says=f"reached, workspace {answer['team']} ({team})")
    yield _clock(answer, now)
    yield _scopes(answer)
    yield _way_in(configured, client)
    with reading(engine) as session:
        municipality = workspaces.municipality(session, CHAT, team)
        yield _bound(municipality)
        if municipality:
            desk = Desk(session=session, municipality=municipality, now=now)
            yield reached(desk, CHAT, "have no account with their e-mail in the workspace")
            yield from _channels(desk, client, team)


def workspace(configured: Slack) -> tuple[str, str]:
    """The id and name of the token's workspace; PlainError where Slack does not answer that."""
    client = WebClient(configured.bot_token, base_url=configured.api_url, retry_handlers=[])
    try:
        answer = client.auth_test()
    except (SlackApiError, URLError, OSError) as error:
        found = _unreached(error)
        raise PlainError(f"{found.says}. {found.advice}") from None
    return str(answer["team_id"]), str(answer["team"])


def _unreached(error: Exception) -> Finding:
    if isinstance(error, SlackApiError):
        said = code(error) if code(error).isidentifier() else "its answer cannot be read"
        advice = ADVICE.get(said, "See what Slack's documentation says of it")
        return Finding(about="slack", says=f"Slack refuses the token: {said}", advice=f"{advice}.")
    return Finding(
        about="slack",
        says=f"cannot be reached ({type(error).__name__})",
        advice="Let this machine call slack.com by HTTPS, through HTTPS_PROXY if there is one.",
    )


def _clock(answer: SlackResponse, now: datetime) -> Finding:
    theirs = parsedate_to_datetime(_header(answer, "date") or f"{now:%a, %d %b %Y %H:%M:%S GMT}")
    apart = abs(theirs - now)
    advice = "" if apart <= SKEW else "Set this machine's clock by the network (NTP)."
    return Finding(about="slack clock", says=f"{apart.total_seconds():.0f} s apart", advice=advice)


def _scopes(answer: SlackResponse) -> Finding:
    granted = {one.strip() for one in _header(answer, "x-oauth-scopes").split(",")}
    missing = sorted(set(manifest.SCOPES) - granted)
    if missing:
        says = f"missing: {', '.join(missing)}"
        return Finding(about="slack scopes", says=says, advice=AGAIN)
    if set(manifest.HISTORY) - granted:
        says = "no history: after a crash a reminder may be posted twice, and praise be parked"
        return Finding(about="slack scopes", says=says)
    return Finding(about="slack scopes", says="all that are used")


def _way_in(configured: Slack, client: WebClient) -> Finding:
    if not configured.app_token:
        says = "Slack calls /slack/events, which cannot be tried from here"
        return Finding(about="slack way in", says=says)
    try:
        client.apps_connections_open(app_token=configured.app_token)
    except (SlackApiError, URLError, OSError) as error:
        says = f"no Socket Mode: {code(error) if isinstance(error, SlackApiError) else error}"
        advice = "Check SLACK_APP_TOKEN, and that it has the scope connections:write."
        return Finding(about="slack way in", says=says, advice=advice)
    return Finding(about="slack way in", says="Socket Mode")


def _bound(municipality: Municipality | None) -> Finding:
    if municipality:
        return Finding(about="slack workspace", says=f"belongs to {municipality.name}")
    return Finding(
        about="slack workspace",
        says="belongs to no municipality",
        advice="Start 'samspel run' once, or run 'samspel slack bind' where there are several.",
    )


def _channels(desk: Desk, client: WebClient, team: str) -> Iterator[Finding]:
    found = channels.connected(desk.session, desk.municipality).items()
    here = [(purpose, address) for purpose, address in found if address.chat == CHAT]
    if not here:
        says = "none is connected"
        advice = "An administrator writes '/samspel koppla kanalen' in each that is to be used."
        yield Finding(about="slack channels", says=says, advice=advice)
    for purpose, address in here:
        of, channel = places.parts(address.place)
        if of == team:
            yield _channel(f"slack channel for {purpose}", client, channel)


def _channel(about: str, client: WebClient, channel: str) -> Finding:
    try:
        answer = client.conversations_info(channel=channel)
    except SlackApiError as error:
        advice = f"{ADVICE.get(code(error), 'Connect another channel')}."
        return Finding(about=about, says=code(error), advice=advice)
    except (URLError, OSError) as error:
        advice = "Try again."
        return Finding(about=about, says=f"no answer ({type(error).__name__})", advice=advice)
    found = answer["channel"]
    if found.get("is_archived"):
        return Finding(about=about, says="is archived", advice="Connect another channel.")
    if not found.get("is_member"):
        return Finding(
            about=about, says="samspel is not in it", advice="Write /invite @samspel there."
        )
    return Finding(about=about, says="samspel is in it")


def _header(answer: SlackResponse, name: str) -> str:
    headers = {key.lower(): value for key, value in dict(answer.headers).items()}
    found = headers.get(name, "")
    return str(found[0] if isinstance(found, list) else found)

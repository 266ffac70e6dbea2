"""The words of the agreement format: what a municipal secretary writes, and what it means.

A file reads:

    # Title of the document

    Kommun: Vaggeryd
    Kallas: överenskommelsen
    Text: i korthet
    Status: förslag

    ## A heading of the document

    ### Heading of one rule {#id-of-the-rule}
    Källa: avsnitt 2, punkt 1
    Ämnen: kontakt, medarbetare
    Roller: förtroendevalda

    The rule itself, in one or more paragraphs.
"""

from enum import StrEnum

from messages.agreement import Ask, Kind, PathCase, Role, Status


class Field(StrEnum):
    """The names in front of a colon."""

    MUNICIPALITY = "Kommun"
    CALLED = "Kallas"
    RECORD = "Diarienummer"
    TEXT = "Text"
    SINCE = "Lydelse från"
    STATUS = "Status"
    BODY = "Organ"
    PARAGRAPH = "Paragraf"
    DECIDED = "Beslutsdatum"
    SOURCE = "Källa"
    KIND = "Slag"
    TOPICS = "Ämnen"
    ROLES = "Roller"
    NOT_FOR = "Gäller inte"
    PRINCIPLE = "Månadens spelregel"
    ASKS = "Kalender"
    PATH = "Väg"
    URGENT_PATH = "Väg akut"
    MEDIA_PATH = "Väg media"
    REVIEW = "Granska"


HEADER = {
    Field.MUNICIPALITY,
    Field.CALLED,
    Field.RECORD,
    Field.TEXT,
    Field.SINCE,
    Field.STATUS,
    Field.BODY,
    Field.PARAGRAPH,
    Field.DECIDED,
    Field.REVIEW,
}
RULE = set(Field) - HEADER | {Field.REVIEW}

ARROW = "→"
YES = "ja"

TEXTS = {"i korthet": False, "ordagrant": True}
STATUSES = {"förslag": Status.PROPOSAL, "antagen": Status.ADOPTED}
KINDS = {
    "spelregel": Kind.RULE,
    "bakgrund": Kind.BACKGROUND,
    "beslutsgång": Kind.PROCEDURE,
    "samtalsfråga": Kind.TALKING_POINT,
    "muntlig samtalsfråga": Kind.ORAL_TALKING_POINT,
}
PATHS = {
    Field.PATH: PathCase.ORDINARY,
    Field.URGENT_PATH: PathCase.URGENT,
    Field.MEDIA_PATH: PathCase.MEDIA,
}

ROLES = {
    "alla": Role.EVERYONE,
    "förtroendevalda": Role.ELECTED_MEMBER,
    "tjänstepersoner": Role.OFFICIAL,
    "KSO": Role.KSO,
    "KD": Role.KD,
    "oppositionsråd": Role.OPPOSITION,
    "ordförande": Role.CHAIR,
    "förvaltningschef": Role.DEPARTMENT_HEAD,
    "VD": Role.CEO,
    "chefer": Role.MANAGER,
    "medarbetare": Role.EMPLOYEE,
    "kommunikatörer": Role.COMMUNICATOR,
    "fullmäktige": Role.COUNCIL,
    "styrelse": Role.BOARD,
    "nämnd": Role.COMMITTEE,
    "invånare": Role.CITIZEN,
}
ASKS = {
    "samspelssamtal": Ask.DIALOGUE,
    "oppositionsmöten": Ask.OPPOSITION_DIALOGUE,
    "ordförande och förvaltningschef": Ask.CHAIR_DIALOGUE,
    "ledningsgrupp": Ask.MANAGEMENT_GROUP,
    "rollsamtal": Ask.ROLE_TALK,
    "månadens spelregel": Ask.PRINCIPLE,
    "återkoppling": Ask.FEEDBACK,
    "årlig uppföljning": Ask.ANNUAL_REVIEW,
    "utbildning efter val": Ask.TRAINING,
    "serviceenkät": Ask.SURVEY,
    "utbildning för nya chefer": Ask.NEW_MANAGER,
}

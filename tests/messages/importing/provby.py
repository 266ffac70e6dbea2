"""A municipality's document in the shapes in which such documents come; all of it is made up."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from docx import Document as WordDocument
from fpdf import FPDF

from messages.agreement import Agreement
from messages.importing.draft import document, draft
from messages.importing.files import read_file

FONT = str(files("font_source_sans_pro") / "files" / "SourceSansPro-Regular.ttf")


@dataclass(frozen=True)
class Part:
    """A heading with a level, a bullet, or a paragraph."""

    text: str
    level: int = 0
    bullet: bool = False


DOCUMENT = (
    Part("Spelregler för politiker och tjänstepersoner", level=1),
    Part("1. Varför vi har spelregler", level=2),
    Part(
        "Provby kommun styrs av dem som invånarna har valt, och drivs av dem som kommunen har "
        "anställt. Båda behöver varandra, och båda behöver veta var gränsen går mellan det ena "
        "uppdraget och det andra, så att ingen gör någon annans arbete."
    ),
    Part(
        "Spelreglerna gäller i hela kommunen och i dess bolag. De stäms av årligen, och den som "
        "tycker att en regel är oklar säger det till kommundirektören eller till "
        "kommunstyrelsens ordförande, som tillsammans ser till att den blir klarare."
    ),
    Part("2. Vem som gör vad", level=2),
    Part("Politiken ska", level=3),
    Part("Bestämma vad som ska göras och när det ska vara gjort", bullet=True),
    Part(
        "Följa upp att det som har beslutats också blir gjort, och fråga efter det som saknas "
        "innan det har hunnit bli ett problem för dem som kommunen är till för",
        bullet=True,
    ),
    Part("Lyssna in invånarna", bullet=True),
    Part("Tjänsteorganisationen ska", level=3),
    Part("Bestämma hur något ska göras och vem som gör det", bullet=True),
    Part("Ge politiken underlag som är sakliga och går att förstå", bullet=True),
    Part("3. Hur vi talar med varandra", level=2),
    Part(
        "Den förtroendevalda som söker en medarbetare tar kontakt med förvaltningschefen, som är "
        "ingången till hela förvaltningen. Förvaltningschefen för därefter dialog med chefer och "
        "ser till att ansvarig chef ordnar samtalet så snart som det går."
    ),
    Part("Vi ger varandra beröm i plenum och kritik i enrum.", bullet=False),
)

STATEMENTS = [part.text for part in DOCUMENT if not part.level]

SOURCES = [
    "avsnitt 1, stycke 1",
    "avsnitt 1, stycke 2",
    "avsnitt 2, Politiken ska, punkt 1",
    "avsnitt 2, Politiken ska, punkt 2",
    "avsnitt 2, Politiken ska, punkt 3",
    "avsnitt 2, Tjänsteorganisationen ska, punkt 1",
    "avsnitt 2, Tjänsteorganisationen ska, punkt 2",
    "avsnitt 3, stycke 1",
    "avsnitt 3, stycke 2",
]


def printed(width: int = 88, mark: str = "•", parts: Sequence[Part] = DOCUMENT) -> str:
    """The document as the text of a printed page: lines broken, gaps above paragraphs."""
    rows: list[str] = []
    for before, part in zip((None, *parts), parts, strict=False):
        if before and not (part.bullet and before.bullet):
            rows.append("")
        text = f"{mark} {part.text}" if part.bullet else part.text
        rows += textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(rows) + "\n"


def spaced(text: str) -> str:
    """The same with an empty line between all lines, as some PDFs are copied."""
    return "\n".join(f"{row}\n" for row in text.splitlines() if row)


def word(path: Path, parts: Iterable[Part] = DOCUMENT) -> Path:
    """A Word document with styles for headings and bullets."""
    made = WordDocument()
    for part in parts:
        if part.level:
            made.add_heading(part.text, level=part.level)
        else:
            made.add_paragraph(part.text, style="List Bullet" if part.bullet else None)
    made.save(str(path))
    return path


def word_of_lines(path: Path, rows: Iterable[str]) -> Path:
    """A Word document with a paragraph for each line, as when a page was pasted into it."""
    made = WordDocument()
    for row in rows:
        made.add_paragraph(row)
    made.save(str(path))
    return path


class _Page(FPDF):
    """Pages with a header and their number at the foot."""

    def header(self) -> None:
        self.set_font("body", size=8)
        self.cell(0, 6, "Provby kommun, kommunfullmäktige", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.cell(0, 6, f"Sida {self.page_no()} av {{nb}}", align="C")


def pdf() -> FPDF:
    """An empty PDF that has the letters å, ä and ö."""
    made = FPDF()
    made.add_font("body", fname=FONT)
    made.set_font("body", size=11)
    made.add_page()
    return made


def pdf_of(path: Path, width: float = 170, times: int = 1) -> Path:
    """A PDF whose lines are broken at a width (mm), with headers, footers and page numbers."""
    made = _Page()
    made.add_font("body", fname=FONT)
    made.add_page()
    for part in DOCUMENT * times:
        made.set_font("body", size=14 if part.level else 11)
        text = f"• {part.text}" if part.bullet else part.text
        made.multi_cell(width, 5.5, text, new_x="LMARGIN", new_y="NEXT", align="L")
        made.ln(3)
    made.output(str(path))
    return path


def text(path: Path, written: str) -> Path:
    path.write_text(written, "utf-8")
    return path


def drafted(*paths: Path, municipality: str = "Provby") -> Agreement:
    return draft([document(str(path), read_file(path)) for path in paths], municipality)


def found(agreement: Agreement) -> list[tuple[str, str]]:
    """What stands in each rule, and where it says that it stands."""
    return [(rule.text, rule.sources[0]) for rule in agreement.rules]

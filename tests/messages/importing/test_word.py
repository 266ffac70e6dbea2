"""All text of a Word document is read once, as a reader sees it."""

from pathlib import Path

from docx import Document
from docx.document import Document as Opened
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from messages.importing.files import read_file
from messages.importing.source import Line


def element(xml: str) -> BaseOxmlElement:
    tag, _, rest = xml.partition(">")
    made: BaseOxmlElement = parse_xml(f"{tag} {nsdecls('w', 'wp', 'a', 'r')}>{rest}")
    return made


def paragraph(text: str, before: str = "") -> str:
    return f'<w:p>{before}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def read(made: Opened, folder: Path) -> list[Line]:
    made.save(str(folder / "a.docx"))
    return read_file(folder / "a.docx")


def texts(made: Opened, folder: Path) -> list[str]:
    return [line.text for line in read(made, folder)]


def with_xml(xml: str) -> Opened:
    made = Document()
    made.add_paragraph("Först.")
    made.element.body.insert(1, element(xml))
    return made


def test_headings_have_their_level_and_lists_their_bullets(tmp_path: Path) -> None:
    made = Document()
    made.add_heading("Spelregler", level=0)
    made.add_heading("Roller", level=1)
    made.add_heading("KSO", level=3)
    for style in ("List Bullet", "List Number 2", "List Paragraph", None):
        made.add_paragraph("Text", style=style)
    found = read(made, tmp_path)
    assert [line.level for line in found] == [1, 1, 3, 0, 0, 0, 0]
    assert [line.bullet for line in found] == [False] * 3 + [True] * 3 + [False]


def test_a_numbered_paragraph_of_any_style_is_a_bullet(tmp_path: Path) -> None:
    numbered = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    found = read(with_xml(paragraph("Ett", before=numbered)), tmp_path)
    assert [(line.text, line.bullet) for line in found] == [("Först.", False), ("Ett", True)]


def test_an_empty_paragraph_is_a_gap_and_a_break_is_a_new_line(tmp_path: Path) -> None:
    made = Document()
    for text in ("Ett\ntvå", "", "Tre\tfyra"):
        made.add_paragraph(text)
    assert [(line.text, line.gap) for line in read(made, tmp_path)] == [
        ("Ett", True),
        ("två", True),
        ("Tre fyra", True),
    ]


def test_merged_cells_are_read_once_and_tables_in_tables_too(tmp_path: Path) -> None:
    made = Document()
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Bred"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Hög"
    table.cell(1, 1).text = "Cell"
    table.cell(2, 2).add_table(1, 1).cell(0, 0).text = "Inre"
    made.add_paragraph("Sist.")
    assert texts(made, tmp_path) == ["Bred", "Hög", "Cell", "Inre", "Sist."]


def test_a_cell_that_says_it_is_a_billion_wide_is_read_once(tmp_path: Path) -> None:
    made = Document()
    made.add_table(1, 1).cell(0, 0).text = "Cell"
    (cell,) = made.element.body.iter(made.tables[0].cell(0, 0)._tc.tag)  # noqa: SLF001
    cell.grid_span = 1_000_000_000
    assert texts(made, tmp_path) == ["Cell"]


def test_what_stands_in_a_content_control_is_read(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph('I kontrollen.')}</w:sdtContent></w:sdt>"
    assert texts(with_xml(control), tmp_path) == ["Först.", "I kontrollen."]


def test_what_has_been_struck_out_is_not_read_and_what_was_put_there_is(tmp_path: Path) -> None:
    xml = (
        '<w:p><w:r><w:t xml:space="preserve">Vi </w:t></w:r>'
        '<w:del w:id="1" w:author="a"><w:r><w:delText>skriker</w:delText></w:r></w:del>'
        '<w:moveFrom w:id="3" w:author="a"><w:r><w:t>viskar</w:t></w:r></w:moveFrom>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>talar</w:t></w:r></w:ins>'
        '<w:r><w:t xml:space="preserve"> med</w:t><w:noBreakHyphen/></w:r></w:p>'
    )
    assert texts(with_xml(xml), tmp_path) == ["Först.", "Vi talar med-"]


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('I rutan.')}</w:txbxContent>"
    xml = (
        f"<w:p {mc}><w:r><w:t>Utanför.</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(with_xml(xml), tmp_path) == ["Först.", "Utanför.", "I rutan."]


def test_a_table_of_contents_is_not_read(tmp_path: Path) -> None:
    made = Document()
    made.styles.add_style("toc 1", 1)
    made.add_paragraph("Roller\t3", style="toc 1")
    made.add_paragraph("Text.")
    assert texts(made, tmp_path) == ["Text."]


def test_a_link_is_read_as_its_text(tmp_path: Path) -> None:
    xml = (
        '<w:p><w:r><w:t xml:space="preserve">Se </w:t></w:r>'
        '<w:hyperlink w:anchor="x"><w:r><w:t>bilagan</w:t></w:r></w:hyperlink></w:p>'
    )
    assert texts(with_xml(xml), tmp_path) == ["Först.", "Se bilagan"]

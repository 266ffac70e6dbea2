"""A drawing (SVG) → a picture (PNG), for the chats that show no SVG."""

from importlib.resources import as_file, files

import resvg_py

WHITE = "#ffffff"


def png(svg: str, width: int, background: str | None = WHITE) -> bytes:
    """The drawing, so many pixels wide, the same on every machine; on nothing where None."""
    font = files("font_source_sans_pro") / "files" / "SourceSansPro-Regular.ttf"
    with as_file(font) as path:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                width=width,
                background=background,
                skip_system_fonts=True,
                font_files=[str(path)],
                sans_serif_family="Source Sans Pro",
            )
        )

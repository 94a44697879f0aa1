"""A drawing as SVG: with classes in a page, which has the stylesheet; with attributes in a file, which has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from portal.cast.graphs.look import look
from portal.cast.graphs.shapes import Boxes, Drawing, Face, Path, Shape, Sign, Words
from portal.lib.text import clean_line

FAMILY = "Mukta, Noto Sans Devanagari, system-ui, sans-serif"
HATCH = (
    '<pattern id="{id}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M1.5 0v7"{style}/></pattern>'
)
Styled = Callable[[str], str]


def as_classes(role: str) -> str:
    """For a page."""
    return f' class="{role}"'


def as_attributes(role: str) -> str:
    """For a file."""
    return "".join(f' {name}="{value}"' for name, value in look(role).items())


def in_page(drawing: Drawing, label: str, name: str) -> SafeString:
    """The drawing for a page, as one picture with its sentence.

    Args:
        drawing: what is drawn.
        label: the sentence read aloud.
        name: makes ids unique in the page, and is a class.
    """
    head = f'<svg class="graph__sheet graph__sheet--{name}" viewBox="0 0 {number(drawing.width)} '
    head += f'{number(drawing.height)}" role="img" aria-label="{escape(label)}">'
    hatch = HATCH.format(id=f"hatch-{name}", style=' class="hatching"')
    body = parts(drawing.shapes, as_classes, f"url(#hatch-{name})", face)
    return mark_safe(f"{head}<defs>{hatch}</defs>{body}</svg>")  # noqa: S308 (every text in it is escaped)


def as_file(drawing: Drawing, title: str) -> str:
    """The drawing as a file of its own."""
    width, height = number(drawing.width), number(drawing.height)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
    head += f'role="img" font-family="{FAMILY}"><title>{escape(clean_line(title))}</title>'
    hatch = HATCH.format(id="hatch", style=' fill="none" stroke="#8f7a66" stroke-width="2"')
    paper = f'<rect width="{width}" height="{height}"{as_attributes("paper")}/>'
    body = parts(drawing.shapes, as_attributes, "url(#hatch)", face_as_sign)
    return f"{head}<defs>{hatch}</defs>{paper}{body}</svg>\n"


def parts(shapes: Iterable[Shape], style: Styled, hatch: str, of_face: Callable[[Face, Styled], str]) -> str:
    """Every shape in its order."""
    found = []
    for shape in shapes:
        match shape:
            case Path():
                found.append(path(shape, style))
            case Boxes():
                found.append(boxes(shape, style, hatch))
            case Words():
                found.append(words(shape, style))
            case Sign():
                found.append(sign(shape, style))
            case Face():
                found.append(of_face(shape, style))
    return "".join(found)


def number(value: float) -> str:
    """To a tenth, without what says nothing."""
    return f"{value:.1f}".removesuffix(".0")


def path(shape: Path, style: Styled) -> str:
    """Lines; `L` is not repeated, and one place is drawn as a dot by its round ends."""
    first, *rest = [f"{x:.1f} {y:.1f}" for x, y in shape.places]
    end = "z" if shape.closed else "" if rest else "h.01"
    return f'<path{style(shape.role)} d="M{first}{"L" if rest else ""}{" ".join(rest)}{end}"/>'


def boxes(shape: Boxes, style: Styled, hatch: str) -> str:
    """Rectangles as one path."""
    data = "".join(
        f"M{number(x)} {number(y)}h{number(wide)}v{number(tall)}h-{number(wide)}z" for x, y, wide, tall in shape.boxes
    )
    if shape.role == "hatch":
        return f'<path fill="{hatch}" d="{data}"/>'
    return f'<path{style(shape.role)} d="{data}"/>'


def words(shape: Words, style: Styled) -> str:
    """Text."""
    anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
    place = f'x="{number(shape.x)}" y="{number(shape.y)}" font-size="{number(shape.size)}"{anchor}'
    return f"<text{style(shape.role)} {place}>{escape(clean_line(shape.text))}</text>"


def sign(shape: Sign, style: Styled) -> str:
    """A mark with its number."""
    if shape.shape == "circle":
        where = f'cx="{number(shape.x)}" cy="{number(shape.y)}" r="{number(shape.radius)}"'
        drawn = f"<circle{style(shape.role)} {where}/>"
    else:
        drawn = path(Path(shape.role, shape.corners, closed=True), style)
    size = shape.radius * (1.1 if shape.number < 10 else 0.95)
    label = Words("number", shape.x, shape.y + size * 0.35, str(shape.number), size, "middle")
    return drawn + (words(label, style) if shape.number else "")


def face(shape: Face, style: Styled) -> str:
    """Somebody's drawing."""
    x, y, size = number(shape.x - shape.radius), number(shape.y - shape.radius), number(2 * shape.radius)
    address = escape(static(shape.drawing))
    return f'<image class="face" href="{address}" x="{x}" y="{y}" width="{size}" height="{size}"/>'


def face_as_sign(shape: Face, style: Styled) -> str:
    """A file has no drawings beside it: the actor's sign instead."""
    return sign(Sign(shape.role, shape.shape, shape.x, shape.y, shape.radius * 0.7), style)

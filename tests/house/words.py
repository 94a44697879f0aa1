"""The strings a reader can meet, read from the sources themselves, so a forgotten one cannot hide."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

Msgid = tuple[str | None, str]

PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
CALL = re.compile(r"(?<![\w.])({})\(".format("|".join(PLAIN | WITH_CONTEXT)))
SPACES = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.COMMENT}


def in_python(path: Path) -> Iterator[Msgid]:
    """Msgids of a module; calls whose text is not a literal are nobody's to translate."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            yield from _msgid(name, [word for word in words if isinstance(word, str)])


def in_template(path: Path) -> Iterator[Msgid]:
    """Msgids of a Django template, through the same rewriting that makemessages uses."""
    text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for call in CALL.finditer(text):
        yield from _msgid(call[1], _literals(text[call.end() :]))


def below(*roots: Path) -> set[Msgid]:
    """Every msgid in the modules and templates of these folders and files."""
    found: set[Msgid] = set()
    for root in roots:
        for path in [root] if root.is_file() else sorted(root.rglob("*")):
            if path.suffix == ".py":
                found |= set(in_python(path))
            elif path.suffix in {".html", ".txt"}:
                found |= set(in_template(path))
    return found


def translated(catalogue: Path) -> set[Msgid]:
    """The msgids of a .po file that have words."""
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(catalogue)) if entry.translated()}


def _msgid(name: str, words: list[str]) -> Iterator[Msgid]:
    if name in PLAIN and words and words[0]:
        yield None, words[0]
    elif name in WITH_CONTEXT and len(words) > 1:
        yield words[0], words[1]


def _literals(source: str) -> list[str]:
    """The string arguments at the start of `source`; adjacent literals are one argument."""
    words = [""]
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.STRING:
            words[-1] += ast.literal_eval(token.string)
        elif token.string == ",":
            words.append("")
        elif token.type not in SPACES:
            break
    return words

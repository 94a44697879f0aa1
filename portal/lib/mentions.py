"""Names called in a text: `@asha` becomes a link to that fan's page, whoever that may be; who it is, others know."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote, unquote

from markdown_it.token import Token

# What a handle may hold (accounts.handles), from its first letter to where no further one follows.
LETTER = r"A-Za-z0-9\u0900-\u0963\u0966-\u096f\u0971-\u097f"
FURTHER = rf"[{LETTER}_\u200c\u200d]"
MENTION = re.compile(rf"(?<![\w@/.\u0900-\u097f])@([{LETTER}]{FURTHER}{{2,29}})(?!{FURTHER})")
LINK = re.compile(r'<a href="/@([^"/]+)/"[^>]*>(.*?)</a>', re.DOTALL)


def with_links(tokens: Iterable[Token]) -> list[Token]:
    """The tokens of one line with a link in the place of every name called; within links and code nothing changes."""
    found: list[Token] = []
    within = 0
    for token in tokens:
        within += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not within and "@" in token.content:
            found.extend(_parts(token.content))
        else:
            found.append(token)
    return found


def _parts(words: str) -> list[Token]:
    found: list[Token] = []
    for turn, part in enumerate(MENTION.split(words)):
        if turn % 2:
            found.append(Token("link_open", "a", 1, attrs={"href": f"/@{quote(part)}/"}))
            found.append(Token("text", "", 0, content=f"@{part}"))
            found.append(Token("link_close", "a", -1))
        elif part:
            found.append(Token("text", "", 0, content=part))
    return found


def called_in(html: str) -> list[str]:
    """The names that rendered text calls, in order."""
    return [unquote(name) for name, _words in LINK.findall(html)]


def words_alone(html: str, is_meant: Callable[[str], bool]) -> str:
    """Rendered text with only the words of those links that call somebody whom `is_meant` says yes to."""
    return LINK.sub(lambda link: link[2] if is_meant(unquote(link[1])) else link[0], html)

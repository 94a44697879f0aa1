"""A house in which every word that somebody may type is hostile, and everything it answers, as a browser sees it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, models, transaction

from accounts.models import Profile, Token
from portal.contributions.actions import reword
from portal.contributions.models import Contribution, State
from portal.contributions.wording import check_covered
from portal.lib.text import clean_line, clean_text
from portal.lib.verdicts import Invalid
from portal.posts.actions import publish
from portal.search.actions import refill_all
from shows.clocks import forget_clocks
from tests.builders import NOW, a_rating
from tests.files.hostile_words import ELEMENT, EVIL, words
from tests.leaks.world import World, build

MARKER = re.compile(r"zq\d{3}x\d{3}")
OURS = ("accounts", "shows", "portal")
# No words but names of ours, keys, digests, clocks and files: nobody types them, or an allow-list stands before them.
CODES = {
    "airs_on", "backward", "batch", "colour", "develop_error", "digest", "event", "excerpt", "handle", "handler", "key",
    "idempotency_digest", "idempotency_key", "kind", "language", "market", "muted_for", "original", "part", "password",
    "raw", "rule", "sha256", "skeleton", "sort", "stem", "suspended_for", "thumbhash", "time_zone", "token_key", "path",
    "worker", "writer", "written", "opening", "lift_id", "picture", "picture_for", "picture_down_for",
}  # fmt: skip
KEPT = {"outbox", "search"}  # made of what the others say
GENERATED = {"Change", "CallName", "Wording", "Contribution"}
# Keys of JSON that hold an address or a name of ours.
ADDRESSES = {"url", "slug", "name_of_file", "public_id"}
MADE = {"html", "renditions", "removed", "scopes", "payload", "protected"}
IN_A_TEXT, IN_A_COMMENT, IN_A_POST = 12, 40, 160
LONGEST = 4800  # a comment


class Hostile:
    """Hands out the strings one after the other, so that each comes to stand in many places."""

    def __init__(self) -> None:
        self.all = words()
        self.turn = itertools.cycle(self.all)

    def one(self, at_most: int) -> str:
        """The next that fits, on one line as every form makes it; `""` where none does."""
        found = (clean_line(word) for word in itertools.islice(self.turn, len(self.all)))
        return next((word for word in found if len(word) <= at_most), "")

    def many(self, number: int, at_most: int = LONGEST) -> str:
        """The next few, each a paragraph."""
        found = ""
        for word in itertools.islice(self.turn, number):
            found = f"{found}{word}\n\n" if len(found) + len(word) + 2 <= at_most else found
        return clean_text(found).strip()

    def text(self, show: int | None, number: int, at_most: int) -> str:
        """The next few for Markdown, without the covers that their writer would be asked to mend."""
        return "\n\n".join(one for one in self.many(number, at_most).split("\n\n") if is_taken(one, show))


def is_taken(text: str, show: int | None) -> bool:
    """Whether a form takes the covers in a text."""
    try:
        check_covered(text, show)
    except Invalid:
        return False
    return True


def hostile_world() -> World:
    """The world of the leak test, which has one of everything, with hostile words for all of its words.

    What is text is put there past every form; what is Markdown goes through the verb that makes HTML of it.
    """
    world, say = build(), Hostile()
    author = world.people["author"]
    Profile.objects.update_or_create(member=author, defaults={"name": "x", "name_hi": "x", "about": "x"})
    Token.objects.create(author, name="x", scopes=[])
    a_rating(world.show, "2026-11-02", "1.9", market=say.one(60))
    for model in apps.get_models():
        if model.__module__.startswith(OURS) and model._meta.app_label not in KEPT:
            fill(model, say)
    for thing in Contribution.objects.select_related("author").order_by("pk"):
        Contribution.objects.filter(pk=thing.pk).update(title=say.one(200) if thing.title else "")
        if thing.state == State.PUBLISHED and thing.body:
            thing.refresh_from_db()
            longest = (IN_A_POST, 19_000) if thing.kind == "post" else (IN_A_COMMENT, LONGEST)
            reword(thing, {"body": say.text(thing.show_id, *longest)}, by=thing.author, at=NOW)
    for number in range(3):
        post = publish(by=author, at=NOW, title=say.one(150), body=say.text(None, IN_A_POST, 19_000), reveals=None)
        world.rows[f"open {number}"] = post
    forget_clocks()
    for _step in refill_all():
        pass
    return world


def fill(model: type[models.Model], say: Hostile) -> None:
    """Hostile words into every text of every row; a row of whose words the database forbids one keeps that one."""
    if model.__name__ in GENERATED:
        return
    fields = [field for field in model._meta.local_fields if is_words(field)]
    jsons = [field for field in model._meta.local_fields if isinstance(field, models.JSONField)]
    for row in model._default_manager.order_by("pk"):
        for field in fields:
            long = (field.max_length or LONGEST) > 400
            said = say.many(IN_A_TEXT, field.max_length or LONGEST) if long else say.one(field.max_length or 0)
            put(model, row.pk, **{field.name: said} if said else {})
        for field in jsons:
            if field.name not in MADE:
                put(model, row.pk, **{field.name: replaced(getattr(row, field.name), say)})


def put(model: type[models.Model], pk: Any, **value: Any) -> None:
    """One value of one row, where the database takes it."""
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=pk).update(**value)
    except IntegrityError:
        return


def is_words(field: models.Field[Any, Any]) -> bool:
    """Whether somebody types it as they like."""
    is_text = type(field) in (models.CharField, models.TextField) or type(field).__name__ in ("CharField", "TextField")
    return is_text and not field.choices and not field.unique and field.name not in CODES


def replaced(value: Any, say: Hostile, key: str = "") -> Any:
    """JSON with hostile words in the place of those that have a marker."""
    if isinstance(value, dict):
        return {name: replaced(one, say, str(name)) for name, one in value.items()}
    if isinstance(value, list):
        return [replaced(one, say, key) for one in value]
    is_ours = not isinstance(value, str) or key in ADDRESSES | MADE or not MARKER.search(value)
    return value if is_ours else say.many(3, 400)


# What is alive in a document that should be words, as sentences.
ALIVE = """
([element, evil]) => {
  const found = [], roots = [document];
  const live = new Set(["href", "src", "action", "formaction", "data", "poster", "background", "xlink:href", "srcset",
    "ping", "values", "to", "from", "srcdoc", "content"]);
  while (roots.length) {
    const root = roots.pop();
    for (const one of root.querySelectorAll("*")) {
      if (one.shadowRoot) roots.push(one.shadowRoot);
      if (one.content instanceof DocumentFragment) roots.push(one.content);
      const name = one.localName, where = one.outerHTML.slice(0, 160);
      if (name === element || ["iframe", "object", "embed", "base", "frameset", "portal"].includes(name))
        found.push(`<${name}>: ${where}`);
      if (name === "script" && !one.src && !/json/.test(one.type)) found.push(`a script: ${where}`);
      if (name === "meta" && one.httpEquiv.toLowerCase() === "refresh") found.push(`leads away: ${where}`);
      if (name === "script" && /json/.test(one.type)) {
        try { JSON.parse(one.textContent); } catch { found.push(`broken JSON: ${one.textContent.slice(0, 160)}`); }
      }
      for (const {name: key, value} of one.attributes) {
        const address = value.replace(/[\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u200b]/g, "").toLowerCase();
        if (key.startsWith("on")) found.push(`${key}: ${where}`);
        if (key === "style" && value.includes(evil)) found.push(`a style: ${where}`);
        const drawn = name === "image" && address.startsWith("data:image/svg+xml;base64,"); // our own, and inert there
        if (live.has(key) && key !== "content" && !drawn && /^(javascript|vbscript|data|blob|feed|file):/.test(address))
          found.push(`${key}=${value.slice(0, 80)}: ${where}`);
        if (["src", "srcset", "poster", "background", "data"].includes(key) && address.includes(evil))
          found.push(`asks elsewhere: ${where}`);
      }
    }
  }
  return found;
}
"""


class Watched:
    """A page that notes every dialog, every request elsewhere, and whatever is alive in it.

    It obeys no content security policy: it is the escaping that has to hold, not the net below it.
    """

    def __init__(self, page: Any, home: str) -> None:
        self.page, self.home = page, home
        self.found: list[str] = []
        self.where = ""
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.goto("/healthz")  # what is shown from here on stands at an address of ours

    def _dialog(self, dialog: Any) -> None:
        self.found.append(f"{self.where}: a dialog says {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Any) -> None:
        ours = (self.home, settings.SITE_URL, "about:", "blob:", "data:image/")
        if not request.url.startswith(ours):
            self.found.append(f"{self.where}: asks {request.url[:120]}")

    def visit(self, path: str) -> None:
        """One address of the portal, with all that belongs to it."""
        self.where = path
        self.page.goto(path, wait_until="load")
        self._look()

    def show(self, name: str, html: str) -> None:
        """HTML that came another way, without our scripts and styles: an answer that was kept, a mail, a feed."""
        self.where = name
        self.page.set_content(html, wait_until="load")
        self._look()

    def _look(self) -> None:
        self.found += [f"{self.where}: {one}" for one in self.page.evaluate(ALIVE, [ELEMENT, EVIL])]


def pieces_of(value: Any, key: str = "") -> Iterator[str]:
    """The strings in JSON that are HTML, by the name they have."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from pieces_of(one, str(name))
    elif isinstance(value, list):
        for one in value:
            yield from pieces_of(one, key)
    elif isinstance(value, str) and "html" in key:
        yield value

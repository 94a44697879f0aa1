"""The component sheet: every component in every state, drawn from plain values.

Pictures of it: `manage.py shell -c "from tests.look.sheet import take_pictures as t; t('FOLDER')"`.
"""

import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import Context, engines
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import sync_playwright

from portal.pages.context import Choice, Masthead
from shows.spoilers import Viewpoint

ROOT = Path(__file__).resolve().parents[2]
ORIGIN = "http://adda.test"
SHEET = Path(__file__).with_name("sheet.html")
PICTURES = ((390, "light", "en"), (390, "dark", "hi"), (1280, "light", "en"), (1280, "dark", "en"))
FIGURES = ("Anupamaa", "Anuj", "Vanraj", "Samar", "Dimpy", "Baa", "Babuji", "Malti Devi")
FANS = ("dhaga_dhaga", "set_pe_kaun", "shaam_ki_chai", "garba_queen", "patang_wali", "बंटी", "kirdaar_kapoor", "naani")


class PhotoForm(forms.Form):
    """One field of each state."""

    caption = forms.CharField(label="Caption", required=False, help_text="One line is enough.")
    credit = forms.CharField(
        label="Who took it?", error_messages={"required": "Add a credit. Photos without one wait in a queue."}
    )
    place = forms.ChoiceField(label="Where", choices=[("set", "On set")])
    about = forms.CharField(widget=forms.TextInput({"inputmode": "numeric"}))
    rules = forms.BooleanField(label="I have read the house rules", required=False)


def sheet_html(language: str = "en", theme: str = "") -> str:
    """Render the sheet as one page of the portal."""
    show = Choice(slug="anupamaa", title="Anupamaa", horizon=1018, last_aired=1064, always=False, said=True)
    veil = SimpleNamespace(
        public_id="abcdefghij1", author_handle="garba_queen", created_at=datetime.now(UTC), reveals=1043
    )
    context = {
        "user": AnonymousUser(),
        "theme": theme,
        "section": "shows",
        "masthead": Masthead(show, ()),
        "show": show,
        "veil": veil,
        "figures": list(enumerate(FIGURES, 1)),
        "fans": FANS,
        "form": PhotoForm({"caption": "Slate 402, take four", "place": "set", "about": "1,018"}),
        "crumbs": [("Anupamaa", "#"), ("Episode talk", "")],
        "messages": ["Now at 1,019."],
        "viewpoint": Viewpoint({}),
        "felt": SimpleNamespace(pk=0, feelings=(90, 30, 12, 5, 1)),
    }
    request = RequestFactory().get("/")
    request.user = context["user"]
    with translation.override(language):
        backend = engines["django"]
        template = backend.from_string(SHEET.read_text())
        # A plain Context: the context processors would ask the database.
        return template.template.render(Context(context | {"request": request}))


def policy() -> str:
    """The Content-Security-Policy the portal sends, as a header."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(map(str, sources))}" for name, sources in directives.items())


def answer(html: str) -> Callable[[Any], None]:
    """Answer the browser from the disk: the page under our policy, the static files as they are."""

    def handle(route: Any) -> None:
        path = urlsplit(route.request.url).path
        if path == "/":
            headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy()}
            return route.fulfill(status=200, headers=headers, body=html)
        file = ROOT / path.lstrip("/")
        if path.startswith("/static/") and file.is_file():
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            return route.fulfill(status=200, content_type=kind, body=file.read_bytes())
        return route.fulfill(status=404, body="")

    return handle


@contextmanager
def opened(browser: Any, html: str, width: int, **options: Any) -> Iterator[Any]:
    """A browser page that shows `html`; `page.complaints` collects errors of the console and missing files."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda line: page.complaints.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.route("**/*", answer(html))
    page.goto(ORIGIN + "/", wait_until="load")
    try:
        yield page
    finally:
        context.close()


def take_pictures(where: str) -> None:
    """Phone and desktop, light and dark, and Hindi on the phone."""
    folder = Path(where)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for width, theme, language in (
            (390, "light", "en"),
            (390, "dark", "hi"),
            (1280, "light", "en"),
            (1280, "dark", "en"),
        ):
            with opened(browser, sheet_html(language, theme), width) as page:
                page.screenshot(path=folder / f"sheet-{width}-{theme}-{language}.png", full_page=True)
        browser.close()

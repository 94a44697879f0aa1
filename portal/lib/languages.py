"""The languages people here write in. Each is called by its own name, for those who read it, and by the reader's."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

OWN = {"en": "English", "hi": "हिन्दी", "hi-Latn": "Hinglish"}
CALLED = {"en": _("English"), "hi": _("Hindi"), "hi-Latn": _("Hindi in Latin letters")}


def name_of(code: str) -> str:
    """Its own name and, where the reader calls it otherwise, theirs; plain, for where no tag can stand."""
    own, called = OWN[code], gettext(CALLED[code])
    return own if own == called else f"{own} ({called})"


def marked_name(code: str) -> SafeString:
    """The same for a page, so that its own name is read out in it."""
    own, called = OWN[code], gettext(CALLED[code])
    name = format_html('<span lang="{}">{}</span>', code, own)
    return name if own == called else format_html("{} ({})", name, called)


NAMES = {code: lazy(name_of, str)(code) for code in OWN}
MARKED_NAMES = {code: lazy(marked_name, SafeString)(code) for code in OWN}

"""The files that tests import, and the portal's own as they come out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from portal.cast.exchange.formats import catalogue_of, open_catalogue
from portal.cast.exchange.given import Catalogue
from portal.cast.exchange.importing import import_catalogue
from portal.cast.exchange.outcome import Outcome
from portal.cast.exchange.reading import read_bytes
from portal.cast.exchange.writing import catalogue
from shows.models import Show

DATA = Path(__file__).parents[3] / "shared" / "data"
SHARED = DATA if DATA.is_dir() else Path("/work/shared/data")
THRONES, EPISODES = SHARED / "game-of-thrones", SHARED / "tvmaze" / "show-82-episodes.json"
needs_shared_data = pytest.mark.skipif(
    not THRONES.is_dir(), reason="../shared/data is not on this machine: the stories of others are tested where it is"
)


def exported(show: Show) -> str:
    """A show as `export_show` writes it."""
    return "".join(catalogue(show))


def given(text: str | dict[str, Any] | list[Any], name: str = "given.json") -> Catalogue:
    """A file that says this."""
    said = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False, indent=1)
    return catalogue_of(read_bytes(name, said.encode()))


def a_catalogue(**parts: Any) -> dict[str, Any]:
    """A small file of the portal's own format."""
    show = {"slug": "saas", "title": "Saas", "external_ids": {"tvmaze": "7"}}
    return {"format": "adda-catalogue", "version": 1, "show": show | parts.pop("show", {}), **parts}


def taken(text: Any, by: Any, **how: Any) -> Outcome:
    """What an import of a file does."""
    return import_catalogue(text if isinstance(text, Catalogue) else given(text), by=by, **how)


def the_thrones() -> Catalogue:
    """The folder of scenes."""
    return open_catalogue(str(THRONES))

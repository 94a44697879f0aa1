"""Which format a file is of: told by what is in it, never by its name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from portal.cast.exchange.fetching import TVMAZE, Origin, fetch_show
from portal.cast.exchange.given import Catalogue, is_own, own_catalogue
from portal.cast.exchange.reading import Source, Unreadable, read_file
from portal.cast.exchange.scenes import catalogue_of_scenes
from portal.cast.exchange.tvmaze import catalogue_of_episodes, catalogue_of_show

TVMAZE_ID = re.compile(r"tvmaze:([1-9][0-9]{0,8})")
SCENES = ("characters.json", "episodes.json")


def open_catalogue(name: str, *, origin: Origin = TVMAZE) -> Catalogue:
    """What `import_show` is given: a file, a folder of scenes, or `tvmaze:ID`.

    Args:
        name: as it was typed.
        origin: where TVmaze answers; tests have one of their own.

    Raises:
        Unreadable: when it cannot be had, or is of no format that is known here.
    """
    if name.startswith("tvmaze:"):
        asked = TVMAZE_ID.fullmatch(name)
        if asked is None:
            raise Unreadable("After tvmaze: comes the number of the show there, as in tvmaze:82.")
        return catalogue_of(fetch_show(int(asked[1]), origin=origin))
    path = Path(name)
    if path.is_dir():
        return of_folder(path)
    return catalogue_of(read_file(path))


def of_folder(path: Path) -> Catalogue:
    """A folder of scenes.

    Raises:
        Unreadable: when it holds none.
    """
    files = [path / name for name in SCENES]
    if not all(file.is_file() for file in files):
        raise Unreadable(f"{path} is a folder without {' and '.join(SCENES)}.")
    return catalogue_of_scenes(*map(read_file, files))


def catalogue_of(source: Source) -> Catalogue:
    """The rows of a file.

    Raises:
        Unreadable: when it is of no format that is known here.
    """
    if is_own(source.data):
        return own_catalogue(source)
    if is_show_of_tvmaze(source.data):
        return catalogue_of_show(source)
    if is_episodes_of_tvmaze(source.data):
        return catalogue_of_episodes(source)
    raise Unreadable(
        f"{source.name} is JSON, but neither a catalogue of this portal (“format”: “adda-catalogue”) nor a show or a "
        "list of episodes as TVmaze answers them."
    )


def is_show_of_tvmaze(data: Any) -> bool:
    """Whether this is TVmaze's answer about a show."""
    return isinstance(data, dict) and {"id", "name", "url"} <= data.keys() and "tvmaze" in str(data["url"])


def is_episodes_of_tvmaze(data: Any) -> bool:
    """Whether this is TVmaze's list of episodes."""
    rows = data if isinstance(data, list) else []
    return bool(rows) and all(isinstance(row, dict) and {"id", "season", "number"} <= row.keys() for row in rows)

"""Whether there is a demo: a file in the data folder, so that no page asks the database for it."""

from portal.env import DATA_DIR
from portal.lib.guestpages import EVERYTHING, changed

MARK = DATA_DIR / "demo"


def put_mark() -> None:
    """From now on every page says so."""
    MARK.touch()
    changed(EVERYTHING)


def take_mark() -> None:
    """And no longer."""
    MARK.unlink(missing_ok=True)
    changed(EVERYTHING)


def is_marked() -> bool:
    """Whether pages say that there are made-up fans."""
    return MARK.exists()

"""What the journeys share: the words that nobody may read too early, and the code in a mail."""

import re
from pathlib import Path

GPS = Path(__file__).parents[3] / "shared" / "data" / "photos" / "gps" / "DSCN0010.jpg"
BOOKMARK = {"veiled", "id", "author", "created_at", "reveals"}
# A title, a text, a caption, somebody else's comment, and the answer to it; none of these words stands anywhere else.
SECRETS = ("Murabba in the courtyard", "Kesariya threads on the swing", "Jalebi at the gate", "Gulmohar, twice",
           "Shehnai upstairs")  # fmt: skip


def the_code_in(text: str) -> str:
    """The code of a mail that asks to confirm an address."""
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", text, re.MULTILINE)
    assert found, text
    return found[1]

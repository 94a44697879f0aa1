"""What an outsider's tool still finds in a file beside its picture."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

# How the picture is packed, and where the file lies: exiftool tells it of every file.
_OF_THE_PICTURE = {"SourceFile", "ExifTool", "System", "Composite", "JFIF", "VP8", "RIFF", "PNG", "File"}
_SAID_IN_PICTURE_GROUPS = {"Comment", "Software", "Author", "Copyright", "Description", "ModifyDate", "CreationTime"}


def told_by(paths: list[Path]) -> set[str]:
    """`Group:Tag` of all that is none of the picture's business; skips where exiftool is missing."""
    if shutil.which("exiftool") is None:
        pytest.skip("exiftool is not installed (apt-get install libimage-exiftool-perl)")
    command = ["exiftool", "-j", "-a", "-u", "-U", "-G0:1", "-ee", *map(str, paths)]
    files = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert len(files) == len(paths)
    return {key for file in files for key in file if _tells(key)}


def _tells(key: str) -> bool:
    groups, _colon, tag = key.rpartition(":")
    foreign = not set(groups.split(":")) & _OF_THE_PICTURE if groups else key not in _OF_THE_PICTURE
    return foreign or tag in _SAID_IN_PICTURE_GROUPS

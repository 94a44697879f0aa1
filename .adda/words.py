"""What the command says, and how it turns a failed program's output into one sentence."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAST_WORDS = 20
NO_NETWORK = (
    "NewConnectionError|NameResolutionError|name resolution|Network is unreachable|ConnectTimeout|ReadTimeout"
    "|No matching distribution found"
)
SENTENCES = (
    (
        "No space left on device|database or disk is full|Disk quota exceeded",
        "The disk is full. Free about 400 MB where Adda lies and some room in the data folder, then run it again.",
    ),
    (
        "Read-only file system|Permission denied|readonly database|unable to open database file",
        "A folder that Adda needs cannot be written: {line}",
    ),
    (
        "DO NOT MATCH THE HASHES",
        "A package is not the one that was locked (its hash differs), so nothing was installed.",
    ),
    (
        NO_NETWORK,
        "The packages could not be fetched: there is no network, or the package index does not answer.",
    ),
    ("ImproperlyConfigured: (?P<said>.+)", "{said}"),
    ("CommandError: (?P<said>.+)", "{said}"),
    ("OperationalError: (?P<said>.+)", "The database does not answer: {said}"),
)


class Refused(Exception):
    """The command cannot go on; the text is the one sentence that the person reads."""


class Stopped(BaseException):
    """Somebody asked the command to stop."""


def say(text: str = "") -> None:
    print(text, flush=True)


def progress(text: str, *, last: bool = False) -> None:
    """One line that changes in place; where nobody watches, only the last state of it."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="\n" if last else "", flush=True)
    elif last:
        say(text)


def explain(output: str, *, what: str) -> str:
    """The one sentence for a program that failed; for a failure nobody foresaw, its last words and one sentence.

    Args:
        output: everything it printed.
        what: what it was doing.
    """
    for pattern, sentence in SENTENCES:
        if found := re.search(rf"^.*(?:{pattern}).*$", output, re.MULTILINE):
            return sentence.format(line=_bare(found[0]), **found.groupdict())
    return "\n".join([*output.rstrip().splitlines()[-LAST_WORDS:], f"adda: {what} failed; its last words stand above."])


def _bare(line: str) -> str:
    return re.sub(r"^(ERROR:|[\w.]+(Error|Exception):)\s*", "", line.strip())


def lines_of(command: Sequence[str], *, environ: Mapping[str, str] | None = None, what: str) -> Iterator[str]:
    """Run a program and yield its lines as they come; it never outlives this process.

    Raises:
        Refused: when it fails, with the sentence that `explain` finds.
    """
    heard = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            for line in process.stdout or ():
                heard.append(line)
                yield line
            process.wait()
        finally:
            if process.poll() is None:
                process.terminate()
    if process.returncode:
        raise Refused(explain("".join(heard), what=what))


def outside(name: str, default: str = "") -> str:
    """A variable of the environment or, after it, of the `.env` file beside `manage.py`."""
    if name in os.environ:
        return os.environ[name]
    dotenv = Path(os.environ.get("ADDA_DOTENV", ROOT / ".env"))
    text = dotenv.read_text() if dotenv.is_file() else ""
    found = re.search(rf"^\s*(?:export\s+)?{name}\s*=\s*(.*?)\s*$", text, re.MULTILINE)
    return found[1].strip("\"'") if found else default

#!/usr/bin/env python
"""Django's command line for Adda."""

import os
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent / ".venv"

try:
    from django.core.management import execute_from_command_line
except ModuleNotFoundError:
    python = HOME / "bin" / "python"
    if not python.exists() or Path(sys.prefix) == HOME:
        sys.exit("Adda is not installed here yet: run ./adda run once.")
    os.execv(python, [str(python), *sys.argv])  # noqa: S606

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    # Readers are kept waiting for so long and no longer; a command, as one that changes tables, takes what it takes.
    os.environ.setdefault("STATEMENT_TIMEOUT_MS", "0")
    execute_from_command_line(sys.argv)

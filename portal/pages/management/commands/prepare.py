"""Everything that must be there before the first request: folders, tables, static files, a show to talk about."""

import hashlib
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from portal.env import DATA_DIR
from portal.outbox import nudges
from portal.search.actions import begin_refill
from portal.search.models import Entry
from portal.search.sources import all_sources
from shows.catalogue import entry_kinds
from shows.changes import note_missing


class Command(BaseCommand):
    help = "Makes folders, tables and static files ready, and loads the starter show on the first run. Safe to repeat."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--empty", action="store_true", help="load no show on the first run")
        parser.add_argument("--demo", action="store_true", help="invite made-up fans to look around among")

    def handle(self, *, empty: bool, demo: bool, **options: Any) -> None:
        self._make_folders()
        self.stdout.write("Preparing the database …")
        fresh = not MigrationRecorder(connection).applied_migrations()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        self._collect_static()
        self._start_with_a_show(empty, fresh=fresh)
        if demo:
            self.stdout.write("Inviting made-up fans …")
            call_command("demo", later=True)
        note_missing(entry_kinds())
        if not Entry.objects.exists():
            call_command("reindex", later=True)
        elif missing := [one.name for one in all_sources() if not Entry.objects.filter(source=one.name).exists()]:
            begin_refill(*missing)
        # The first message makes the worker write its heartbeat as soon as it is up, not at the first sweep.
        nudges.send()

    def _make_folders(self) -> None:
        os.umask(0o077)
        for folder in (DATA_DIR, settings.MEDIA_ROOT, settings.STATIC_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        self._close(DATA_DIR)
        if settings.CELERY_BROKER_URL == "filesystem://":
            (settings.BROKER_DIR / "control").mkdir(parents=True, exist_ok=True)

    def _close(self, folder: Path) -> None:
        """Members' words, mails and addresses lie there; what was made before by looser habits is closed too."""
        for path in (folder, *folder.glob("adda.sqlite3*")):
            if path.stat().st_uid == os.geteuid():
                path.chmod(0o700 if path.is_dir() else 0o600)

    def _collect_static(self) -> None:
        stamp = settings.STATIC_ROOT / ".collected"
        mark = fingerprint_of_static_files()
        if stamp.is_file() and stamp.read_text() == mark:
            return
        self.stdout.write("Collecting static files …")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(mark)

    def _start_with_a_show(self, empty: bool, *, fresh: bool) -> None:
        """Once for each database: a show that the operator deleted does not come back."""
        stamp = settings.DATA_DIR / "started"
        if stamp.exists() and not fresh:
            return
        if not empty:
            self.stdout.write("Loading the starter show …")
            call_command("load_starter", verbosity=0)
        stamp.write_text("empty\n" if empty else "starter\n")


def fingerprint_of_static_files() -> str:
    """A digest of the name, size and age of every static file and of the code that stores them."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            digest.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()

from typing import Any

from django.core.management.base import BaseCommand

from portal.pages.starter import load_starter


class Command(BaseCommand):
    """Load the starter show into an empty portal."""

    help = "Loads the starter show (Anupamaa) if there is no show yet; otherwise touches nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what happened."""
        loaded = load_starter()
        self.stdout.write("The starter show is loaded." if loaded else "There is a show already; nothing was changed.")

"""A way in for whoever runs the portal."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions import entry_link, seat
from accounts.models import Member, Role


class Command(BaseCommand):
    help = "Prints a link that signs the operator in once, within a day; makes an operator where there is none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--for", dest="handle", default="", help="the member to sign in; the first operator if left out"
        )

    def handle(self, *, handle: str, **options: Any) -> None:
        self.stdout.write(entry_link(called(handle) if handle else first_operator()))


def first_operator() -> Member:
    """The operator who has been here longest, made if there is none."""
    found = Member.objects.filter(role=Role.OPERATOR, is_active=True).order_by("pk").first()
    return found or seat("operator", email="", role=Role.OPERATOR)


def called(handle: str) -> Member:
    """The member of this handle.

    Raises:
        CommandError: when there is none.
    """
    found = Member.objects.called(handle).first()
    if found is None:
        raise CommandError(f"Nobody here is called {handle}.")
    return found

"""What `./adda run` says when the portal stands: where it is, how the operator gets in, where mails go."""

from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.env import env


class Command(BaseCommand):
    help = "Prints the address, a one-time sign-in link for the operator, and where mails go."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="add a made-up evening and links to sign in to it")

    def handle(self, *, demo: bool, **options: Any) -> None:
        said = [f"Adda is at {settings.SITE_URL}/", f"Sign in as operator, once: {said_by('operator_link')}"]
        said.append(f"Mails go to {where_mails_go()}")
        if demo:
            said.append(said_by("demo"))
        if env.str("HOST", "127.0.0.1") in ("0.0.0.0", "::"):
            said.append("It answers everybody who can reach this machine.")
        self.stdout.write("\n".join([*said, "Ctrl-C stops it."]))


def said_by(command: str) -> str:
    """What another command prints, without the space around it."""
    heard = StringIO()
    call_command(command, stdout=heard)
    return heard.getvalue().strip()


def where_mails_go() -> str:
    """The folder that mails are written to, or the server that takes them."""
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return f"{settings.EMAIL_FILE_PATH}/"
    return f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"

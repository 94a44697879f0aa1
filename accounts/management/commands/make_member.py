"""A seat given from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from accounts.actions import entry_link, seat
from accounts.handles import check_handle
from accounts.models import Role
from portal.lib.text import clean_line
from portal.lib.verdicts import Invalid


class Command(BaseCommand):
    help = "Makes a member without a password, and prints the link that signs them in once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("handle", help="the name fans will see")
        parser.add_argument("email", help="their address; it counts as confirmed")
        parser.add_argument("--role", choices=[role.name.lower() for role in Role], default="fan")

    def handle(self, *, handle: str, email: str, role: str, **options: Any) -> None:
        handle = clean_line(handle)
        try:
            check_handle(handle)
            validate_email(email)
            member = seat(handle, email=email, role=Role[role.upper()])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Invalid as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(entry_link(member))

"""A made-up evening to look around in, and its end."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions import entry_link
from accounts.management.commands.operator_link import called, first_operator
from accounts.models import Member
from portal.lib.verdicts import Invalid
from portal.pages.demo.ending import end_evening
from portal.pages.demo.evening import hold_evening
from portal.pages.demo.mark import put_mark, take_mark
from portal.pages.starter import SLUG
from portal.photos.models import Photo
from portal.photos.tasks import develop
from portal.search.actions import begin_refill
from shows.models import Show

FAN, MODERATOR = "dhaga_dhaga", "naresh_bhai"


class Command(BaseCommand):
    help = "Fills the starter show with a lively evening of made-up fans; --remove takes all of it away again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the made-up fans and all they made away")
        parser.add_argument("--later", action="store_true", help="print no links, and leave the photos to the worker")

    def handle(self, *, remove: bool, later: bool, **options: Any) -> None:
        if remove:
            gone = end_evening(at=timezone.now())
            take_mark()
            begin_refill()
            self.stdout.write(f"{gone} made-up fans have left, with all they made.")
            return
        if not Member.objects.filter(is_demo=True).exists():
            photos = self._begin()
            for photo in [] if later else photos:
                develop(photo_id=photo.pk)
        if not later:
            self.stdout.write("\n".join(["Sign in to the made-up evening, once each:", *links()]))

    def _begin(self) -> list[Photo]:
        show = Show.objects.filter(slug=SLUG).first()
        if show is None:
            raise CommandError("The made-up evening is about the starter show, which is not here.")
        try:
            photos = hold_evening(show, at=timezone.now())
        except Invalid as refusal:
            raise CommandError(f"The made-up evening does not fit here: {refusal}") from refusal
        put_mark()
        begin_refill()
        return photos


def links() -> list[str]:
    """One line for a fan, a moderator and the operator."""
    people = [("fan", called(FAN)), ("moderator", called(MODERATOR)), ("operator", first_operator())]
    return [f"  as {who} ({member.handle}): {entry_link(member)}" for who, member in people]

"""The evening happens: everything goes through the actions that real members use, at moments of the last days."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.actions import seat
from accounts.models import Member, Role
from portal.cast.models import Person
from portal.comments.actions import post as comment_on
from portal.comments.models import Comment
from portal.contributions.actions import withdraw
from portal.contributions.models import Contribution
from portal.moderation.actions import appeal, decide, report
from portal.moderation.models import Decision, Rule
from portal.pages.demo.drawings import picture
from portal.pages.demo.feelings import feel
from portal.pages.demo.story import put_on_air, tell_story
from portal.pages.demo.tables import Charge, Fan, Talk, fans, photos, posts
from portal.pages.demo.trp import rate
from portal.pages.demo.votes import cast_votes
from portal.photos.actions import Words, upload
from portal.photos.imaging import inspect
from portal.photos.intake import keep
from portal.photos.models import Photo
from portal.posts.actions import publish
from portal.posts.naming import named_in
from shows.actions import move_progress
from shows.clocks import clocks
from shows.models import Show
from shows.spoilers import ALWAYS

NOWHERE = "example.invalid"  # RFC 2606: mail to it cannot arrive
SEED = 1018
FIRST_HOURS, GROWTH = 1.9, 1.115  # the last post's age, and how much older each one before it is
PHOTO_HOURS, PHOTO_GROWTH = 2.1, 1.36
HELD_HOURS = {"held-en": 3.2, "held-hi": 0.9, "rangoli": 2.6}
WELCOME = {"en": "Good to have you here.", "hi": "आपका आना अच्छा लगा।"}
CREDIT, SOURCE = "{handle} (drawn)", "Drawn for this evening"


@dataclass(frozen=True)
class Evening:
    """What everything below needs: who is there, about which show, when, and dice that always fall alike."""

    show: Show
    people: dict[str, Member]
    rules: dict[str, Rule]
    dice: random.Random
    at: datetime


@transaction.atomic
def hold_evening(show: Show, *, at: datetime) -> list[Photo]:
    """Invite the fans and let them talk, all in one transaction.

    Args:
        show: the starter show.
        at: the clock; everything happens before it.

    Returns:
        The photos, whose pictures are still to be made.

    Raises:
        Invalid: where a handle is taken, or the show has not aired as far as they have watched.
    """
    people = {fan.handle: invite(fan, show, at=at) for fan in fans()}
    rules = {rule.slug: rule for rule in Rule.objects.in_force()}
    rate(show, by=people["meera_sabki"], at=at)
    tell_story(show, by=people["meera_sabki"])
    put_on_air(show, at=at)
    evening = Evening(show, people, rules, random.Random(SEED), at)
    cast_votes(show, people.values(), aired=clocks()[show.pk].aired, dice=random.Random(SEED))
    for place, talk in reversed(list(enumerate(posts()))):
        say(evening, talk, age(evening, talk, FIRST_HOURS * GROWTH**place))
    sent = [
        send(evening, talk, age(evening, talk, PHOTO_HOURS * PHOTO_GROWTH**place))
        for place, talk in reversed(list(enumerate(photos())))
    ]
    feel(show, people.values(), aired=clocks()[show.pk].aired, dice=random.Random(SEED), at=at)
    return sent


def invite(fan: Fan, show: Show, *, at: datetime) -> Member:
    """A seat for somebody made up, marked as such, with an address that no mail can reach."""
    number = Member.objects.filter(is_demo=True).count() + 1
    member = seat(fan.handle, email=f"fan-{number}@{NOWHERE}", role=Role(fan.role))
    member.is_demo, member.trust, member.language = True, fan.trust, fan.language
    member.joined_at = at - timedelta(days=fan.joined, hours=7)
    member.save(update_fields=["is_demo", "trust", "language", "joined_at"])
    move_progress(show, by=member, through=fan.through or ALWAYS)
    return member


def age(evening: Evening, talk: Talk, hours: float) -> datetime:
    """When something was said, about so many hours ago."""
    return evening.at - timedelta(hours=HELD_HOURS.get(talk.key, hours) * evening.dice.uniform(0.9, 1.1))


def say(evening: Evening, talk: Talk, at: datetime) -> Contribution:
    """One post, what is said below it, and what is said against it."""
    safe = talk.reveals is None
    told = talk.more | {"who": named_in(talk.more.get("who", []), evening.show)}
    thing = publish(
        by=evening.people[talk.by],
        at=at,
        title=talk.title,
        show=None if safe else evening.show,
        reveals=talk.reveals,
        **told,
    )
    discuss(evening, thing, talk)
    if talk.charge:
        charge(evening, thing, talk.charge)
    return thing


def send(evening: Evening, talk: Talk, at: datetime) -> Photo:
    """One photo, by the way every photo comes in, and what is said below it."""
    file = picture(talk.more["drawing"])
    said = {name: talk.more[name] for name in ("alt", "about", "spot") if name in talk.more}
    words = Words(
        caption=talk.title,
        credit=CREDIT.format(handle=talk.by),
        first_published=SOURCE,
        reveals=talk.reveals,
        people=list(Person.objects.filter(slug__in=talk.more.get("people", [])).order_by("pk")),
        **said,
    )
    received = keep(file, inspect(file))
    photo = upload(received, by=evening.people[talk.by], at=at, words=words, show=evening.show)
    discuss(evening, photo, talk)
    return photo


def discuss(evening: Evening, thing: Contribution, talk: Talk) -> None:
    """The thread, between the thing's moment and now."""
    past = (evening.at - thing.created_at) * 0.96
    moments = sorted(thing.created_at + past * evening.dice.random() ** 2 for _line in talk.lines)
    above: dict[int, Comment] = {}
    for line, moment in zip(talk.lines, moments, strict=True):
        by = evening.people[line.by]
        parent = above.get(line.depth - 1)
        said = comment_on(thing, by=by, at=moment, body=line.words, reveals=line.reveals, parent=parent)
        above[line.depth] = said
        if line.taken_back:
            withdraw(said, by=by, at=moment + timedelta(minutes=4))
        if line.answered and said.is_waiting:
            let_through(evening, said, at=moment)


def let_through(evening: Evening, said: Comment, *, at: datetime) -> None:
    """A newcomer's words that others answer have been read by a moderator."""
    reason = WELCOME[evening.people[said.author.handle].language]
    decide(said.cases.get(), verb=Decision.Verb.LEAVE, reason=reason, by=evening.people["meera_sabki"], at=at)


def charge(evening: Evening, thing: Contribution, told: Charge) -> None:
    """Reports on one thing and, where it was decided, the decision and the appeal that waits."""
    rule = evening.rules[told.rule]
    step = (evening.at - thing.created_at) / (len(told.reporters) + 3)
    for place, handle in enumerate(told.reporters):
        words = told.words[place % len(told.words)]
        made, _new = report(
            thing, by=evening.people[handle], rule=rule, words=words, at=thing.created_at + step * (place + 1)
        )
    if not told.verb:
        return
    decision = decide(
        made.case,
        verb=told.verb,
        rule=rule,
        reason=rule.reason_in(thing.author.language),
        by=evening.people[told.decider],
        at=evening.at - step * 2,
        veil_at=told.veil_at,
    )
    if told.appeal:
        appeal(decision, by=thing.author, words=told.appeal, at=evening.at - step)

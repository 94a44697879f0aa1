"""A show in which every secret field holds a marker. Two worlds with other secrets look the same to early readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from accounts.feed_keys import LETTERS, digest_of
from accounts.models import FeedKey, Member, Role, Trust
from accounts.picturing import put_picture
from portal.cast.models import Casting, Character, Person
from portal.comments import actions as comments
from portal.contributions.actions import change_state, reword
from portal.contributions.models import Contribution, Place, State
from portal.moderation import actions as moderation
from portal.moderation.models import Rule
from portal.photos.models import PersonTag, Photo
from portal.photos.storage import Folder, local_store
from portal.posts import actions as posts
from portal.posts.models import Post
from portal.posts.pictures import put_photos
from portal.search.actions import refill_all
from shows.actions import delete_entry
from shows.catalogue import entry_kinds
from shows.changes import note_missing
from shows.clocks import forget_clocks
from shows.models import Show
from tests.builders import NOW, a_casting, a_character, a_member, a_person, a_show, an_episode, at_episode
from tests.leaks import world_about, world_alerts, world_exchange, world_marks, world_parts, world_ties
from tests.leaks.markers import NOBODY, Mint
from tests.leaks.world_curation import edits, more_edits
from tests.leaks.world_graph import graph_secrets, more_graph_secrets
from tests.leaks.world_guide import plant_guide, plant_more_guide
from tests.leaks.world_ratings import rate

FACE = "face" * 8
OWN_KEY = "L" * LETTERS  # of the feeds of the friend, who is at 0
MIDDLE, LAST = 50, 90
AIRED, PUBLIC = 100, 20


@dataclass
class World:
    """What was built, by name, and how many secrets more than the least there are."""

    mint: Mint
    extra: int
    show: Show
    people: dict[str, Member] = field(default_factory=dict)
    things: dict[str, Contribution] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)

    def say(self, name: str, thing: Contribution) -> None:
        """Keep a contribution under a name, with an address and an age that are the same in every world."""
        thing.public_id = f"Leak{len(self.things):07d}".replace("0", "z")
        Contribution.objects.filter(pk=thing.pk).update(public_id=thing.public_id)
        self.things[name] = thing


def build(*, padding: str = "", extra: int = 0) -> World:
    """The world.

    Args:
        padding: put behind every marker, so that lengths differ.
        extra: how many more secrets there are beyond the middle, so that counts differ.
    """
    show = a_show("markers", title="Markers", aired_through=AIRED, public_through=PUBLIC)
    world = World(Mint(padding), extra, show)
    for handle, role in (("author", Role.FAN), ("friend", Role.FAN), ("mod", Role.MODERATOR), ("mod2", Role.MODERATOR)):
        world.people[handle] = a_member(handle, role=role, joined_at=NOW)
    _episodes(world)
    _facts(world)
    world_ties.plant(world)
    _talk(world)
    _photos(world)
    world_parts.plant(world)
    world_about.plant(world)
    _justice(world)
    rate(world)
    plant_guide(world)
    edits(world)
    # After the edits: its dates are of years that nobody may write down.
    graph_secrets(world, MIDDLE, LAST)
    world_exchange.plant(world, MIDDLE, LAST)
    world_marks.plant(world)
    world_alerts.plant(world)
    for _number in range(extra):
        _more_secrets(world)
    _changes(world)
    a_face(world)
    FeedKey.objects.create(member=world.people["friend"], digest=digest_of(OWN_KEY), created_at=NOW)
    forget_clocks()
    for _step in refill_all():
        pass
    return world


def _changes(world: World) -> None:
    """When rows changed; one of each secret has been taken out again."""
    operator = a_member("gone_operator", role=Role.OPERATOR, joined_at=NOW)
    words = ("name", "name_hi", "slug", "line", "source")
    going = [
        Character.objects.create(show=world.show, reveals=level, **{word: world.mint(level) for word in words})
        for level in (MIDDLE, LAST)
    ]
    note_missing(entry_kinds())
    for character in going:
        delete_entry(character, by=operator)


def _episodes(world: World) -> None:
    for number in (1, MIDDLE, LAST):
        level = number if number > 1 else 1
        secrets = {name: world.mint(level) for name in ("full_title", "summary", "source")}
        an_episode(world.show, number, safe_title=f"Safe {number}", **secrets)


def _facts(world: World) -> None:
    hero = a_character(world.show, "Hero", billing=1)
    world.rows["hero"] = hero
    first = a_person("First Actor")
    reason = {"end_reason": world.mint(MIDDLE), "end_reason_hi": world.mint(MIDDLE)}
    a_casting(hero, first, 1, MIDDLE, **reason)
    a_casting(hero, _person(world, LAST), LAST, kind=Casting.Kind.RECAST, source=world.mint(LAST))
    for level in (MIDDLE, LAST):
        world.rows[f"character {level}"] = _character(world, level)


def _person(world: World, level: int) -> Person:
    mark = world.mint
    person = a_person(mark(level), name_hi=mark(level), slug=mark(level), source=mark(level))
    world.rows[f"person {level}"] = person
    return person


def _character(world: World, level: int) -> Character:
    mark = world.mint
    words = {name: mark(level) for name in ("name", "name_hi", "slug", "line", "line_hi", "source")}
    character = Character.objects.create(show=world.show, reveals=level, **words)
    a_casting(character, a_person(mark(level), slug=mark(level)), level, source=mark(level))
    return character


def _post(world: World, level: int, *, reveals: int | None = None, age: int = 0) -> Post:
    return posts.publish(
        by=world.people["author"],
        at=NOW - timedelta(hours=1, minutes=age),
        title=f"Title {world.mint(level)}",
        body=f"Body {world.mint(level)} [link](https://example.org/{world.mint(level)})",
        show=world.show,
        reveals=level if reveals is None else reveals,
    )


def _comment(world: World, subject: Contribution, level: int, **fields: Any) -> Contribution:
    return comments.post(subject, by=world.people["author"], at=NOW, body=f"Said {world.mint(level)}", **fields)


def _talk(world: World) -> None:
    safe = _post(world, 1, reveals=1)
    world.say("safe", safe)
    for level in (MIDDLE, LAST):
        world.say(f"post {level}", _post(world, level, age=level))
        world.say(f"below {level}", _comment(world, world.things[f"post {level}"], level))
        said = _comment(world, safe, level, reveals=level)
        world.say(f"comment {level}", said)
        world.say(f"answer {level}", _comment(world, safe, level, parent=said))
    once = _post(world, LAST, age=3)
    reword(once, {"title": "Tame now", "body": "Tame", "reveals": 1}, by=world.people["author"], at=NOW)
    world.say("tamed", once)
    part = _post(world, 1, reveals=1, age=4)
    covered = f"Fine ||E{LAST}: {world.mint(LAST)}|| and ||E{MIDDLE}: *{world.mint(MIDDLE)}*||, really"
    reword(part, {"body": covered}, by=world.people["author"], at=NOW)
    reword(part, {"body": f"Now {covered}"}, by=world.people["author"], at=NOW)
    world.say("in parts", part)
    world.say("covered", _comment(world, part, 1))
    reword(world.things["covered"], {"body": covered}, by=world.people["author"], at=NOW)
    _taken_back(world)
    for state in (State.HELD, State.HIDDEN, State.REMOVED, State.WITHDRAWN):
        gone = _post(world, NOBODY, reveals=1, age=5)
        change_state(gone, state, at=NOW)
        world.say(f"gone {state.label}", gone)
        quiet = _comment(world, safe, NOBODY)
        change_state(quiet, state, at=NOW)
        world.say(f"quiet {state.label}", quiet)


def _taken_back(world: World) -> None:
    """What stood open once and was covered since, in a post and below it."""
    late = _post(world, LAST, reveals=1, age=4)
    words = f"Fine ||E{LAST}: {world.mint(LAST)}||"
    reword(late, {"title": "Tame too", "body": words}, by=world.people["author"], at=NOW)
    world.say("covered since", late)
    said = _comment(world, late, LAST)
    reword(said, {"body": words}, by=world.people["author"], at=NOW)
    world.say("covered below", said)


def _photos(world: World) -> None:
    """Photos with a marker in every word and in the very bytes; on one that is open stands somebody late."""
    for level in (1, MIDDLE, LAST):
        photo = a_photo_at(world, level)
        world.say(f"photo {level}", photo)
        world.say(f"under photo {level}", _comment(world, photo, level))
        PersonTag.objects.create(photo=photo, person=world.rows[f"person {LAST}"])
    with_all = [world.things[f"photo {level}"].public_id for level in (1, MIDDLE, LAST)]
    for name in ("safe", f"post {LAST}"):
        put_photos(world.things[name], with_all)


def a_face(world: World) -> None:
    """The author, who is known by now, has a picture that everybody sees: no secret of any episode."""
    (local_store().folder(Folder.MEDIA) / f"{FACE}-96.webp").write_bytes(b"a face")
    author = world.people["author"]
    author.trust = Trust.REGULAR
    author.save(update_fields=["trust"])
    put_picture(author, FACE, audience="E")


def a_photo_at(world: World, level: int, *, stem: str = "") -> Photo:
    """One photo with markers in all it says."""
    mark, stem = world.mint, stem or f"{level:032x}"
    name = f"{stem}-400.webp"
    folder = local_store().folder(Folder.MEDIA)
    (folder / name).write_bytes(mark(level).encode())
    words = {field: mark(level) for field in ("title", "alt", "credit", "first_published")}
    return Photo.objects.create(
        kind="photo", place=Place.FEED, author=world.people["author"], show=world.show, about=LAST, reveals=level,
        effective_reveals=level, stem=stem, sha256=mark(level), created_at=NOW - timedelta(hours=2, minutes=level),
        renditions=[{"name": name, "width": 400, "height": 300, "weight": 9}], width=400, height=300,
        developed_at=NOW, **words,
    )  # fmt: skip


def _justice(world: World) -> None:
    """Reports, a veil that is appealed in vain, a removal: what was said in confidence stays there."""
    rule = Rule.objects.filter(in_force=True).order_by("number")[0]
    at_episode(world.people["friend"], world.show, 0)
    for name, verb, veil_at in (("veiled", "veil", LAST), ("removed", "remove", None)):
        post = _post(world, LAST, reveals=1 if veil_at else LAST, age=6)
        world.say(name, post)
        case = moderation.report(post, by=world.people["friend"], rule=rule, words=world.mint(NOBODY), at=NOW)[0].case
        judged = {"rule": rule, "veil_at": veil_at, "reason": world.mint(NOBODY)}
        decision = moderation.decide(case, verb=verb, by=world.people["mod"], at=NOW, **judged)
        world.rows[f"case {name}"], world.rows[f"decision {name}"] = case, decision
    said = moderation.appeal(decision, by=world.people["author"], words=world.mint(NOBODY), at=NOW)
    world.rows["case appeal"] = said.case
    moderation.review(said.case, upheld=False, answer=world.mint(NOBODY), by=world.people["mod2"], at=NOW)


def _more_secrets(world: World) -> None:
    """Another of everything late: only counts could tell."""
    more_graph_secrets(world, LAST)
    _character(world, LAST)
    _comment(world, world.things[f"post {LAST}"], LAST)
    a_casting(world.rows["hero"], _person(world, LAST), LAST, LAST, kind=Casting.Kind.FLASHBACK)
    world_parts.plant_more(world)
    world_about.plant_more(world)
    world_ties.plant_more(world)
    plant_more_guide(world)
    more_edits(world)
    world_exchange.plant_more(world, LAST)
    world_marks.plant_more(world)
    world_alerts.plant_more(world)

"""What fans are told of one another, in the world of markers: replies, calls by name, reactions, what they follow.

Two are told: the friend, who has watched nothing, and somebody in the middle. Both follow all there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.comments import actions as comments
from portal.comments.models import Comment
from portal.comments.telling import tell_of_reply
from portal.contributions.models import Contribution
from portal.notifications.choosing import Said, choose
from portal.notifications.models import Follow
from portal.notifications.tasks import tell_followers, tell_who_is_called
from portal.posts import actions as posts
from portal.reactions.models import Reaction
from portal.reactions.tasks import tell_the_author
from tests.builders import NOW, a_member, at_episode

if TYPE_CHECKING:
    from tests.leaks.world import World

MIDDLE, LAST = 50, 90
TOLD = ("friend", "watcher")


def plant(world: World) -> None:
    """Each of both has shared something; the author answers it late, calls them late, and shares late things."""
    world.people["watcher"] = a_member("watcher", joined_at=NOW)
    at_episode(world.people["watcher"], world.show, MIDDLE)
    for handle in TOLD:
        _follow_all(world, handle)
        _answer(world, handle)
        choose({"reactions": Said(site=True, mail=True)}, by=world.people[handle])
    for thing in list(world.things.values()):
        _tell(thing)
    for reaction in Reaction.objects.order_by("pk"):
        tell_the_author(contribution_id=reaction.contribution_id, member_id=reaction.member_id)


def plant_more(world: World) -> None:
    """One more late word in a late thread that both follow."""
    said = comments.post(world.things[f"post {LAST}"], by=world.people["author"], at=NOW, body=world.mint(LAST))
    _tell(said)


def _follow_all(world: World, handle: str) -> None:
    member = world.people[handle]
    targets: list[dict[str, Any]] = [{"show": world.show}, {"other": world.people["author"]}]
    targets += [{"contribution": world.things[name]} for name in ("safe", f"post {MIDDLE}", f"post {LAST}", "photo 90")]
    targets += [{"character": world.rows[name]} for name in ("hero", f"character {MIDDLE}", f"character {LAST}")]
    targets += [{"person": world.rows[f"person {LAST}"]}]
    Follow.objects.bulk_create(Follow(member=member, created_at=NOW, **target) for target in targets)


def _answer(world: World, handle: str) -> None:
    """A post of theirs that everybody may read, with answers that not everybody may, and their name under covers."""
    member, author = world.people[handle], world.people["author"]
    theirs = posts.publish(by=member, at=NOW, title="Mine", body="Mine", show=world.show, reveals=None)
    Contribution.objects.filter(pk=theirs.pk).update(reveals=None, effective_reveals=0)
    theirs.refresh_from_db()
    world.say(f"of {handle}", theirs)
    calls = f"Well, @{handle} ||E{LAST}: {world.mint(LAST)} @{handle}||"
    for name, level, words in (("open", None, "@" + handle), ("middle", MIDDLE, ""), ("late", LAST, "")):
        body = f"{world.mint(level or 0)} {words}"
        world.say(f"{name} to {handle}", comments.post(theirs, by=author, at=NOW, body=body, reveals=level))
    for name, level in (("calls", MIDDLE), ("calls late", LAST)):
        post = posts.publish(
            by=author, at=NOW, title=world.mint(level), body=calls, show=world.show, reveals=level
        )  # fmt: skip
        world.say(f"{name} {handle}", post)
    free = posts.publish(by=author, at=NOW, title=f"For {handle}", body=world.mint(0), reveals=None)
    world.say(f"for {handle}", free)


def _tell(thing: Contribution) -> None:
    comment = Comment.objects.select_related("author", "subject__author", "parent__author").filter(pk=thing.pk).first()
    if comment is not None:
        tell_of_reply(comment)
    tell_who_is_called(contribution_id=thing.pk)
    tell_followers(contribution_id=thing.pk)

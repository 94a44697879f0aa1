"""The made-up evening comes once, in the way everything comes, and goes without a trace."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from accounts.models import Member, Role
from portal.cast.models import Beat, Vote
from portal.cast.voting import recount_votes
from portal.comments.actions import post as comment_on
from portal.contributions.models import Contribution, State
from portal.moderation.models import Appeal, Case
from portal.pages.demo.mark import put_mark
from portal.pages.demo.tables import lines
from portal.pages.starter import load_starter
from portal.photos.models import Photo
from portal.posts.actions import publish
from portal.reactions.counting import recount_reactions
from portal.reactions.models import Reaction
from portal.search.models import Entry, Term
from shows.models import Episode, Progress, Show
from tests.builders import a_member, at_episode, lay_house_rules
from tests.outbox.drain import Outbox

PASSING = {"outbox", "sessions", "search"}


def rows() -> dict[str, set[Any]]:
    """Every row there is but those that pass by themselves: jobs, sessions, the index (asked about by itself)."""
    models = [model for model in apps.get_models() if model._meta.app_label not in PASSING]
    return {model._meta.label: set(model.objects.order_by("pk").values_list()) if not _has_json(model) else set(
        model.objects.values_list("pk", flat=True)) for model in models}  # fmt: skip


def _has_json(model: Any) -> bool:
    return any(field.get_internal_type() == "JSONField" for field in model._meta.concrete_fields)


def findable() -> set[Any]:
    """Every entry of the index, and every word in it."""
    entries = Entry.objects.values_list("source", "key", "part", "reveals")
    return {*entries, *Term.objects.values_list("word", "show_id", "reveals")}


def files(root: Path) -> set[Path]:
    """Every file below the media folder."""
    return {path for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_without_the_starter_show_there_is_no_evening(db):
    with pytest.raises(CommandError, match="starter show"):
        call_command("demo")


def test_a_line_that_is_none_is_named():
    with pytest.raises(ValueError, match="no colon"):
        lines("no colon")


def test_its_end_leaves_everything_as_it_was(om, outbox, media):
    load_starter()
    call_command("reindex", verbosity=0)
    before, files_before, findable_before = rows(), files(media), findable()
    call_command("demo", later=True)
    outbox.run()
    assert files(media) and Entry.objects.filter(source="written").count() > 100

    call_command("demo", remove=True)
    outbox.run()

    assert rows() == before
    assert findable() == findable_before
    assert files(media) == files_before
    show = Show.objects.get()
    assert (show.airs_on, show.airs_at, show.provenance) == ("", None, {})
    assert not Episode.objects.exclude(aired_at=None, provenance={}).exists()


@pytest.fixture(scope="module")
def one_evening(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Show, Path]]:
    """One evening for all tests below, because drawing takes a while; each of them changes it for itself only."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        lay_house_rules()
        a_member("om", role=Role.OPERATOR)
        load_starter()
        call_command("demo", later=True)
        Outbox().run()
        yield Show.objects.get(), media
        transaction.set_rollback(True)


@pytest.fixture
def evening(one_evening, db, settings) -> Show:
    show, settings.MEDIA_ROOT = one_evening
    put_mark()
    return show


def test_the_evening_is_lively(evening):
    fans = Member.objects.filter(is_demo=True)
    talk = Contribution.objects.filter(author__in=fans)

    assert fans.count() >= 24
    assert talk.filter(kind="post").count() >= 38
    assert talk.filter(kind="comment", state=State.PUBLISHED).count() >= 240
    assert {"en", "hi", "hi-Latn"} <= set(talk.values_list("language", flat=True))
    assert talk.filter(state=State.WITHDRAWN).exists()
    assert talk.filter(comment__depth=7).exists()
    assert not talk.filter(created_at__gte=timezone.now()).exists()


def test_its_fans_have_voted_on_what_they_have_watched(evening):
    through = dict(Progress.objects.filter(show=evening, always_aired=False).values_list("member", "through"))
    votes = Vote.objects.filter(character__show=evening).values_list("member", "episode")

    assert len(votes) > 5000
    assert all(episode <= through.get(member, 1100) for member, episode in votes)
    assert recount_votes() == 0


def test_its_fans_have_felt_about_what_others_said_and_they_may_read(evening):
    through = dict(Progress.objects.filter(show=evening, always_aired=False).values_list("member", "through"))
    rows = Reaction.objects.values_list("member", "contribution__author", "contribution__effective_reveals")

    assert len(rows) > 500
    assert all(member != author and reveals <= through.get(member, 1100) for member, author, reveals in rows)
    assert recount_reactions() == 0


def test_its_story_and_hours_are_there_and_say_that_they_are_made_up(evening):
    beats = Beat.objects.filter(sources__0__label="made up for the demo")
    dates = evening.episodes.exclude(aired_at=None).order_by("number")

    assert {"R", "X", "A"} <= set(beats.values_list("status", flat=True))
    assert all(beat.characters.exists() for beat in beats)
    assert (evening.airs_on, dates.count(), dates.last().number) == ("123456", 300, 1100)
    assert dates.last().aired_at < timezone.now()
    assert {one.provenance["aired_at"]["source"] for one in dates} == {"made up for the demo"}


def test_an_hour_somebody_wrote_down_since_stays(evening, outbox):
    Show.objects.update(airs_on="12345", provenance={})

    call_command("demo", remove=True)

    assert Show.objects.get().airs_on == "12345"


def test_its_photos_have_pictures_and_people(evening):
    photos = Photo.objects.all()

    assert all(photo.is_ready and photo.renditions and not photo.raw for photo in photos)
    assert photos.filter(tags__isnull=False).distinct().count() >= 5
    assert not any(photo.removed for photo in photos)


def test_moderators_find_something_to_do(evening):
    waiting = Case.objects.open()
    leak = waiting.get(contribution__title="Ok but the promo for next week")

    assert {"R", "N", "P", "A"} == set(waiting.values_list("origin", flat=True))
    assert leak.reports.count() == 4
    assert Appeal.objects.get().state == Appeal.State.OPEN


def test_no_mail_leaves(evening):
    assert mail.outbox == []


def test_a_second_evening_adds_nothing(evening, outbox):
    before = rows()

    call_command("demo", later=True)
    outbox.run()

    assert rows() == before


def test_what_others_answered_keeps_its_place(evening, outbox):
    asha, at = a_member("asha"), timezone.now()
    subject = Contribution.objects.get(title__startswith="Samar said nothing")
    above = subject.thread.get(body="फ़्रेम मेरी तरफ़ से।").comment
    mine = comment_on(subject, by=asha, at=at, body="Room for one more?", parent=above)

    call_command("demo", remove=True)
    outbox.run()

    mine.refresh_from_db()
    subject.refresh_from_db()
    assert mine.state == State.PUBLISHED
    assert (subject.author, subject.title, subject.body, subject.state) == (None, "", "", State.WITHDRAWN)
    assert subject.comment_count == 1


def test_what_they_said_below_others_words_goes(evening, outbox):
    asha, at = a_member("asha"), timezone.now()
    post = publish(by=asha, at=at, title="Mine", body="Really mine.")
    comment_on(post, by=Member.objects.get(handle="garba_queen"), at=at, body="Made up.")

    call_command("demo", remove=True)
    outbox.run()

    post.refresh_from_db()
    assert (post.state, post.comment_count, post.thread.count()) == (State.PUBLISHED, 0, 0)


def test_pages_say_that_it_is_made_up(evening, as_member):
    asha = a_member("asha")
    at_episode(asha, evening, 1018)
    note, badge = "The people and talk here are made up", "Made-up fan"

    page = as_member(asha).get("/@dhaga_dhaga/").content.decode()
    assert note in page
    assert badge in page
    assert badge not in as_member(asha).get("/@asha/").content.decode()

    call_command("demo", remove=True)
    assert note not in as_member(asha).get("/").content.decode()

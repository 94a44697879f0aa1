"""Somebody who leaves and takes their words along takes their photos along too."""

import pytest

from portal.contributions.models import State
from portal.moderation.actions import decide, report
from portal.moderation.models import Case, Decision
from portal.pages.actions import leave
from portal.photos.models import Photo
from portal.photos.storage import Folder
from portal.photos.tasks import develop
from tests.builders import NOW, a_casting, a_character, a_person
from tests.moderation.scenes import the_rule
from tests.outbox.drain import Outbox
from tests.photos.scenes import a_photo, lying_in


def files() -> list[str]:
    return [name for folder in Folder for name in lying_in(folder)]


@pytest.mark.parametrize("developed", [True, False])
def test_files_and_all_that_stood_under_a_photo_go(asha, outbox: Outbox, developed: bool) -> None:
    photo = a_photo(asha, alt="Asha at her window", credit="Asha Realname")
    if developed:
        outbox.run()

    leave(asha, keep_words=False, at=NOW)
    outbox.run()

    photo.refresh_from_db()
    assert files() == []
    assert (photo.state, photo.alt, photo.credit, photo.first_published) == (State.WITHDRAWN, "", "", "")
    assert (photo.original, photo.pictures) == ("", [])
    assert (photo.sha256, photo.removed, photo.thumbhash) == ("", [], "")


def test_a_moderator_still_reads_the_empty_page(asha, mohan, as_member, outbox: Outbox) -> None:
    photo = a_photo(asha, credit="Asha Realname")
    outbox.run()

    leave(asha, keep_words=False, at=NOW)
    outbox.run()

    page = as_member(mohan).get(f"/photos/{photo.public_id}/")
    assert page.status_code == 200
    assert "Realname" not in page.content.decode()


def test_its_addresses_answer_nobody_afterwards(asha, mohan, as_member, client, outbox: Outbox) -> None:
    photo = a_photo(asha)
    outbox.run()
    photo.refresh_from_db()
    addresses = [*(one["url"] for one in photo.pictures), f"/photos/{photo.public_id}/original/"]

    leave(asha, keep_words=False, at=NOW)
    outbox.run()

    assert {browser.get(one).status_code for browser in (client, as_member(mohan)) for one in addresses} == {404}


def test_cases_and_decisions_keep_nothing_that_stood_under_it(asha, karan, meera, anupamaa, outbox: Outbox) -> None:
    samar = a_casting(a_character(anupamaa, "Samar"), a_person("Sagar Realname")).person
    photo = a_photo(asha, anupamaa, alt="A Realname", credit="B Realname", first_published="C Realname", people=[samar])
    case = report(photo, by=karan, rule=the_rule(), at=NOW)[0].case
    decide(case, verb=Decision.Verb.REMOVE, rule=the_rule(), reason="It tells.", by=meera, at=NOW)

    leave(asha, keep_words=False, at=NOW)

    kept = str([*Case.objects.values(), *Decision.objects.values()]).lower()
    assert "realname" not in kept and photo.sha256 not in kept


def test_photos_stay_where_words_stay(asha, outbox: Outbox) -> None:
    a_photo(asha)
    outbox.run()

    leave(asha, keep_words=True, at=NOW)
    outbox.run()

    assert Photo.objects.get().is_ready
    assert files() != []


def test_making_its_pictures_once_more_makes_none(asha, outbox: Outbox) -> None:
    photo = a_photo(asha)
    leave(asha, keep_words=False, at=NOW)
    outbox.run()

    develop(photo_id=photo.pk)

    assert files() == []

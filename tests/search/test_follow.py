"""The index follows what is published, changed, covered and taken away; and while it is late, it tells nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import Role
from portal.cast.models import Alias, Character, Person
from portal.contributions.actions import change_state, reword, set_reveals, withdraw
from portal.contributions.models import Contribution, State
from portal.contributions.readers import viewpoint_of
from portal.pages.actions import leave
from portal.pages.results import Chosen, search
from portal.search.actions import REFILL, begin_refill
from portal.search.models import Entry, Term
from shows.actions import delete_entry, save_entry
from tests.builders import NOW, a_casting, a_character, a_comment, a_member, a_person, a_post, at_episode
from tests.search.corpus import index_all, looked_up


@pytest.fixture
def seated(asha, anupamaa):
    at_episode(asha, anupamaa, 500)
    return asha


def test_what_is_posted_is_found_and_what_is_withdrawn_is_not(seated, karan, anupamaa, outbox):
    post = a_post(karan, anupamaa, title="Gajra", reveals=100)
    comment = a_comment(seated, post, body="Mogra everywhere.")
    outbox.run()
    assert (looked_up("gajra", seated), looked_up("मोगरा", seated)) == (["Gajra"], ["on Gajra"])

    withdraw(post, by=karan, at=NOW)

    assert (looked_up("gajra", seated), looked_up("mogra", seated)) == ([], []), "also before the worker has come"
    outbox.run()
    assert not Entry.objects.filter(key__in=[post.pk, comment.pk], source="written").exists()


def test_an_edited_text_is_found_by_its_new_words_only(seated, karan, anupamaa, outbox):
    post = a_post(karan, anupamaa, title="Gajra", reveals=100)
    outbox.run()
    reword(post, {"title": "Kangan"}, by=karan, at=NOW)
    assert looked_up("gajra", seated) == [], "the index is late, and the hit no longer says it"
    outbox.run()
    assert (looked_up("gajra", seated), looked_up("kangan", seated)) == ([], ["Kangan"])


def test_raising_a_veil_hides_at_once_and_all_below_it(seated, karan, anupamaa, outbox):
    post = a_post(karan, anupamaa, title="Gajra", reveals=100)
    a_comment(karan, post, body="Mogra.")
    outbox.run()
    set_reveals(post, 900)
    assert (looked_up("gajra", seated), looked_up("mogra", seated)) == ([], [])
    outbox.run()
    assert set(Entry.objects.filter(source="written").values_list("reveals", flat=True)) == {900}

    set_reveals(Contribution.objects.get(pk=post.pk), 50)
    outbox.run()
    assert (looked_up("gajra", seated), looked_up("mogra", seated)) == (["Gajra"], ["on Gajra"])


@pytest.mark.parametrize("state", [State.DRAFT, State.HELD, State.HIDDEN, State.REMOVED, State.WITHDRAWN])
def test_what_is_not_published_is_found_by_nobody_not_even_its_author(state, karan, meera, anupamaa, outbox):
    post = a_post(karan, anupamaa, title="Gajra")
    change_state(post, state, at=NOW)
    outbox.run()
    assert [looked_up("gajra", reader) for reader in (karan, meera, None)] == [[], [], []]


def test_a_newcomers_post_is_found_once_it_is_published(nandini, anupamaa, outbox):
    post = a_post(nandini, anupamaa, title="Gajra")
    outbox.run()
    assert looked_up("gajra", nandini) == []
    change_state(post, State.PUBLISHED, at=NOW)
    outbox.run()
    assert looked_up("gajra") == ["Gajra"]


def test_a_text_under_a_veil_of_its_own_is_found_by_those_past_it(seated, karan, anupamaa):
    post = a_post(karan, anupamaa, title="In parts", reveals=100)
    parts = [[0, "<p>Gajra</p>"], [300, "<p>Kangan</p>"], [700, "<p>Payal</p>"]]
    Contribution.objects.filter(pk=post.pk).update(html=parts)
    index_all()
    assert [looked_up(word, seated) for word in ("gajra", "kangan", "payal", "gajra kangan")] == [
        ["In parts"],
        ["In parts"],
        [],
        ["In parts"],
    ]
    assert looked_up("payal", karan) == ["In parts"], "its author is read them, and finds them"


def test_a_lifted_veil_opens_its_words_for_that_reader(seated, karan, anupamaa):
    from_later = a_post(karan, anupamaa, title="Gajra", reveals=900)
    index_all()
    viewpoint = viewpoint_of(seated)
    assert looked_up("gajra", viewpoint) == []
    lifted = type(viewpoint)(viewpoint.clocks, viewpoint.through, {from_later.public_id: 900}, seated.pk)
    assert looked_up("gajra", lifted) == ["Gajra"]
    set_reveals(from_later, 950)
    assert looked_up("gajra", lifted) == [], "it names a later episode by now"


def test_the_catalogue_is_found_as_it_is_edited(seated, karan, anupamaa, outbox):
    samar = save_entry(Character(show=anupamaa, slug="samar", name="Samar"), by=karan)
    actor = save_entry(Person(slug="gaurav", name="Gaurav Khanna"), by=karan)
    alias = save_entry(Alias(character=samar, show=anupamaa, name="Babu", reveals=600), by=karan)
    outbox.run()
    assert (looked_up("समर", seated), looked_up("गौरव", seated), looked_up("babu", seated)) == (
        ["Samar"],
        ["Gaurav Khanna"],
        [],
    )
    alias.reveals = 400
    save_entry(alias, by=karan)
    outbox.run()
    assert looked_up("babu", seated) == ["Samar"]
    delete_entry(alias, by=karan)
    assert looked_up("babu", seated) == []
    delete_entry(actor, by=karan)
    outbox.run()
    assert looked_up("gaurav", seated) == []
    assert not Entry.objects.filter(source="person").exists()


def test_an_edit_that_keeps_its_own_history_is_followed_too(seated, karan, anupamaa, outbox):
    save_entry(Character(show=anupamaa, slug="samar", name="Samar"), by=karan, told=False)
    outbox.run()
    assert looked_up("samar", seated) == ["Samar"]


def test_somebody_is_found_with_their_first_part_that_may_be_known(seated, anupamaa):
    person = a_person("Gaurav Khanna")
    a_casting(a_character(anupamaa, "Samar"), person, 900)
    index_all()
    assert looked_up("gaurav", seated) == []
    a_casting(a_character(anupamaa, "Guest"), person, 300)
    index_all()
    assert looked_up("gaurav", seated) == ["Gaurav Khanna"]


def test_members_are_found_while_they_may_sign_in(seated, om):
    a_member("sona_chandi")
    index_all()
    assert looked_up("चांदी", seated) == ["sona_chandi"]
    gone = type(seated).objects.get(handle="sona_chandi")
    type(seated).objects.filter(pk=gone.pk).update(is_active=False)
    assert looked_up("chandi", seated) == []


def test_words_of_who_left_are_found_without_a_name(seated, anupamaa, outbox):
    writer = a_member("writer")
    a_post(writer, anupamaa, title="Gajra", reveals=100)
    outbox.run()
    leave(writer, keep_words=True, at=NOW)
    outbox.run()
    hit = search(viewpoint_of(seated), "gajra", Chosen()).hits[0]
    assert (hit.found.title, hit.found.author) == ("Gajra", "")
    assert looked_up("writer", seated) == looked_up("from:writer", seated) == []
    assert not Entry.objects.filter(author_id=writer.pk).exists()


def test_pages_go_on_where_the_last_one_ended_and_hold_each_thing_once(seated, karan, anupamaa):
    for number in range(45):
        post = a_post(karan, anupamaa, title=f"Gajra {number}", reveals=100, at=NOW - timedelta(hours=number))
        parts = [[0, "<p>Gajra</p>"], [300, "<p>more gajra</p>"]]
        Contribution.objects.filter(pk=post.pk).update(html=parts)
    index_all()
    found, cursor = [], ""
    for expected in (20, 20, 5):
        results = search(viewpoint_of(seated), "gajra", Chosen(), cursor)
        assert len(results.hits) == expected
        found += [hit.found.title for hit in results.hits]
        cursor = results.next_cursor
    assert (found, cursor) == ([f"Gajra {number}" for number in range(45)], "")


def test_rows_the_index_has_and_nobody_may_see_make_no_further_page(seated, karan, anupamaa, outbox):
    for number in range(45):
        a_post(karan, anupamaa, title=f"Gajra {number}", reveals=100)
    outbox.run()
    Contribution.objects.all().update(effective_reveals=900)
    results = search(viewpoint_of(seated), "gajra", Chosen())
    assert (results.hits, results.next_cursor) == ([], "")


def test_everything_is_read_again_step_by_step_by_the_worker(seated, karan, anupamaa, outbox):
    post = a_post(karan, anupamaa, title="Gajra", reveals=100)
    index_all()
    Contribution.objects.filter(pk=post.pk).delete()
    begin_refill()
    begin_refill()
    assert len(outbox.waiting(REFILL)) == 7, "asked for twice is once"
    outbox.run()
    assert not Entry.objects.filter(source="written").exists()
    assert not Term.objects.filter(word="gajra").exists()


def test_the_command_goes_on_after_where_it_was_stopped(seated, karan, anupamaa, capsys):
    first, _second = (a_post(karan, anupamaa, title=title, reveals=100) for title in ("Gajra", "Kangan"))
    call_command("reindex", after=f"written:{first.pk}")
    assert (looked_up("gajra", seated), looked_up("kangan", seated)) == ([], ["Kangan"])
    call_command("reindex")
    assert looked_up("gajra", seated) == ["Gajra"]
    assert "entries" in capsys.readouterr().out
    with pytest.raises(CommandError, match="as this command printed it"):
        call_command("reindex", after="nothing:1")


def test_a_moderator_finds_what_everybody_finds(meera, karan, anupamaa):
    assert meera.role == Role.MODERATOR
    a_post(karan, anupamaa, title="Gajra", reveals=100)
    index_all()
    assert looked_up("gajra", meera) == []

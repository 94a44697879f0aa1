"""Saying what one has watched, taking it back exactly, and every place at once."""

import re

import pytest
from django.core.exceptions import ValidationError

from portal.lib.text import watched_through
from shows.clocks import forget_clocks
from shows.models import Progress
from shows.spoilers import ALWAYS
from shows.undo import Step, sign
from tests.builders import a_show, at_episode

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def move(client, show, **said):
    answer = client.post(f"/shows/{show.slug}/progress/", {"next": "/rules/", **said}, **ORIGIN)
    assert answer.status_code == 302
    return client.get("/rules/").content.decode()


def undo_word(page):
    found = re.search(r'name="was" value="([^"]+)"', page)
    return found[1] if found else ""


def undo(client, page):
    return client.post("/progress/undo/", {"was": undo_word(page), "next": "/rules/"}, **ORIGIN)


def place_of(client, show):
    told = client.get(f"/api/v1/shows/{show.slug}/progress/").json()
    return ALWAYS if told["always_aired"] else told["through"] if told["said"] else None


@pytest.fixture(params=["guest", "member"])
def browser(request, client, as_member, asha, anupamaa):
    return client if request.param == "guest" else as_member(asha)


@pytest.mark.parametrize(
    ("typed", "through"),
    [
        ("820", 820), ("1-820", 820), ("१-८२०", 820), ("1–820", 820), ("1 — 820", 820), ("Ep 820", 820),
        ("Ep 1 - Ep 820", 820), ("1-1,018", 1018), ("१,०१८", 1018), ("1-1", 1), ("0", 0), ("एपिसोड 1-820", 820),
    ],
)  # fmt: skip
def test_what_was_watched_is_read_as_people_type_it(typed, through):
    assert watched_through(typed) == through


@pytest.mark.parametrize("typed", ["5-820", "0-820", "820-1", "1-0", "100-200"])
def test_a_range_that_does_not_begin_with_the_first_episode_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        watched_through(typed)
    assert refused.value.code == "not_from_one"


@pytest.mark.parametrize("typed", ["1-5, 7-9", "1-100,102-820", "1-5,7", "1, 3, 5", "1;3", "1-5 7", "1-5-9", "1 & 3"])
def test_a_range_with_gaps_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        watched_through(typed)
    assert refused.value.code == "gaps"


@pytest.mark.parametrize("typed", ["-3", "half", "1e3", "1-", "1-999999", "१०१८.५"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        watched_through(typed)


def test_a_refused_range_changes_nothing_and_keeps_what_was_typed(browser, anupamaa):
    move(browser, anupamaa, through="7")
    answer = browser.post("/shows/anupamaa/progress/", {"through": "5-820"}, **ORIGIN)
    told = answer.content.decode()
    assert answer.status_code == 422 and "Your place is one number" in told and 'value="5-820"' in told
    assert place_of(browser, anupamaa) == 7


@pytest.mark.parametrize("was", [{}, {"through": "7"}, {"through": "0"}, {"always": "1"}])
@pytest.mark.parametrize("step", [{"through": "1-820"}, {"always": "1"}, {"never": "1"}, {"step": "-1"}])
def test_undo_puts_back_exactly_what_was(browser, anupamaa, was, step):
    if was:
        move(browser, anupamaa, **was)
    before, rows = place_of(browser, anupamaa), Progress.objects.count()
    page = move(browser, anupamaa, **step)
    if place_of(browser, anupamaa) == before:
        assert undo_word(page) == ""
        return
    assert undo(browser, page).status_code == 302
    assert (place_of(browser, anupamaa), Progress.objects.count()) == (before, rows)


def test_undoing_twice_is_as_good(browser, anupamaa):
    page = move(browser, anupamaa, through="9")
    assert [undo(browser, page).status_code for _ in range(2)] == [302, 302]
    assert place_of(browser, anupamaa) is None


def test_what_was_moved_since_is_not_undone(browser, anupamaa):
    page = move(browser, anupamaa, through="9")
    move(browser, anupamaa, through="30")
    answer = undo(browser, page)
    assert answer.status_code == 422 and "You have moved since then" in answer.content.decode()
    assert place_of(browser, anupamaa) == 30


def test_nobody_undoes_for_somebody_else_or_with_a_word_of_their_own(as_member, asha, karan, anupamaa):
    at_episode(asha, anupamaa, 9)
    for word in (sign(Step(anupamaa.pk, 1100, 9, karan.pk)), sign(Step(anupamaa.pk, 1100, 9, None)), "forged", ""):
        answer = as_member(asha).post("/progress/undo/", {"was": word}, **ORIGIN)
        assert answer.status_code == 422
    assert Progress.objects.get().through == 9


def test_another_site_cannot_undo(browser, anupamaa):
    page = move(browser, anupamaa, through="9")
    answer = browser.post("/progress/undo/", {"was": undo_word(page)}, HTTP_SEC_FETCH_SITE="cross-site")
    assert answer.status_code == 403 and place_of(browser, anupamaa) == 9


def test_every_place_stands_on_one_page_with_what_is_left(browser, anupamaa):
    other = a_show("imlie", title="Imlie", aired_through=893)
    a_show("unseen", title="Unseen")
    move(browser, anupamaa, through="1018")
    move(browser, other, through="870")
    told = browser.get("/progress/").content.decode()
    main = told[told.index("<main") :]
    assert main.index("Imlie") < main.index("Anupamaa") and "Unseen" not in main
    assert "23 episodes to go" in main and "82 episodes to go" in main
    assert 'name="always"' in main and 'name="step" value="1"' in main


def test_nobody_who_never_said_has_an_empty_page_with_a_way_on(client, anupamaa):
    told = client.get("/progress/").content.decode()
    assert "You have not said how far you are in any show" in told and 'href="/shows/"' in told


def test_many_places_come_page_by_page_and_ask_nothing_for_each(as_member, asha):
    for number in range(70):
        at_episode(asha, a_show(f"show-x{number:02}"), 5)
    browser, seen, path = as_member(asha), [], "/progress/"
    while path:
        told = browser.get(path).content.decode()
        seen += re.findall(r'id="place-([\w-]+)"', told)
        more = re.search(r'rel="next" href="(\?after=[\w-]+)"', told)
        path = "/progress/" + more[1] if more else ""
    assert len(seen) == len(set(seen)) == 70


def test_the_api_lists_places_by_cursor_and_forgets_one(as_member, asha, anupamaa):
    for number in range(101):
        at_episode(asha, a_show(f"show-y{number:03}"), 5)
    at_episode(asha, anupamaa, 1018)
    forget_clocks()
    browser = as_member(asha)
    page = browser.get("/api/v1/me/progress/").json()
    assert page["results"][0] == {
        "show": "anupamaa", "title": "Anupamaa", "through": 1018, "always_aired": False, "last_aired": 1100, "left": 82,
    }  # fmt: skip
    rest = browser.get("/api/v1/me/progress/", {"after": page["next"]}).json()
    assert (len(page["results"]), len(rest["results"]), rest["next"]) == (100, 2, None)
    headers = {"HTTP_X_CSRFTOKEN": ""}
    for _ in range(2):
        assert browser.delete("/api/v1/shows/anupamaa/progress/", **headers).status_code == 204
    assert place_of(browser, anupamaa) is None
    assert not Progress.objects.filter(show=anupamaa).exists()


def test_the_api_asks_strangers_to_sign_in(client, anupamaa):
    assert client.get("/api/v1/me/progress/").status_code == 401
    assert client.delete("/api/v1/shows/anupamaa/progress/").status_code in (401, 403)


def test_a_show_that_is_gone_takes_nothing_down_with_it(as_member, asha, client, anupamaa):
    move(client, anupamaa, through="9")
    anupamaa.delete()
    forget_clocks()
    assert client.get("/progress/").status_code == 200

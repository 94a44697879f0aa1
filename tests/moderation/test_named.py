"""Where enough readers say that something gives too much away and name an episode, a veil begins with it."""

import pytest
from django.test import Client

from accounts.models import Member
from portal.lib.text import episodes_named
from portal.moderation import actions
from portal.moderation.models import Case
from portal.posts.models import Post
from shows.models import Show
from tests.builders import NOW, a_member
from tests.moderation.scenes import a_post, the_rule


@pytest.fixture
def post(asha: Member, anupamaa: Show) -> Post:
    return a_post(asha, anupamaa)


@pytest.fixture
def desk(meera: Member, as_member) -> Client:
    return as_member(meera)


def told(post: Post, *words: str, rule: str = "say-which-episode") -> str:
    for number, said in enumerate(words):
        actions.report(post, by=a_member(f"reader_{rule[:3]}_{number}"), rule=the_rule(rule), words=said, at=NOW)
    return f"/moderation/cases/{Case.objects.get(contribution=post).pk}/"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is from Ep 1,019.", {1019}),
        ("ep1019, or episode no. 1020", {1019, 1020}),
        ("ये एपिसोड १०१९ की बात है", {1019}),
        ("१०१९वें एपिसोड में", {1019}),
        ("E1019 and the 1021st, I mean 1021 episode", {1019, 1021}),
        ("In 2024 all 1019 of us, i.e. 5", set()),
    ],
)
def test_episodes_are_found_in_peoples_own_words(text: str, found: set[int]) -> None:
    assert episodes_named(text) == found


def test_the_episode_most_readers_name_stands_ready_and_says_who_says_so(post: Post, desk: Client) -> None:
    page = desk.get(told(post, "Ep 1019", "ep 1,019, not ep 1018", "episode 1019", "It is 1018 episode", "Too much"))

    form = page.context["form"]
    assert (form["veil_at"].value(), form["verb"].value()) == (1019, ""), "a number, and no decision"
    assert "3 readers say Ep 1,019." in page.text


def test_of_equals_it_is_the_latest(post: Post, desk: Client) -> None:
    page = desk.get(told(post, "Ep 1019", "Ep 1017", "Ep 1017", "Ep 1019"))

    assert page.context["form"]["veil_at"].value() == 1019


@pytest.mark.parametrize("words", [["Ep 1019"] * 3, ["It tells too much."] * 4, ["Ep 99,999"] * 4])
def test_too_few_readers_none_who_names_one_and_none_that_is_known_suggest_nothing(
    post: Post, desk: Client, words: list[str]
) -> None:
    told(post, *["Ep 1019"] * 4, rule="no-selling")

    assert not desk.get(told(post, *words)).context["form"]["veil_at"].value()


def test_what_it_is_marked_with_already_is_not_suggested(asha: Member, anupamaa: Show, desk: Client) -> None:
    page = desk.get(told(a_post(asha, anupamaa, reveals=1019), *["Ep 1019"] * 3, "Ep 1,020"))

    assert page.context["form"]["veil_at"].value() == 1020
    assert "1 reader says Ep 1,020." in page.text


def test_programs_are_told_the_same(post: Post, desk: Client) -> None:
    address = "/api/v1" + told(post, *["Ep 1019"] * 3)
    assert desk.get(address).json()["named"] is None

    actions.report(post, by=a_member("one_more"), rule=the_rule(), words="", at=NOW)

    assert desk.get(address).json()["named"] == {"episode": 1019, "readers": 3}

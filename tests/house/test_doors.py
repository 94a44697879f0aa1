"""Readers meet contributions only behind the three doors, where the states, blocks and the gate are kept."""

import ast

import pytest
from django.apps import apps

from portal.contributions.models import Contribution
from tests.house.doors import Ways, around_the_doors, around_the_doors_in_a_template, watched, ways_to
from tests.house.tree import ROOT, parsed

# A module that may look further, each with its reason.
EXCEPTIONS = {
    "portal/comments/drafting.py": "asks whether its member has posted with a form's key; nobody is shown it",
    "portal/comments/kinds.py": "hooks that stamp what hangs below and keep the subject's counter; nobody is shown it",
    "portal/contributions/kinds.py": "whole_thread() tells the re-stamping job what hangs below; nobody is shown it",
    "portal/moderation/screening.py": "counts a newcomer's published things to decide whether the next one waits",
    "portal/pages/demo/ending.py": "deletes what made-up members made; nobody is shown it",
    "portal/pages/demo/feelings.py": "lets made-up members react to what others of them said; nobody is shown it",
    "portal/posts/drafting.py": "asks whether its member has posted with a draft's key; nobody is shown it",
    "portal/reactions/counting.py": "keeps the counters in line with the reactions; nobody is shown it",
}
WAYS = Ways(frozenset({"Contribution", "Post"}), frozenset({"contributions", "replies"}))


def test_modules_list_contributions_only_through_the_doors() -> None:
    ways = ways_to(Contribution, apps.get_models())
    assert "Contribution" in ways.classes
    assert {"contributions", "thread"} <= ways.accessors

    found = [
        f"{path}:{sentence}"
        for path, tree in parsed(ROOT)
        if watched(path) and path not in EXCEPTIONS
        for sentence in around_the_doors(tree, ways)
    ]

    assert found == []


def test_templates_list_contributions_only_through_the_doors() -> None:
    ways = ways_to(Contribution, apps.get_models())

    found = [
        f"{path.relative_to(ROOT)}:{sentence}"
        for path in (ROOT / "templates").rglob("*.*")
        for sentence in around_the_doors_in_a_template(path.read_text(), ways)
    ]

    assert found == []


def test_every_exception_still_stands() -> None:
    assert set(EXCEPTIONS) <= {path for path, _ in parsed(ROOT)}


@pytest.mark.parametrize(
    "planted",
    [
        "Contribution.objects.all()",
        "Post.objects.filter(show=show).order_by('-id')[:10]",
        "models.Post.objects.get(pk=1)",
        "Post._default_manager.all()",
        "get_object_or_404(Post, pk=1)",
        "show.contributions.all()",
        "list(comment.replies.filter(state='P'))",
        "member.contributions.count()",
        "from portal.posts.models import Post as P\nP.objects.first()",
        "manager = Post.objects",
        "rows = Post.objects.rows_behind_the_door(subject)",
        "def page(subject):\n    return Post.objects.rows_behind_the_door(subject)",
    ],
)
def test_a_way_around_the_doors_is_caught(planted: str) -> None:
    assert list(around_the_doors(ast.parse(planted), WAYS))


@pytest.mark.parametrize(
    "honest",
    [
        "Post.objects.feed_for(viewer).newest_first()",
        "Contribution.objects.visible_to(viewer).get(public_id=key)",
        "get_object_or_404(Contribution.objects.visible_to(viewer), public_id=key)",
        "show.contributions.feed_for(viewer)",
        "Show.objects.all()",
        "def page(subject, me):\n    return let_through(Post.objects.rows_behind_the_door(subject), me)",
    ],
)
def test_a_door_is_left_alone(honest: str) -> None:
    assert not list(around_the_doors(ast.parse(honest), WAYS))


def test_a_template_that_goes_around_the_doors_is_caught() -> None:
    planted = "{% for post in show.contributions.all %}{{ post.title }}{% endfor %}"

    assert list(around_the_doors_in_a_template(planted, WAYS)) == ["1: .contributions.all without a door"]

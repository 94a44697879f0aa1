"""The house does without signals, hidden imports, mocks of itself and the like, and would notice."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import rules
from tests.house.tree import ROOT, contract, parsed

# Each with its reason in DECISIONS.md.
EXCEPTIONS = {
    ("portal/outbox/work.py", "broad_excepts"),
    ("tests/outbox/probe/tasks.py", "sleeps"),
}


def broken(rule: rules.Rule, *folders: str) -> list[str]:
    return [
        f"{path}:{sentence}"
        for path, tree in parsed(ROOT, *folders)
        if (path, rule.__name__) not in EXCEPTIONS
        for sentence in rule(tree)
    ]


@pytest.mark.parametrize("rule", rules.EVERYWHERE, ids=lambda rule: rule.__name__)
def test_our_code_keeps_the_rule(rule: rules.Rule) -> None:
    assert broken(rule, "accounts", "shows", "portal", ".adda") == []


@pytest.mark.parametrize("rule", rules.IN_TESTS, ids=lambda rule: rule.__name__)
def test_our_tests_keep_the_rule(rule: rules.Rule) -> None:
    assert broken(rule, "tests") == []


def test_every_view_states_its_methods() -> None:
    views = [(path, tree) for path, tree in parsed(ROOT) if path.endswith(("/views.py", "/api.py", "/health.py"))]

    assert [f"{path}:{said}" for path, tree in views for said in rules.methodless_views(tree)] == []


def test_every_exception_is_still_needed_and_explained() -> None:
    decisions = (ROOT / "DECISIONS.md").read_text()
    trees = dict(parsed(ROOT, "accounts", "shows", "portal", "tests"))

    for path, name in EXCEPTIONS:
        assert list(getattr(rules, name)(trees[path])), f"{path} needs no exception from {name} any more"
        assert path in decisions


def test_craft_modules_reach_inward_only() -> None:
    placed = {name for layer in contract("inside")["layers"] for name in re.findall(r"\w+", layer)} | {
        "apps",
        "__init__",
    }
    craft = [(path, tree) for path, tree in parsed(ROOT) if path.count("/") == 1 + path.startswith("portal/")]
    # The modules of `pages` are views by other names, but for its queries.
    craft = [(path, tree) for path, tree in craft if not path.startswith("portal/pages/")]

    found = [
        f"{path}:{said}"
        for path, tree in craft
        if Path(path).stem not in placed
        for said in rules.craft_reaches_outward(tree, str(Path(path).parent).replace("/", "."))
    ]

    assert found == []


@pytest.mark.parametrize(
    "planted", ["from portal.photos.actions import upload", "from portal.photos import views", "from . import forms"]
)
def test_a_craft_module_that_reaches_outward_is_caught(planted: str) -> None:
    assert list(rules.craft_reaches_outward(ast.parse(planted), "portal.photos"))


@pytest.mark.parametrize(
    ("rule", "planted"),
    [
        (rules.signals, "from django.db.models.signals import post_save"),
        (rules.signals, "from django.dispatch import receiver"),
        (rules.signals, "from allauth.account import signals"),
        (rules.save_overrides, "class Post(Model):\n    def save(self, *args):\n        super().save(*args)"),
        (rules.generic_keys, "class Like(Model):\n    thing = fields.GenericForeignKey('a', 'b')"),
        (rules.hidden_orders, "class Post(Model):\n    class Meta:\n        ordering = ['-id']"),
        (rules.broad_excepts, "try:\n    go()\nexcept Exception:\n    pass"),
        (rules.broad_excepts, "try:\n    go()\nexcept (ValueError, BaseException):\n    pass"),
        (rules.broad_excepts, "try:\n    go()\nexcept:\n    pass"),
        (rules.hidden_imports, "def show():\n    from portal.pages import views"),
        (rules.hidden_imports, "Photo = apps.get_model('photos', 'Photo')"),
        (rules.mocks, "from unittest.mock import patch"),
        (rules.mocks, "def test_it(mocker): ..."),
        (rules.mocks, "def test_it(monkeypatch):\n    monkeypatch.setattr('portal.lib.markup.render', str)"),
        (rules.mocks, "from portal.lib import markup\nmonkeypatch.setattr(markup, 'render', str)"),
        (rules.sleeps, "import time\ntime.sleep(1)"),
        (rules.methodless_views, "def show(request, slug):\n    return render(request, 'x.html')"),
    ],
)
def test_a_planted_violation_is_caught(rule: rules.Rule, planted: str) -> None:
    assert list(rule(ast.parse(planted)))


@pytest.mark.parametrize(
    ("rule", "harmless"),
    [
        (rules.signals, "import signal"),
        (rules.broad_excepts, "try:\n    go()\nexcept OSError:\n    pass"),
        (rules.mocks, "import os\nmonkeypatch.setattr(os, 'cpu_count', lambda: 1)"),
        (rules.methodless_views, "@require_safe\ndef show(request): ..."),
    ],
)
def test_what_is_allowed_is_left_alone(rule: rules.Rule, harmless: str) -> None:
    assert not list(rule(ast.parse(harmless)))

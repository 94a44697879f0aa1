"""Nothing reaches upward: neither an import nor a foreign key, and every package has its place."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.house.tree import ROOT, contract, copy_to, project, python

LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"


def layers() -> list[str]:
    """Packages from the top down; those that share a layer stand beside each other."""
    return re.findall(r"[\w.]+", " ".join(contract("packages")["layers"]))


def packages_on_disk(root: Path) -> set[str]:
    inits = [*root.glob("*/__init__.py"), *root.glob("portal/*/__init__.py")]
    named = {".".join(path.parent.relative_to(root).parts) for path in inits}
    return named - {"portal", "tests"}


def upward_keys(found: Iterable[type[models.Model]], order: list[str]) -> Iterator[str]:
    """Foreign keys from a lower package to a higher one, where an import checker sees only a string."""
    labels = {package.rsplit(".", 1)[-1]: height for height, package in enumerate(reversed(order))}
    for model in found:
        for field in model._meta.get_fields():
            target = field.remote_field.model if field.concrete and field.is_relation else None
            label = target.split(".")[0] if isinstance(target, str) else target and target._meta.app_label
            if labels.get(label, -1) > labels.get(model._meta.app_label, len(labels)):
                yield f"{model._meta.label}.{field.name} points up to {label}"


def test_every_package_on_disk_has_its_place() -> None:
    assert packages_on_disk(ROOT) == {name for name in layers() if (ROOT / name.replace(".", "/")).is_dir()}
    assert packages_on_disk(ROOT) - {"portal.lib", "portal.outbox"} == set(contract("inside")["containers"])


def test_a_package_without_a_place_is_caught(tmp_path: Path) -> None:
    (tmp_path / "portal" / "gossip").mkdir(parents=True)
    (tmp_path / "portal" / "gossip" / "__init__.py").touch()

    assert packages_on_disk(tmp_path) == {"portal.gossip"}
    assert "portal.gossip" not in layers()


def test_no_contract_ignores_an_import() -> None:
    assert not any("ignore_imports" in one for one in project()["tool"]["importlinter"]["contracts"])


def test_imports_keep_the_contracts() -> None:
    linted = python(ROOT, "-c", LINT)

    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("where", "planted"),
    [
        ("shows/planted.py", "import portal.posts"),
        ("portal/lib/planted.py", "import accounts.models"),
        ("portal/photos/models.py", "from portal.photos import views"),
    ],
)
def test_an_import_that_reaches_upward_is_caught(tmp_path: Path, where: str, planted: str) -> None:
    copy = copy_to(tmp_path)
    for name in (where, "portal/photos/views.py"):
        (copy / name).touch()
    with (copy / where).open("a") as file:
        file.write(f"\n{planted}\n")

    linted = python(copy, "-c", LINT)

    assert linted.returncode == 1, linted.stdout
    assert "BROKEN" in linted.stdout


def test_foreign_keys_keep_the_layers() -> None:
    assert list(upward_keys(apps.get_models(), layers())) == []


@isolate_apps("accounts")
def test_a_foreign_key_that_reaches_upward_is_caught() -> None:
    class Badge(models.Model):
        photo = models.ForeignKey("photos.Photo", on_delete=models.CASCADE)

        class Meta:
            app_label = "accounts"

    assert list(upward_keys([Badge], layers())) == ["accounts.Badge.photo points up to photos"]

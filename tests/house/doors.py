"""No contribution is listed except through one of three doors."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models

DOORS = {"feed_for", "visible_to", "thread_for"}
# Rows read once for everybody are for nobody yet: whoever fetches them asks the door's own question about each.
KEPT = {"rows_behind_the_door": "let_through", "post_behind_the_door": "is_visible_to"}
KEPT |= {"feed_behind_the_door": "heard", "latest_behind_the_door": "hearable"}
# What is gone is among these; of that only `changed_page` tells, and no more than that it is.
KEPT["changed_for"] = "changed_page"
INNER = {"actions.py", "lifting.py", "ranking.py", "models.py", "policies.py", "tasks.py", "apps.py", "leaving.py"}
LISTING = {
    *("all", "filter", "exclude", "order_by", "first", "last", "latest", "earliest", "get", "in_bulk", "reverse"),
    *("values", "values_list", "count", "exists", "aggregate", "annotate", "distinct", "iterator", "only", "defer"),
    *("select_related", "prefetch_related", "union", "dates", "datetimes", "raw", "none", "extra"),
}
FETCHERS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}


@dataclass(frozen=True)
class Ways:
    """The names under which contributions can be reached: their classes, and the accessors that lead to them."""

    classes: frozenset[str]
    accessors: frozenset[str]


def ways_to(base: type[models.Model], found: Iterable[type[models.Model]]) -> Ways:
    """Every class that is a contribution, and every reverse accessor that yields some."""
    classes = {model for model in found if issubclass(model, base)}
    relations = [relation for model in found for relation in model._meta.related_objects]
    accessors = {
        relation.get_accessor_name()
        for relation in relations
        if relation.related_model in classes and relation.multiple
    }
    return Ways(frozenset(model.__name__ for model in classes), frozenset(filter(None, accessors)))


def watched(path: str) -> bool:
    """Whether a module answers readers: all but those that change things, and the commands of the operator."""
    return path.rsplit("/", 1)[-1] not in INNER and "/management/" not in path


def around_the_doors(tree: ast.AST, ways: Ways) -> Iterator[str]:
    """Places of a module where contributions are reached otherwise than through a door."""
    names = ways.classes | set(_aliases(tree, ways.classes))
    doors = DOORS | set(_asked_of_kept(tree))
    opened = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in doors}
    for node in ast.walk(tree):
        if id(node) not in opened and (found := _reach(node, names, ways.accessors)):
            yield f"{node.lineno}: {found} without a door"


def _asked_of_kept(tree: ast.AST) -> Iterator[str]:
    """The ways to kept rows that stand in no function which does not ask their door as well."""
    functions = [node for node in getattr(tree, "body", []) if isinstance(node, ast.FunctionDef)]
    for way, door in KEPT.items():
        users = [node for node in functions if any(getattr(one, "attr", "") == way for one in ast.walk(node))]
        if users and all(_calls(node, door) for node in users):
            yield way


def _calls(function: ast.AST, name: str) -> bool:
    return any(isinstance(node, ast.Call) and _last_name(node.func) == name for node in ast.walk(function))


def _reach(node: ast.AST, names: set[str] | frozenset[str], accessors: frozenset[str]) -> str:
    """What of contributions this expression reaches, if any."""
    match node:
        case ast.Attribute(attr="objects" | "_default_manager" | "_base_manager") if _last_name(node.value) in names:
            return f"{_last_name(node.value)}.{node.attr}"
        case ast.Attribute(value=ast.Attribute(attr=accessor)) if node.attr in LISTING and accessor in accessors:
            return f".{accessor}.{node.attr}"
        case ast.Call(args=[thing, *_]) if _last_name(node.func) in FETCHERS and _last_name(thing) in names:
            return f"{_last_name(node.func)}({_last_name(thing)})"
    return ""


def around_the_doors_in_a_template(text: str, ways: Ways) -> Iterator[str]:
    """The same for a template, where an accessor needs no brackets."""
    reached = re.compile(
        rf"\.({'|'.join(sorted(map(re.escape, ways.accessors)))})(?:\.(?:all|count|first|last|exists))\b"
    )
    for number, line in enumerate(text.splitlines(), start=1):
        for found in reached.finditer(line):
            yield f"{number}: {found[0]} without a door"


def _aliases(tree: ast.AST, classes: frozenset[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.asname for alias in node.names if alias.asname and alias.name in classes)


def _last_name(node: ast.AST) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))

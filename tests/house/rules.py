"""What our code does without, each rule a generator of sentences about one module's tree."""

import ast
from collections.abc import Callable, Iterator

from tests.house.tree import PACKAGES

Rule = Callable[[ast.AST], Iterator[str]]
BROAD = {"Exception", "BaseException"}
BY_NAME = {"import_module", "__import__", "get_model"}
OUTWARD = {"urls", "api_urls", "views", "api", "admin", "management", "tasks", "forms", "serializers", "actions"}
STATES_METHODS = {"require_http_methods", "require_GET", "require_POST", "require_safe", "api_view"}


def signals(tree: ast.AST) -> Iterator[str]:
    """What happens must be written where it happens: no receivers that fire from afar."""
    for node in ast.walk(tree):
        for name in _imported(node):
            if "signals" in name.split(".") or name.startswith("django.dispatch"):
                yield f"{_line(node)}: imports {name}"


def save_overrides(tree: ast.AST) -> Iterator[str]:
    """Saving saves; what else a verb does stands in its action."""
    for owner in _all(tree, ast.ClassDef):
        for node in owner.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in {"save", "asave"}:
                yield f"{_line(node)}: {owner.name} overrides {node.name}()"


def generic_keys(tree: ast.AST) -> Iterator[str]:
    """A foreign key that the database cannot hold is none."""
    for node in ast.walk(tree):
        if _name(node).startswith(("GenericForeignKey", "GenericRelation")):
            yield f"{_line(node)}: uses {_name(node)}"


def hidden_orders(tree: ast.AST) -> Iterator[str]:
    """Order is asked for by name, where it is needed."""
    for owner in _all(tree, ast.ClassDef):
        for node in owner.body if owner.name == "Meta" else ():
            if isinstance(node, ast.Assign) and any(_name(target) == "ordering" for target in node.targets):
                yield f"{_line(node)}: Meta.ordering"


def broad_excepts(tree: ast.AST) -> Iterator[str]:
    """A handler names what it expects."""
    for node in _all(tree, ast.ExceptHandler):
        caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        if any(kind is None or _name(kind) in BROAD for kind in caught):
            yield f"{_line(node)}: catches everything"


def hidden_imports(tree: ast.AST) -> Iterator[str]:
    """Imports stand at the top and are imports, or the layers could not be checked."""
    for owner in _all(tree, ast.FunctionDef, ast.AsyncFunctionDef):
        for node in _all(owner, ast.Import, ast.ImportFrom):
            yield f"{_line(node)}: imports inside {owner.name}()"
    for node in _all(tree, ast.Call):
        if _name(node.func) in BY_NAME:
            yield f"{_line(node)}: imports by name with {_name(node.func)}()"


def mocks(tree: ast.AST) -> Iterator[str]:
    """A test that replaces our own code tests the replacement."""
    own = set(_names_of_our_own(tree))
    for node in ast.walk(tree):
        if any("mock" in name.split(".") for name in _imported(node)):
            yield f"{_line(node)}: imports a mock"
        if isinstance(node, ast.arg) and node.arg == "mocker":
            yield f"{_line(node)}: asks for mocker"
        if isinstance(node, ast.Call) and _name(node.func) == "setattr" and _is_ours(node.args[0], own):
            yield f"{_line(node)}: replaces our own code"


def sleeps(tree: ast.AST) -> Iterator[str]:
    """Tests wait for something, never for some time."""
    for node in _all(tree, ast.Call):
        if _name(node.func) == "sleep":
            yield f"{_line(node)}: sleeps"


def methodless_views(tree: ast.AST) -> Iterator[str]:
    """Every view states its methods, so that an unknown one is a 405."""
    for node in getattr(tree, "body", ()):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        first = next(iter(node.args.posonlyargs + node.args.args), None)
        answers = ast.unparse(node.returns).endswith(("Response", "Response | None")) if node.returns else True
        decorators = {_name(d.func if isinstance(d, ast.Call) else d) for d in node.decorator_list}
        if first is not None and first.arg == "request" and answers and not decorators & STATES_METHODS:
            yield f"{_line(node)}: {node.name}() does not state its methods"


EVERYWHERE: tuple[Rule, ...] = (signals, save_overrides, generic_keys, hidden_orders, broad_excepts, hidden_imports)
IN_TESTS: tuple[Rule, ...] = (mocks, sleeps, hidden_imports)


def craft_reaches_outward(tree: ast.AST, app: str) -> Iterator[str]:
    """A craft module knows its craft: not the verbs that use it, nor how they are reached."""
    for node in ast.walk(tree):
        for full in _imported(node):
            module = full.removeprefix(f"{app}.") if full.startswith(f"{app}.") else full
            own = full.startswith(f"{app}.") or getattr(node, "level", 0) == 1
            if own and module.split(".")[0] in OUTWARD:
                yield f"{_line(node)}: imports {full}"


def _all(tree: ast.AST, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    return (node for node in ast.walk(tree) if isinstance(node, kinds))


def _line(node: ast.AST) -> int:
    return node.lineno


def _name(node: ast.AST | None) -> str:
    return getattr(node, "id", getattr(node, "attr", "")) if node is not None else ""


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module or ''}.{alias.name}".lstrip(".") for alias in node.names]
    return []


def _names_of_our_own(tree: ast.AST) -> Iterator[str]:
    for node in _all(tree, ast.Import, ast.ImportFrom):
        for full, alias in zip(_imported(node), node.names, strict=True):
            if full.split(".")[0] in PACKAGES:
                yield alias.asname or alias.name.split(".")[0]


def _is_ours(target: ast.AST, own: set[str]) -> bool:
    if isinstance(target, ast.Constant):
        return str(target.value).split(".")[0] in PACKAGES
    while isinstance(target, ast.Attribute):
        target = target.value
    return _name(target) in own

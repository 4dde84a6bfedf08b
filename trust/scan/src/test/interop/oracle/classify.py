"""Sorts findings by what makes them possible, so that it can be said when each cause was first found."""

import nodes
from learn import head
from nodes import Node, copy

CAUSES = (
    "mapping as state", "namespace of partial", "list changed after it was stored", "bound function called",
    "delegated attribute", "scorer called", "metric called", "path method", "forged dtype", "state skipped by rebuild", "stray line",
    "pointer", "memory", "processor time", "repr", "called by attribute", "crash", "other",
)

SCORERS = "sklearn.metrics._scorer."


def cause(finding, entries, minimiser):
    """The name of the first of these that fits."""
    kind, detail = finding.key
    kinds = {effect[0] for effect in finding.effects}
    tree = finding.tree
    names = set(nodes.imports(tree))
    texts = nodes.texts(tree)
    walked = list(nodes.walk(tree))
    everything = [effect[1] for effect in finding.effects if effect[0] == "method called"]
    if kind == "import":
        return "stray line" if not detail.split(".")[0].isidentifier() else "import"
    if kind.startswith("died"):
        if "__array_interface__" in texts:
            return "pointer"
        if any(head(node) == "numpy.dtype" and node.kind == "build" for node in walked):
            return "forged dtype with an object field" if has_object_field(walked) else "forged dtype"
        return "crash"
    if kind == "memory":
        return "memory"
    if kind in ("processor time", "blocked"):
        return "memory" if "builtins.range" in names or "fractions.Fraction" in names else "processor time"
    if changed_later(walked) and not minimiser.stays(before_it_is_stored(tree)):
        return "list changed after it was stored"
    rebuilt = without_rebuild(tree)
    if rebuilt is not None and not minimiser.stays(rebuilt):
        return "state skipped by rebuild"
    if kind.startswith(("called by", "method called by")):
        return "metric called" if any(name.startswith("sklearn.metrics.") for name in names) else "called by a function"
    if kind == "chosen name looked up" or any(method.startswith("pathlib.") for method in everything):
        if any(name.startswith("pathlib.") for name in names):
            return "path method"
    if any(method.startswith(SCORERS) and not method.endswith("__repr__") for method in everything):
        return "scorer called"
    if any(name.startswith("sklearn.frozen.") for name in names):
        return "delegated attribute (FrozenEstimator)"
    if kind == "delegated lookup":
        return "delegated attribute"
    if mapping_state(walked, entries):
        return "mapping as state"
    if any(partial_space(node) for node in walked):
        return "namespace of partial"
    if "partial called" in kinds:
        return "bound function called"
    if kind == "method called" and detail.rpartition(".")[2] in ("__repr__", "__str__", "extra_repr"):
        return "repr"
    if any(entry_is_mapping(head(node), entries) for node in walked):
        return "mapping as state"
    if kind in ("held called", "method called"):
        return "called by attribute"
    return "other: " + kind


def features(tree, entries):
    """What a program has that may make something possible, without looking at what it did."""
    walked = list(nodes.walk(tree))
    names = set(nodes.imports(tree))
    return tuple(
        feature
        for feature, there in (
            ("pointer", "__array_interface__" in nodes.texts(tree)),
            ("dtype", any(head(node) == "numpy.dtype" and node.kind == "build" for node in walked)),
            ("objects", has_object_field(walked)),
            ("mapping", any(entry_is_mapping(head(node), entries) for node in walked)),
            ("state", mapping_state(walked, entries)),
            ("space", any(partial_space(node) for node in walked)),
            ("later", changed_later(walked)),
            ("rebuild", "torch._tensor._rebuild_from_type_v2" in names),
            ("frozen", any(name.startswith("sklearn.frozen.") for name in names)),
            ("scorer", any(name.startswith(SCORERS) for name in names)),
            ("path", any(name.startswith("pathlib.") for name in names)),
            ("metric", any(name.startswith("sklearn.metrics.pairwise.") for name in names)),
        )
        if there
    )


def has_object_field(walked):
    """Whether the state of a type of NumPy has a field of objects."""
    for node in walked:
        if node.kind == "build" and head(node) == "numpy.dtype":
            for inner in nodes.walk(node.parts[1]):
                if inner.kind == "call" and head(inner) == "numpy.dtype" and inner.parts[1].parts:
                    code = inner.parts[1].parts[0]
                    if code.kind == "atom" and str(code.value).lstrip("|<>=").startswith("O"):
                        return True
    return False


def entry_is_mapping(name, entries):
    entry = entries.get(name) if name else None
    return entry is not None and entry.is_type and issubclass(entry.value, dict) and not name.startswith(("builtins.", "collections."))


def mapping_state(walked, entries):
    return any(node.kind == "build" and entry_is_mapping(head(node.parts[1]), entries) for node in walked)


def partial_space(node):
    """Whether the state of a partial sets attributes."""
    return (
        node.kind == "build" and head(node) in ("functools.partial", "_functools.partial")
        and node.parts[1].kind == "tuple" and len(node.parts[1].parts) == 4 and node.parts[1].parts[3].kind in ("dict", "setitems")
    )


def changed_later(walked):
    return any(node.kind in ("append", "setitems", "additems") and node.parts[0].kind in ("list", "dict", "set") for node in walked)


def before_it_is_stored(tree):
    """The tree in which containers have from the beginning what they got later."""
    fresh = copy(tree)
    for node in list(nodes.walk(fresh)):
        if node.kind in ("append", "setitems", "additems") and node.parts[0].kind in ("list", "dict", "set"):
            node.parts[0].parts += [part for part in node.parts[1:]]
            node.kind, node.parts = "tuple", []
    return fresh


def without_rebuild(tree):
    """The tree in which state is set as BUILD does it; None where nothing is rebuilt."""
    fresh = copy(tree)
    found = False
    for node in list(nodes.walk(fresh)):
        if node.kind == "call" and node.parts[0].kind == "global" and node.parts[0].value[1] == "_rebuild_from_type_v2":
            arguments = node.parts[1].parts
            if len(arguments) == 4:
                node.kind, node.value = "build", None
                node.parts = [Node("call", None, [arguments[0], arguments[2]]), arguments[3]]
                found = True
    return fresh if found else None

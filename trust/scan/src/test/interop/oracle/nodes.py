"""Pickles as trees: what a program of the pickle machine makes, and how it is written as opcodes.

A node that stands in a tree twice is one object: it is written once and fetched from the memo after
that. Whatever changes an object (`build`, `append`, `setitems`, `additems`) is a node around it.
"""

import struct


class Unwritable(Exception):
    """A tuple that holds itself, or a tree that is too deep."""


class Node:
    """One value.

    kind is one of: atom; tuple, list, set, frozenset; dict (keys and values in turn); global, whose
    value is (module, name); call (function, arguments); inst (class, argument, ...); new (class,
    arguments); newex (class, arguments, keywords); build (object, state); append, additems (object,
    element, ...); setitems (object, key, value, ...); persid (id);
    raw (object), behind which the bytes of the value follow that are no opcodes.
    """

    __slots__ = ("kind", "value", "parts")

    def __init__(self, kind, value=None, parts=()):
        self.kind = kind
        self.value = value
        self.parts = list(parts)

    def __repr__(self):
        return shown(self)


def atom(value):
    return Node("atom", value)


def imported(module, name):
    return Node("global", (module, name))


def tuple_of(*parts):
    return Node("tuple", None, parts)


def list_of(*parts):
    return Node("list", None, parts)


def dict_of(pairs):
    return Node("dict", None, [part for pair in pairs for part in pair])


def call(function, *arguments):
    return Node("call", None, [function, tuple_of(*arguments)])


def new(kind, *arguments):
    return Node("new", None, [kind, tuple_of(*arguments)])


def build(target, state):
    return Node("build", None, [target, state])


def walk(root):
    """Each node below and including one, once."""
    seen, todo = set(), [root]
    while todo:
        node = todo.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            todo.extend(reversed(node.parts))


def copy(root, replaced=None):
    """A copy with the same sharing; nodes whose id is in `replaced` become what stands there."""
    made = dict(replaced or {})
    if id(root) in made:
        return made[id(root)]
    for node in list(walk(root)):
        if id(node) not in made:
            made[id(node)] = Node(node.kind, node.value)
    for node in walk(root):
        fresh = made[id(node)]
        if not (replaced and id(node) in replaced):
            fresh.parts = [made[id(part)] for part in node.parts]
    return made[id(root)]


def imports(root):
    """The full names that a tree imports, each occurrence."""
    return [".".join(node.value) for node in walk(root) if node.kind == "global"]


def kinds(root):
    """Of which kinds the nodes of a tree are."""
    return {node.kind for node in walk(root)}


def texts(root):
    return {node.value for node in walk(root) if node.kind == "atom" and type(node.value) is str}


def shown(root, limit=4000):
    """A tree on one line, as one would write it in Python."""
    names, out, open_nodes = {}, [], set()
    many = counts(root)

    def put(node):
        if sum(map(len, out)) > limit:
            out.append("...")
            return
        if id(node) in names:
            out.append(names[id(node)])
            return
        if many.get(id(node), 0) > 1 and node.kind not in ("atom", "global"):
            names[id(node)] = f"v{len(names)}"
            out.append(names[id(node)] + ":=")
        kind, parts = node.kind, node.parts
        if kind == "atom":
            text = repr(node.value)
            out.append(text if len(text) < 120 else text[:100] + "...")
        elif kind == "global":
            out.append(".".join(node.value))
        elif kind == "dict":
            out.append("{")
            for i in range(0, len(parts) - 1, 2):
                put(parts[i])
                out.append(": ")
                put(parts[i + 1])
                out.append(", ")
            out.append("}")
        elif kind in ("tuple", "list", "set", "frozenset"):
            out.append({"tuple": "(", "list": "[", "set": "{*", "frozenset": "frozenset("}[kind])
            for part in parts:
                put(part)
                out.append(", ")
            out.append({"tuple": ")", "list": "]", "set": "}", "frozenset": ")"}[kind])
        elif kind == "call":
            put(parts[0])
            out.append("(*")
            put(parts[1])
            out.append(")")
        else:
            out.append(kind + "(")
            for part in parts:
                put(part)
                out.append(", ")
            out.append(")")

    put(root)
    return "".join(out)


def counts(root):
    """How often each node is asked for, by id."""
    asked = {id(root): 1}
    for node in walk(root):
        for part in node.parts:
            asked[id(part)] = asked.get(id(part), 0) + 1
    return asked


class Writer:
    """Writes a tree as a pickle. `style`, a random generator, chooses between opcodes that do the same."""

    def __init__(self, style=None, protocol=4):
        self.out = bytearray()
        self.memo = {}
        self.style = style
        self.protocol = protocol
        self.depth = 0

    def pickle(self, root):
        self.asked = counts(root)
        self.open = set()
        self.out += b"\x80" + bytes([self.protocol])
        self.put(root)
        self.out += b"."
        return bytes(self.out)

    def often(self, share):
        return self.style is not None and self.style.random() < share

    def memoize(self, node):
        if self.asked.get(id(node), 0) > 1:
            number = self.memo[id(node)] = len(self.memo)
            self.out += b"q" + bytes([number]) if number < 256 else b"r" + struct.pack("<I", number)

    def put(self, node):
        number = self.memo.get(id(node))
        if number is not None:
            self.out += b"h" + bytes([number]) if number < 256 else b"j" + struct.pack("<I", number)
            return
        if id(node) in self.open or self.depth > 150:
            raise Unwritable(node.kind)
        self.open.add(id(node))
        self.depth += 1
        getattr(self, "put_" + node.kind)(node)
        self.depth -= 1
        self.open.discard(id(node))

    def put_all(self, parts):
        for part in parts:
            self.put(part)

    def put_atom(self, node):
        self.out += constant(node.value)
        if not isinstance(node.value, (bool, int, float, type(None))):
            self.memoize(node)

    def put_global(self, node):
        module, name = node.value
        if "\n" not in module + name and (self.protocol < 4 or self.often(0.1)):
            self.out += b"c" + module.encode() + b"\n" + name.encode() + b"\n"
        else:
            self.out += constant(module) + constant(name) + b"\x93"
        self.memoize(node)

    def put_tuple(self, node):
        size = len(node.parts)
        if 0 < size <= 3 and not self.often(0.05):
            self.put_all(node.parts)
            self.out += b"\x85\x86\x87"[size - 1 : size]
        elif size == 0:
            self.out += b")"
        else:
            self.out += b"("
            self.put_all(node.parts)
            self.out += b"t"
        if id(node) in self.memo:
            raise Unwritable("tuple")
        self.memoize(node)

    def put_list(self, node):
        self.out += b"]"
        self.memoize(node)
        self.fill(node.parts, b"a", b"e", 1)

    def put_dict(self, node):
        self.out += b"}"
        self.memoize(node)
        self.fill(node.parts, b"s", b"u", 2)

    def put_set(self, node):
        self.out += b"\x8f"
        self.memoize(node)
        if node.parts:
            self.out += b"("
            self.put_all(node.parts)
            self.out += b"\x90"

    def put_frozenset(self, node):
        self.out += b"("
        self.put_all(node.parts)
        self.out += b"\x91"
        self.memoize(node)

    def fill(self, parts, one, many, step):
        if len(parts) == step and not self.often(0.3):
            self.put_all(parts)
            self.out += one
        elif parts:
            self.out += b"("
            self.put_all(parts)
            self.out += many

    def put_call(self, node):
        function, arguments = node.parts
        plain = arguments.kind == "tuple" and self.asked.get(id(arguments), 0) == 1
        if plain and function.kind == "global" and "." not in function.value[1] and self.often(0.06):
            if self.often(0.5):
                self.out += b"("
                self.put_all(arguments.parts)
                self.out += b"i" + function.value[0].encode() + b"\n" + function.value[1].encode() + b"\n"
            else:
                self.out += b"("
                self.put(function)
                self.put_all(arguments.parts)
                self.out += b"o"
        else:
            self.put(function)
            self.put(arguments)
            self.out += b"R"
        self.memoize(node)

    def put_new(self, node):
        self.put_all(node.parts)
        self.out += b"\x81"
        self.memoize(node)

    def put_newex(self, node):
        self.put_all(node.parts)
        self.out += b"\x92"
        self.memoize(node)

    def put_build(self, node):
        self.put_all(node.parts)
        self.out += b"b"
        self.memoize(node)

    def put_append(self, node):
        self.put(node.parts[0])
        self.fill(node.parts[1:], b"a", b"e", 1)
        self.memoize(node)

    def put_setitems(self, node):
        self.put(node.parts[0])
        self.fill(node.parts[1:], b"s", b"u", 2)
        self.memoize(node)

    def put_additems(self, node):
        self.put(node.parts[0])
        self.out += b"("
        self.put_all(node.parts[1:])
        self.out += b"\x90"
        self.memoize(node)

    def put_persid(self, node):
        self.put(node.parts[0])
        self.out += b"Q"
        self.memoize(node)

    def put_raw(self, node):
        self.put(node.parts[0])
        self.out += node.value


def constant(value):
    """The opcodes of a constant."""
    if value is None:
        return b"N"
    if value is True:
        return b"\x88"
    if value is False:
        return b"\x89"
    if type(value) is int:
        if 0 <= value < 256:
            return b"K" + bytes([value])
        if -(2**31) <= value < 2**31:
            return b"J" + struct.pack("<i", value)
        data = value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True)
        return b"\x8a" + bytes([len(data)]) + data if len(data) < 256 else b"\x8b" + struct.pack("<i", len(data)) + data
    if type(value) is float:
        return b"G" + struct.pack(">d", value)
    if type(value) is str:
        data = value.encode("utf-8", "surrogatepass")
        return b"\x8c" + bytes([len(data)]) + data if len(data) < 256 else b"X" + struct.pack("<I", len(data)) + data
    if type(value) is bytes:
        return b"C" + bytes([len(value)]) + value if len(value) < 256 else b"B" + struct.pack("<I", len(value)) + value
    if type(value) is bytearray:
        return b"\x96" + struct.pack("<Q", len(value)) + bytes(value)
    raise Unwritable(type(value).__name__)


def written(root, style=None, protocol=4):
    return Writer(style, protocol).pickle(root)

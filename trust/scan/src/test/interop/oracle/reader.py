"""Reads the tree of nodes out of a pickle, without carrying it out."""

import _compat_pickle
import pickletools

from nodes import Node, atom


class Unreadable(Exception):
    """An opcode that trees do not have."""


def read(data):
    """The tree of a pickle."""
    stack, marks, memo = [], [], {}

    def unmark():
        start = marks.pop()
        parts = stack[start:]
        del stack[start:]
        return parts

    def fill(kind, own, parts):
        target = stack.pop()
        if target.kind == own:
            target.parts.extend(parts)
            stack.append(target)
        elif target.kind == kind:
            target.parts.extend(parts)
            stack.append(target)
        else:
            stack.append(Node(kind, None, [target, *parts]))

    for opcode, argument, _ in pickletools.genops(data):
        name = opcode.name
        if name in ("PROTO", "FRAME"):
            pass
        elif name == "STOP":
            return stack.pop()
        elif name == "MARK":
            marks.append(len(stack))
        elif name == "NONE":
            stack.append(atom(None))
        elif name == "NEWTRUE":
            stack.append(atom(True))
        elif name == "NEWFALSE":
            stack.append(atom(False))
        elif name in ("EMPTY_LIST", "EMPTY_DICT", "EMPTY_SET", "EMPTY_TUPLE"):
            stack.append(Node(name[6:].lower()))
        elif name in ("LIST", "DICT", "TUPLE", "FROZENSET"):
            stack.append(Node(name.lower(), None, unmark()))
        elif name in ("TUPLE1", "TUPLE2", "TUPLE3"):
            size = int(name[5])
            parts = stack[-size:]
            del stack[-size:]
            stack.append(Node("tuple", None, parts))
        elif name == "APPEND":
            value = stack.pop()
            fill("append", "list", [value])
        elif name == "APPENDS":
            fill("append", "list", unmark())
        elif name == "SETITEM":
            value = stack.pop()
            key = stack.pop()
            fill("setitems", "dict", [key, value])
        elif name == "SETITEMS":
            fill("setitems", "dict", unmark())
        elif name == "ADDITEMS":
            fill("additems", "set", unmark())
        elif name == "MEMOIZE":
            memo[len(memo)] = stack[-1]
        elif name in ("PUT", "BINPUT", "LONG_BINPUT"):
            memo[argument] = stack[-1]
        elif name in ("GET", "BINGET", "LONG_BINGET"):
            stack.append(memo[argument])
        elif name == "POP":
            stack.pop()
        elif name == "POP_MARK":
            unmark()
        elif name == "DUP":
            stack.append(stack[-1])
        elif name == "GLOBAL":
            module, _, rest = argument.partition(" ")
            stack.append(Node("global", today(module, rest)))
        elif name == "STACK_GLOBAL":
            last = stack.pop()
            stack.append(Node("global", (stack.pop().value, last.value)))
        elif name in ("REDUCE", "NEWOBJ", "BUILD"):
            last = stack.pop()
            kind = {"REDUCE": "call", "NEWOBJ": "new", "BUILD": "build"}[name]
            stack.append(Node(kind, None, [stack.pop(), last]))
        elif name == "NEWOBJ_EX":
            keywords, arguments = stack.pop(), stack.pop()
            stack.append(Node("newex", None, [stack.pop(), arguments, keywords]))
        elif name == "OBJ":
            parts = unmark()
            stack.append(Node("call", None, [parts[0], Node("tuple", None, parts[1:])]))
        elif name == "INST":
            module, _, rest = argument.partition(" ")
            stack.append(Node("call", None, [Node("global", (module, rest)), Node("tuple", None, unmark())]))
        elif name == "BINPERSID":
            stack.append(Node("persid", None, [stack.pop()]))
        elif opcode.stack_before == [] and len(opcode.stack_after) == 1 and argument is not None:
            stack.append(atom(argument))
        else:
            raise Unreadable(name)
    raise Unreadable("end")


def today(module, name):
    """What a name of Python 2 is called now."""
    moved = _compat_pickle.NAME_MAPPING.get((module, name))
    return moved or (_compat_pickle.IMPORT_MAPPING.get(module, module), name)

"""Values of documented shapes: what an attribute of some name, or a parameter of some name, may be.

Sizes and addresses are forged on purpose. An address that nothing is mapped at makes whoever reads
there crash, which is how reading at a chosen address is noticed.
"""

import struct

import nodes
from nodes import Node, atom, build, call, dict_of, imported, list_of, tuple_of

SIZES = [0, 1, 2, 3, 8, 64, 1000, 10**6, 2**31 - 1, 2**31, 2**40, 10**11, 2**63 - 1, -1, -(2**31), 10**30]
ADDRESSES = [1, 8, 4096 + 8, 0xDEADBEEF, 0x4141414141414141 & (2**47 - 1), 2**47 - 4096]
CODES = ["O", "O8", "V8", "V16", "f8", "i8", "i4", "u1", "b1", "S8", "U2", "M8", "m8", "c16", "|V8", "<f8", ">i4", "|O", "f2", "g"]
CLASSES = ["float64", "int8", "datetime64", "timedelta64", "object_", "str_", "bytes_", "void", "record", "bool_"]
NUMBERS = ["1e999999999", "1e3", "-1e99999999", "10**9", "1/3", "nan", "inf", "0x10", "1_0", "9" * 40]


def size(rng):
    return atom(rng.choice(SIZES) if rng.random() < 0.4 else rng.randrange(6))


def shape(rng):
    return tuple_of(*[size(rng) for _ in range(rng.choice([0, 1, 1, 1, 2, 3]))])


def number_text(rng):
    return atom(rng.choice(NUMBERS))


def code(rng):
    return rng.choice(CODES)


def typestr(rng):
    return rng.choice("|<>") + code(rng).lstrip("|<>")


def array_interface(rng):
    """The attribute `__array_interface__` of NumPy's array interface protocol, version 3."""
    pairs = [
        (atom("shape"), shape(rng)),
        (atom("typestr"), atom(typestr(rng))),
        (atom("data"), tuple_of(atom(rng.choice(ADDRESSES)), atom(rng.random() < 0.5))),
        (atom("version"), atom(rng.choice([3, 3, 3, 2]))),
    ]
    if rng.random() < 0.2:
        pairs.append((atom("strides"), rng.choice([atom(None), shape(rng)])))
    if rng.random() < 0.1:
        pairs.append((atom("descr"), list_of(tuple_of(atom("a"), atom(typestr(rng))))))
    if rng.random() < 0.1:
        pairs.pop(rng.randrange(len(pairs)))
    return dict_of(pairs)


def dtype(rng, depth=0):
    """A type of NumPy as pickles have it, with a state that may contradict itself."""
    text = code(rng)
    named = imported("numpy", rng.choice(CLASSES)) if rng.random() < 0.15 else atom(text.lstrip("|<>"))
    made = call(imported("numpy", "dtype"), named, atom(False), atom(True))
    if rng.random() < 0.35 or depth > 2:
        return made
    names, fields, subtype = atom(None), atom(None), atom(None)
    if "V" in text or rng.random() < 0.1:
        labels = ["a", "b"][: rng.randrange(1, 3)]
        names = tuple_of(*[atom(label) for label in labels])
        fields = dict_of([(atom(label), tuple_of(dtype(rng, depth + 1), atom(rng.choice([0, 0, 0, 4, 8, 64, 2**30])))) for label in labels])
    if rng.random() < 0.1:
        subtype = tuple_of(dtype(rng, depth + 1), shape(rng))
    width = atom(rng.choice([-1, 8, 8, 16, 4, 0, 64]) if "V" not in text else rng.choice([8, 8, 16, 4]))
    flags = atom(rng.choice([0, 0, 1, 16, 27, 63]))
    state = tuple_of(atom(3), atom(rng.choice("|<>=")), subtype, names, fields, width, atom(rng.choice([-1, 1, 8])), flags)
    return build(made, state)


def octets(rng):
    count = rng.choice([0, 1, 8, 8, 8, 16, 16, 32, 64])
    return atom(rng.choice([bytes(count), b"A" * count, bytes(rng.randrange(256) for _ in range(count))]))


def array(rng, kind=None):
    """An array of NumPy as pickles have it."""
    made = call(imported("numpy._core.multiarray", "_reconstruct"), imported("numpy", "ndarray"), tuple_of(atom(0)), atom(b"b"))
    data = octets(rng)
    count = max(len(data.value) // 8, 1)
    state = tuple_of(atom(1), rng.choice([tuple_of(atom(count)), tuple_of(atom(1)), shape(rng)]), kind or dtype(rng), atom(False),
                     data if rng.random() < 0.8 else list_of(atom(1)))
    return build(made, state)


def scalar(rng, kind=None):
    return call(imported("numpy._core.multiarray", "scalar"), kind or dtype(rng), octets(rng))


def joblib_array(rng):
    """An array as joblib writes it: a wrapper, and behind it the bytes."""
    data = octets(rng).value
    count = max(len(data) // 8, 1)
    made = nodes.new(imported("joblib.numpy_pickle", "NumpyArrayWrapper"))
    plain = rng.random() < 0.7
    kind = call(imported("numpy", "dtype"), atom(rng.choice(["f8", "i8"])), atom(False), atom(True)) if plain else dtype(rng)
    state = dict_of([
        (atom("subclass"), imported("numpy", "ndarray")),
        (atom("shape"), tuple_of(atom(count)) if rng.random() < 0.7 else shape(rng)),
        (atom("order"), atom(rng.choice(["C", "F"]))),
        (atom("dtype"), kind),
        (atom("allow_mmap"), atom(rng.random() < 0.3)),
        (atom("numpy_array_alignment_bytes"), atom(rng.choice([None, None, 16]))),
    ])
    return Node("raw", data, [build(made, state)])


def storage(rng):
    """The persistent id of a storage of PyTorch."""
    kind = rng.choice(["FloatStorage", "LongStorage", "ByteStorage", "DoubleStorage"])
    return Node("persid", None, [tuple_of(atom("storage"), imported("torch", kind), atom(rng.choice("012")), atom("cpu"), size(rng))])



def matrix(rng, values=(1.0, 2.0, 3.0, 4.0)):
    """A small honest array of floats, two by two, or flat."""
    made = call(imported("numpy._core.multiarray", "_reconstruct"), imported("numpy", "ndarray"), tuple_of(atom(0)), atom(b"b"))
    kind = build(call(imported("numpy", "dtype"), atom("f8"), atom(False), atom(True)),
                 tuple_of(atom(3), atom("<"), atom(None), atom(None), atom(None), atom(-1), atom(-1), atom(0)))
    flat = rng.random() < 0.4
    return build(made, tuple_of(atom(1), tuple_of(atom(4)) if flat else tuple_of(atom(2), atom(2)), kind, atom(False),
                                atom(struct.pack("<4d", *values))))


REGULAR = {
    # by its code: the rest of its state, and elements of it
    "f8": (("<", -1, -1, 0), [bytes(8), struct.pack("<d", float("nan")), struct.pack("<d", 1e300)]),
    "i8": (("<", -1, -1, 0), [bytes(8), struct.pack("<q", 1), struct.pack("<q", -1), struct.pack("<q", 2**62)]),
    "i4": (("<", -1, -1, 0), [bytes(4), struct.pack("<i", 1), struct.pack("<i", -1), struct.pack("<i", 2**31 - 1)]),
    "u1": (("|", -1, -1, 0), [b"\0", b"\1", b"\xff"]),
    "b1": (("|", -1, -1, 0), [b"\0", b"\1"]),
    "U1": (("<", 4, 4, 8), [b"a\0\0\0", bytes(4)]),
    "M8": (("<", -1, -1, 0), [bytes(8), struct.pack("<q", 2**62), struct.pack("<q", -(2**63))]),
    "m8": (("<", -1, -1, 0), [bytes(8), struct.pack("<q", 2**62)]),
    "O8": (("|", -1, -1, 63), [None, 1, -1, 2**62, "a", 1.5, True]),
}


def regular(rng):
    """An array that does not contradict itself, of whatever dimensions and elements: what a library takes may be others."""
    text = rng.choice(list(REGULAR))
    (order, width, alignment, flags), elements = REGULAR[text]
    kind = call(imported("numpy", "dtype"), atom(text), atom(False), atom(True))
    dated = text in ("M8", "m8")
    unit = [tuple_of(dict_of([]), tuple_of(atom(b"ns"), atom(1), atom(1), atom(1)))] if dated else []
    parts = (4 if dated else 3, order, None, None, None, width, alignment, flags)
    kind = build(kind, tuple_of(*[atom(part) for part in parts], *unit))
    lengths = [rng.choice([0, 1, 1, 2, 2, 3]) for _ in range(rng.choice([0, 0, 1, 1, 1, 2, 2, 3]))]
    count = 1
    for length in lengths:
        count *= length
    some = [rng.choice(elements) for _ in range(count)]
    data = list_of(*[atom(element) for element in some]) if text == "O8" else atom(b"".join(some))
    made = call(imported("numpy._core.multiarray", "_reconstruct"), imported("numpy", "ndarray"), tuple_of(atom(0)), atom(b"b"))
    return build(made, tuple_of(atom(1), tuple_of(*[atom(length) for length in lengths]), kind, atom(False), data))


BY_NAME = {
    "__array_interface__": array_interface,
    "shape": shape,
    "size": size,
    "n": size,
    "dtype": dtype,
    "newshape": shape,
    "X": matrix,
    "Y": matrix,
    "x": matrix,
    "y": matrix,
    "y_true": matrix,
    "y_pred": matrix,
    "a": matrix,
    "args": lambda rng: tuple_of(),
    "data": octets,
    "buffer": octets,
}


def by_name(name, rng):
    """A value for an attribute or a parameter of that name, None where names say nothing."""
    made = BY_NAME.get(name)
    return made(rng) if made else None

"""Writes random pickles and what CPython imports for each: pickled_programs.py FOLDER SEED COUNT

N.pkl is a random program of the pickle machine, valid or broken; N.imports has a line for each
import that the unpickler asked for before it ended or failed. Nothing is really imported.
"""

import io
import pathlib
import pickle
import random
import resource
import struct
import sys
import warnings

folder, seed, count = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
folder.mkdir(parents=True, exist_ok=True)
rng = random.Random(seed)


# A memo number of four bytes makes CPython ask for 64 GB; it shall fail at once instead.
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
warnings.filterwarnings("ignore")


class Anything:
    def __new__(cls, *args, **named):
        return object.__new__(cls)

    def __init__(self, *args, **named):
        pass

    def __call__(self, *args, **named):
        return self

    def __setstate__(self, state):
        pass

    def append(self, value):
        pass

    def extend(self, values):
        pass

    def add(self, value):
        pass

    def __setitem__(self, key, value):
        pass


class Recorder(pickle.Unpickler):
    def __init__(self, file):
        super().__init__(file)
        self.names = []

    def find_class(self, module, name):
        self.names.append(f"{module}.{name}".encode("unicode_escape").decode())
        return Anything

    def persistent_load(self, pid):
        return Anything()


def text(value):
    data = value.encode()
    kind = rng.randrange(7)
    if kind == 0:
        return b"X" + struct.pack("<I", len(data)) + data
    if kind == 1:
        return b"\x8c" + bytes([len(data)]) + data
    if kind == 2:
        return b"\x8d" + struct.pack("<Q", len(data)) + data
    if kind == 3:
        return b"S'" + "".join(rng.choice([c, f"\\x{ord(c):02x}", f"\\{ord(c):03o}"]) for c in value).encode() + b"'\n"
    if kind == 4:
        return b"V" + "".join(rng.choice([c, f"\\u{ord(c):04x}"]) for c in value).encode() + b"\n"
    if kind == 5:
        return b"U" + bytes([len(data)]) + data
    return b"T" + struct.pack("<i", len(data)) + data


def program():
    out, memo, number = [b"\x80\x04"] if rng.random() < 0.7 else [], [], 0
    for _ in range(rng.randrange(3, 60)):
        number += 1
        module, name = f"payload{rng.randrange(9)}", f"f{number}"
        key = rng.randrange(4)
        step = rng.randrange(26)
        arguments = rng.choice([b")", b"N\x85", b"K\x01K\x02\x86", b"(K\x01NNt"])
        if step == 0:
            out.append(f"c{module}\n{name}\n".encode())
        elif step == 1:
            out.append(text(module) + text(name) + b"\x93")
        elif step == 2:
            out.append(text(module) + b"q\x07" + b"0" + text(name) + b"r\x08\0\0\0" + b"0" + b"h\x07j\x08\0\0\0\x93")
        elif step == 3:
            out.append(b"(NK\x05" + f"i{module}\n{name}\n".encode())
        elif step == 4:
            out.append(f"(c{module}\n{name}\nNo".encode())
        elif step == 5:
            out.append(f"c{module}\n{name}\n".encode() + arguments + b"R")
        elif step == 6:
            out.append(f"c{module}\n{name}\n".encode() + arguments + b"\x81}b")
        elif step == 7:
            out.append(text(module) + text(name) + b"\x93" + arguments + b"}\x92")
        elif step == 8:
            out.append(text(module) + b"\x94" + text(name) + b"\x94\x93\x94")
        elif step == 9:
            out.append(arguments + b"R")
        elif step == 10:
            out.append(b"](K\x01Ne")
        elif step == 11:
            out.append(b"}(" + text("a") + b"Nu")
        elif step == 12:
            out.append(b"NQ")
        elif step == 13:
            out.append(f"p{key}\n".encode())
        elif step == 14:
            out.append(f"g{key}\n".encode())
        elif step == 15:
            out.append(b"2")
        elif step == 16:
            out.append(b"0")
        elif step == 17:
            out.append(b"(")
        elif step == 18:
            out.append(b"1")
        elif step == 19:
            out.append(b"\x8f(K\x01\x90")
        elif step == 20:
            out.append(b"(K\x01\x91")
        elif step == 21:
            out.append(text(module) + text(name) + b"2\x93")
        elif step == 22:
            out.append(b"\x95" + struct.pack("<Q", 3) + b"NNN")
        elif step == 23:
            out.append(b"a")
        elif step == 24:
            out.append(b"Nb")
        else:
            out.append(rng.choice([b"N", b"K\x01", b"I01\n", b"L5L\n", b"\x8a\x02ab", b"C\x02ab", b"F1.5\n"]))
    data = bytearray(b"".join(out) + b".")
    if rng.random() < 0.3:
        for _ in range(rng.randrange(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


for i in range(count):
    data = program()
    recorder = Recorder(io.BytesIO(data))
    try:
        recorder.load()
    except Exception:  # whatever a broken program raises; what came before counts
        pass
    (folder / f"{i}.pkl").write_bytes(data)
    (folder / f"{i}.imports").write_text("\n".join(recorder.names))

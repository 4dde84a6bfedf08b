"""Saves models with the libraries themselves, into a folder: save_models.py FOLDER

What is in FOLDER/clean is what people save; what is in FOLDER/flagged is not. A library that is not
installed is left out, and said on standard output.
"""
import io
import os
import pathlib
import pickle
import sys
import tarfile
import zipfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import numpy as np

ROOT = pathlib.Path(sys.argv[1])
CLEAN = ROOT / "clean"
FLAGGED = ROOT / "flagged"
RANDOM = np.random.default_rng(1)
X = RANDOM.normal(size=(200, 6))
Y = (X[:, 0] + X[:, 1] > 0).astype(int)


class Call:
    def __reduce__(self):
        return (os.system, ("echo flagged",))


def numpy_models():
    np.save(CLEAN / "array.npy", X)
    np.save(CLEAN / "structured.npy", np.zeros(3, dtype=[("a", "f8"), ("b", "U5", (2,))]))
    np.save(CLEAN / "objects.npy", np.array(["a", 1, None], dtype=object), allow_pickle=True)
    np.savez(CLEAN / "arrays.npz", x=X, y=Y)
    np.savez_compressed(CLEAN / "packed.npz", x=X, zeros=np.zeros((2000, 2000)))
    np.save(FLAGGED / "call.npy", np.array([Call()], dtype=object), allow_pickle=True)


def joblib_models():
    import joblib

    for name in ("zlib", "gzip", "bz2", "lzma", "xz"):
        joblib.dump({"x": X, "y": Y}, CLEAN / f"joblib-{name}.joblib", compress=(name, 3))
        joblib.dump([X, Call()], FLAGGED / f"joblib-{name}.joblib", compress=(name, 3))
    joblib.dump({"x": X, "names": np.array(["a", None], dtype=object)}, CLEAN / "plain.joblib")


def sklearn_models():
    import joblib
    from sklearn.compose import ColumnTransformer
    from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier, RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.neural_network import MLPClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC

    for model in (
        RandomForestClassifier(5),
        GradientBoostingClassifier(n_estimators=5),
        HistGradientBoostingClassifier(max_iter=5),
        make_pipeline(StandardScaler(), LogisticRegression()),
        MLPClassifier(max_iter=5),
        SVC(),
        make_pipeline(ColumnTransformer([("scale", StandardScaler(), [0, 1])]), LogisticRegression()),
    ):
        model.fit(X, Y)
        name = type(model).__name__ + str(id(model) % 97)
        joblib.dump(model, CLEAN / f"sklearn-{name}.joblib")
        for protocol in (0, 2, 5):
            (CLEAN / f"sklearn-{name}-{protocol}.pkl").write_bytes(pickle.dumps(model, protocol))


def skops_models():
    import skops.io
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    skops.io.dump(make_pipeline(StandardScaler(), LogisticRegression()).fit(X, Y), CLEAN / "pipeline.skops")
    skops.io.dump(RandomForestClassifier(5).fit(X, Y), CLEAN / "forest.skops", compression=zipfile.ZIP_DEFLATED)
    skops.io.dump({"f": os.system}, FLAGGED / "system.skops")


def torch_models():
    import torch

    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Linear(6, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2))
    torch.save(model.state_dict(), CLEAN / "torch-state.pt")
    torch.save({"model": model.state_dict(), "epoch": 3, "loss": torch.tensor(0.5)}, CLEAN / "torch-checkpoint.pth")
    torch.save(model.state_dict(), CLEAN / "torch-legacy.pt", _use_new_zipfile_serialization=False)
    torch.save(model, CLEAN / "torch-module.pt")
    torch.save([torch.randn(40, 40).to(kind) for kind in (torch.bfloat16, torch.float16, torch.float64)]
               + [torch.arange(9), torch.tensor([True, False])], CLEAN / "torch-kinds.pt")
    torch.jit.save(torch.jit.script(model), CLEAN / "torchscript.pt")
    torch.jit.save(torch.jit.trace(model, torch.zeros(1, 6)), CLEAN / "torchscript-traced.pt")
    torch.save({"model": model.state_dict(), "hook": Call()}, FLAGGED / "torch-hook.pt")
    torch.save({"hook": Call()}, FLAGGED / "torch-legacy-hook.pt", _use_new_zipfile_serialization=False)

    class Reads(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return torch.from_file("/tmp/redoubt-no-such-file", shared=False, size=8, dtype=torch.uint8)

    torch.jit.save(torch.jit.script(Reads()), FLAGGED / "torchscript-reads.pt")


def boosting_models():
    import xgboost

    booster = xgboost.train({"objective": "binary:logistic"}, xgboost.DMatrix(X, Y), 3)
    booster.save_model(CLEAN / "xgboost.json")
    booster.save_model(CLEAN / "xgboost.ubj")
    (CLEAN / "xgboost.pkl").write_bytes(pickle.dumps(xgboost.XGBClassifier(n_estimators=3).fit(X, Y)))


def lightgbm_models():
    import lightgbm

    model = lightgbm.LGBMClassifier(n_estimators=3, verbose=-1).fit(X, Y)
    model.booster_.save_model(CLEAN / "lightgbm.txt")
    (CLEAN / "lightgbm.pkl").write_bytes(pickle.dumps(model))


def onnx_models():
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    weights = numpy_helper.from_array(RANDOM.normal(size=(6, 2)).astype(np.float32), "w")
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"])],
        "g",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 6])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 2])],
        [weights],
    )
    model = helper.make_model(graph)
    onnx.save(model, CLEAN / "model.onnx")
    onnx.save(model, CLEAN / "external.onnx", save_as_external_data=True, location="external.data", size_threshold=0)


def keras_models():
    import keras

    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(4, activation="relu"), keras.layers.Dense(2)])
    model.compile("adam", "mse")
    model.fit(X, np.stack([Y, 1 - Y], 1), epochs=1, verbose=0)
    model.save(CLEAN / "keras.keras")
    model.save(CLEAN / "keras.h5")
    model.export(CLEAN / "saved-model", verbose=False)
    keras.Sequential([keras.Input((6,)), keras.layers.Lambda(lambda x: x * 2)]).save(FLAGGED / "lambda.keras")


def archives():
    payload = pickle.dumps(Call())
    with zipfile.ZipFile(FLAGGED / "nested.zip", "w", zipfile.ZIP_DEFLATED) as outer:
        inner = io.BytesIO()
        with tarfile.open(fileobj=inner, mode="w:gz") as tar:
            info = tarfile.TarInfo("deep/evil.bin")
            info.size = len(payload)
            tar.addfile(info, io.BytesIO(payload))
        outer.writestr("inner.tar.gz", inner.getvalue())
    for name, method in (("bzip2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA), ("stored", zipfile.ZIP_STORED)):
        with zipfile.ZipFile(FLAGGED / f"{name}.zip", "w", method) as archive:
            archive.writestr("m.txt", payload)
        with zipfile.ZipFile(CLEAN / f"{name}.zip", "w", method) as archive:
            archive.writestr("m.txt", "only words\n" * 100)
    for mode in ("gz", "bz2", "xz"):
        with tarfile.open(CLEAN / f"words.tar.{mode}", "w:" + mode) as tar:
            data = b"only words\n" * 100
            info = tarfile.TarInfo("words.txt")
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))


CLEAN.mkdir(parents=True, exist_ok=True)
FLAGGED.mkdir(parents=True, exist_ok=True)
for save in (numpy_models, joblib_models, sklearn_models, skops_models, torch_models, boosting_models,
             lightgbm_models, onnx_models, keras_models, archives):
    try:
        save()
    except ImportError as missing:
        print(f"left out {save.__name__}: {missing}")

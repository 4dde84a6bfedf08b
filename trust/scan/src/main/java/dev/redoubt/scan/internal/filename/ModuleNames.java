package dev.redoubt.scan.internal.filename;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The modules that model loaders import by name. A file with such a name, in the folder where
/// Python is started or in one that a loader adds to its path, is imported instead; the allow lists
/// of pickles permit names by their module.
final class ModuleNames {

  private static final Pattern MODULE =
      Pattern.compile("((?:.*/)?)(?!__init__\\.)([A-Za-z_]\\w*)(?:\\.pyw?|/__init__\\.pyw?)");

  /// Libraries, in any folder: no part of a program has such a name.
  private static final Set<String> LIBRARIES =
      names(
          "accelerate catboost cloudpickle diffusers dill h5py huggingface_hub joblib keras"
              + " lightgbm mlflow numpy onnx onnxruntime pandas peft safetensors scipy"
              + " sentence_transformers skl2onnx sklearn skops tensorflow timm tokenizers torch"
              + " torchaudio torchvision transformers xgboost");

  /// Modules of Python that a loader imports after the start of the interpreter, only at the top
  /// level: deeper, the file is part of a package, and a `logging.py` there is ordinary.
  private static final Set<String> STANDARD =
      names(
          "_pickle array ast base64 bisect bz2 calendar collections contextlib copy copyreg"
              + " csv ctypes dataclasses datetime decimal dis enum fractions functools gzip"
              + " hashlib heapq importlib inspect io itertools json logging lzma math"
              + " multiprocessing numbers operator pathlib pickle pickletools platform pprint"
              + " queue random re secrets shutil signal socket ssl statistics string struct"
              + " subprocess tarfile tempfile textwrap threading tokenize traceback types typing"
              + " urllib uuid warnings weakref yaml zipfile zlib");

  private ModuleNames() {}

  private static Set<String> names(String words) {
    return Set.of(words.split(" ", -1));
  }

  /// The module that a file shadows.
  ///
  /// @param path relative to what is scanned
  static Optional<String> shadowed(String path) {
    Matcher module = MODULE.matcher(path);
    if (!module.matches()) {
      return Optional.empty();
    }
    boolean top = module.group(1).isEmpty() || module.group(1).equals("code/");
    String name = module.group(2);
    return LIBRARIES.contains(name) || (top && STANDARD.contains(name))
        ? Optional.of(name)
        : Optional.empty();
  }
}

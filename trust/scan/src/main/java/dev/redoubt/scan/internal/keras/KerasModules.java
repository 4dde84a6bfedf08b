package dev.redoubt.scan.internal.keras;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lists the modules and classes that a configuration may name.
final class KerasModules {

  /// The effect of naming a class.
  enum Judgement {
    /// A harmless part of Keras.
    KNOWN,
    /// Registered by a user's program, or a class that Keras does not have.
    CUSTOM,
    /// A module that the loader imports because the configuration names it.
    IMPORT,
    /// Known to access files, the network or the interpreter.
    HARM
  }

  /// Parts of Keras whose classes hold numbers and layers.
  private static final Set<String> PARTS =
      Set.of(
          "activations",
          "applications",
          "backend",
          "constraints",
          "distribution",
          "dtype_policies",
          "engine",
          "feature_column",
          "initializers",
          "layers",
          "legacy",
          "losses",
          "metrics",
          "mixed_precision",
          "models",
          "ops",
          "optimizers",
          "premade_models",
          "quantizers",
          "random",
          "regularizers",
          "visualization",
          "wrappers");

  /// Libraries whose layers and functions are as harmless as those of Keras.
  private static final Set<String> COMPANIONS =
      Set.of("keras_nlp", "keras_hub", "keras_cv", "keras_rs");

  private static final Set<String> MACHINE =
      Set.of(
          "_io",
          "asyncio",
          "base64",
          "builtins",
          "code",
          "codecs",
          "commands",
          "ctypes",
          "distutils",
          "ftplib",
          "functools",
          "http",
          "importlib",
          "inspect",
          "io",
          "marshal",
          "multiprocessing",
          "nt",
          "numpy",
          "operator",
          "os",
          "pathlib",
          "pickle",
          "pip",
          "pkgutil",
          "platform",
          "posix",
          "pty",
          "requests",
          "runpy",
          "shelve",
          "shutil",
          "smtplib",
          "socket",
          "socketserver",
          "subprocess",
          "sys",
          "tempfile",
          "threading",
          "timeit",
          "types",
          "urllib",
          "webbrowser",
          "zipimport",
          "joblib",
          "torch",
          "trace",
          "pdb",
          "cProfile",
          "profile");

  /// Parts of Keras that are not layers and act when they are called.
  private static final Set<String> CALLS =
      Set.of(
          "clear_session",
          "custom_object_scope",
          "deserialize_keras_object",
          "disable_interactive_logging",
          "enable_unsafe_deserialization",
          "exec",
          "eval",
          "get_file",
          "import_module",
          "legacy_deserialize_keras_object",
          "load_data",
          "load_model",
          "load_weights",
          "model_from_json",
          "open",
          "plot_model",
          "save_img",
          "save_model",
          "set_backend",
          "system",
          "unpack_archive",
          "load_img",
          "pickle",
          "func_load",
          "extract_archive",
          "text_dataset_from_directory");

  private static final Set<String> UTILITIES = Set.of("FeatureSpace", "Cross", "Feature");

  private KerasModules() {}

  static Judgement judge(@Nullable String module, String className, @Nullable String registered) {
    String simple = KerasConfig.simple(className);
    if (CALLS.contains(simple)) {
      return Judgement.HARM;
    }
    if (module == null || module.isEmpty()) {
      boolean custom = className.contains(">") && !isBuiltIn(className);
      return custom || (registered != null && registered.startsWith("Custom>"))
          ? Judgement.CUSTOM
          : Judgement.KNOWN;
    }
    return of(module, simple, registered);
  }

  private static Judgement of(String module, String simple, @Nullable String registered) {
    String[] parts = module.split("\\.", -1);
    String root = parts[0];
    if (root.equals("builtins")) {
      return Set.of(
                  "function",
                  "__ellipsis__",
                  "slice",
                  "str",
                  "float",
                  "int",
                  "bool",
                  "tuple",
                  "list",
                  "dict",
                  "set",
                  "bytes",
                  "__tuple__",
                  "__bytes__")
              .contains(simple)
          ? Judgement.KNOWN
          : Judgement.HARM;
    }
    if (root.equals("keras") || root.equals("tf_keras")) {
      return keras(parts, simple);
    }
    if (root.equals("tensorflow")) {
      return tensorflow(parts, simple);
    }
    if (COMPANIONS.contains(root)) {
      return Judgement.KNOWN;
    }
    if (MACHINE.contains(root)) {
      return Judgement.HARM;
    }
    boolean custom = registered != null && registered.contains(">");
    return custom || root.equals("__main__") ? Judgement.CUSTOM : Judgement.IMPORT;
  }

  private static Judgement keras(String[] parts, String simple) {
    int at = parts.length > 1 && parts[1].equals("src") ? 2 : 1;
    if (parts.length <= at || PARTS.contains(parts[at])) {
      return Judgement.KNOWN;
    }
    return UTILITIES.contains(simple) ? Judgement.KNOWN : Judgement.HARM;
  }

  private static Judgement tensorflow(String[] parts, String simple) {
    if (parts.length > 2 && parts[1].equals("keras") && PARTS.contains(parts[2])) {
      return Judgement.KNOWN;
    }
    if (parts.length > 2 && parts[1].equals("python") && parts[2].equals("keras")) {
      return Judgement.KNOWN;
    }
    boolean types =
        simple.endsWith("Spec") || simple.equals("TensorShape") || simple.equals("DType");
    return types ? Judgement.KNOWN : Judgement.HARM;
  }

  private static boolean isBuiltIn(String className) {
    return className.startsWith("Addons>")
        || className.startsWith("keras.")
        || className.startsWith("keras_hub>")
        || className.startsWith("keras_nlp>")
        || className.startsWith("Vision>");
  }
}

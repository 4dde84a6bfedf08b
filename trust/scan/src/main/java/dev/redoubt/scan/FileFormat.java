package dev.redoubt.scan;

import java.util.List;

/// The format of a content, identified by its first bytes or its structure, never by its name.
public enum FileFormat {
  // Archives and compressed streams
  ZIP(
      "zip archive",
      Nature.INSPECTED,
      "zip",
      "pt",
      "pth",
      "bin",
      "ckpt",
      "npz",
      "keras",
      "skops",
      "mar",
      "nemo",
      "jar",
      "whl",
      "mlpackage",
      "joblib",
      "pkl",
      "ptl",
      "pt2"),
  TAR("tar archive", Nature.INSPECTED, "tar", "nemo", "pt", "pth"),
  SEVEN_ZIP("7z archive", Nature.INSPECTED, "7z"),
  GZIP("gzip", Nature.INSPECTED, "gz", "tgz", "pkl", "joblib", "z", "gzip"),
  XZ("xz", Nature.INSPECTED, "xz", "txz", "pkl", "joblib"),
  LZMA("lzma", Nature.INSPECTED, "lzma", "pkl", "joblib"),
  ZSTD("zstd", Nature.INSPECTED, "zst", "zstd", "tzst"),
  LZ4("lz4", Nature.INSPECTED, "lz4", "pkl", "joblib"),
  BZIP2("bzip2", Nature.INSPECTED, "bz2", "tbz2", "tbz", "pkl", "joblib"),
  ZLIB("zlib stream", Nature.INSPECTED, "z", "zlib", "pkl", "joblib"),
  JOBLIB_ZLIB("joblib zlib file", Nature.INSPECTED, "pkl", "joblib", "z"),

  // Programs that look like data
  PICKLE(
      "pickle",
      Nature.INSPECTED,
      "pkl",
      "pickle",
      "joblib",
      "pt",
      "pth",
      "bin",
      "dat",
      "data",
      "ckpt",
      "dill",
      "p",
      "model",
      "debug_pkl",
      "npy"),
  TORCH_LEGACY(
      "PyTorch file before 1.6",
      Nature.INSPECTED,
      "pt",
      "pth",
      "bin",
      "pkl",
      "ckpt",
      "th",
      "t7",
      "dat"),
  NPY("NumPy array", Nature.INSPECTED, "npy"),

  // Models
  HDF5("HDF5", Nature.INSPECTED, "h5", "hdf5", "keras", "he5", "hdf"),
  GGUF("GGUF", Nature.INSPECTED, "gguf"),
  SAFETENSORS("safetensors", Nature.INSPECTED, "safetensors"),
  ONNX("ONNX", Nature.INSPECTED, "onnx", "pb", "ort"),
  TENSORFLOW_SAVED_MODEL("TensorFlow saved model", Nature.INSPECTED, "pb"),
  TENSORFLOW_GRAPH("TensorFlow graph", Nature.INSPECTED, "pb", "pbtxt", "graphdef"),
  TENSORFLOW_META_GRAPH("TensorFlow metagraph", Nature.INSPECTED, "meta", "pb"),
  KERAS_METADATA("Keras model metadata", Nature.INSPECTED, "pb"),
  TENSORFLOW_FINGERPRINT("TensorFlow model fingerprint", Nature.DATA, "pb"),
  TENSORFLOW_BUNDLE_INDEX("TensorFlow checkpoint index", Nature.DATA, "index"),
  TENSORFLOW_RECORDS("TensorFlow records", Nature.DATA, "tfrecord", "tfrecords", "v2"),
  TFLITE("TensorFlow Lite model", Nature.DATA, "tflite", "lite"),
  XGBOOST_BINARY("XGBoost model", Nature.INSPECTED, "model", "bin", "xgb", "bst", "deprecated"),
  UBJSON("UBJSON", Nature.INSPECTED, "ubj", "json", "bin", "model"),
  LIGHTGBM_TEXT("LightGBM model", Nature.INSPECTED, "txt", "model", "lgb"),
  CATBOOST("CatBoost model", Nature.INSPECTED, "cbm", "bin", "model"),
  NUMBERS("raw numbers", Nature.DATA),

  // Text
  XML("XML", Nature.INSPECTED, "xml", "pmml", "svg", "html", "xhtml", "xsd", "plist", "xsl"),
  NOTEBOOK("notebook", Nature.INSPECTED, "ipynb"),
  KERAS_CONFIG("Keras configuration", Nature.INSPECTED, "json"),
  SKOPS_SCHEMA("skops schema", Nature.INSPECTED, "json"),
  JSON("JSON", Nature.INSPECTED, "json", "jsonl", "map", "model", "txt", "ipynb", "tflite"),
  MLMODEL("MLflow model description", Nature.INSPECTED, "", "yaml", "yml", "mlmodel"),
  TORCHSCRIPT("TorchScript", Nature.INSPECTED, "py", "pkl"),
  PYTHON("Python source", Nature.INSPECTED, "py", "pyi", "pyw", "txt"),
  SHELL_SCRIPT("shell script", Nature.INSPECTED, "sh", "bash", "bat", "cmd", "ps1", "txt"),
  TEXT("text", Nature.INSPECTED),

  // Programs
  PE("Windows program", Nature.PROGRAM, "exe", "dll", "sys", "pyd"),
  ELF("Linux program", Nature.PROGRAM, "so", "o", "elf", "bin", "cubin", ""),
  MACH_O("macOS program", Nature.PROGRAM, "dylib", "so", "o", "bundle", ""),
  JAVA_CLASS("Java class", Nature.PROGRAM, "class"),
  WEB_ASSEMBLY("WebAssembly", Nature.PROGRAM, "wasm"),
  PYTHON_BYTECODE("Python bytecode", Nature.PROGRAM, "pyc", "pyo"),
  LLVM_BITCODE("LLVM bitcode", Nature.PROGRAM, "bc"),
  DEX("Android program", Nature.PROGRAM, "dex"),

  // Known formats that no model loader acts on
  PDF("PDF", Nature.DATA, "pdf"),
  PNG("PNG image", Nature.DATA, "png"),
  JPEG("JPEG image", Nature.DATA, "jpg", "jpeg"),
  GIF("GIF image", Nature.DATA, "gif"),
  WEBP("WebP image", Nature.DATA, "webp"),
  TIFF("TIFF image", Nature.DATA, "tif", "tiff"),
  BMP("BMP image", Nature.DATA, "bmp"),
  ICON("icon", Nature.DATA, "ico"),
  WAVE("WAVE sound", Nature.DATA, "wav"),
  OGG("Ogg media", Nature.DATA, "ogg", "oga", "ogv", "opus"),
  FLAC("FLAC sound", Nature.DATA, "flac"),
  MP4("MPEG-4 media", Nature.DATA, "mp4", "m4a", "mov", "m4v", "heic", "avif"),
  FONT("font", Nature.DATA, "ttf", "otf", "woff", "woff2"),
  PARQUET("Parquet", Nature.DATA, "parquet"),
  ARROW("Arrow", Nature.DATA, "arrow", "feather"),
  AVRO("Avro", Nature.DATA, "avro"),
  SQLITE("SQLite database", Nature.DATA, "db", "sqlite", "sqlite3"),
  GIT_INDEX("Git index or pack", Nature.DATA, "pack", "idx", ""),
  EMPTY("empty", Nature.DATA),
  UNKNOWN("unknown", Nature.UNKNOWN);

  /// How the scanner treats a format.
  public enum Nature {
    /// An analyzer inspects the content.
    INSPECTED,
    /// Nothing in it acts when a model is loaded.
    DATA,
    /// An executable; no model needs one.
    PROGRAM,
    /// The scanner cannot judge it.
    UNKNOWN
  }

  private final String label;
  private final Nature nature;

  // An unmodifiable copy; the checker cannot see that.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> extensions;

  FileFormat(String label, Nature nature, String... extensions) {
    this.label = label;
    this.nature = nature;
    this.extensions = List.of(extensions);
  }

  /// The name of the format in reports.
  public String label() {
    return label;
  }

  public Nature nature() {
    return nature;
  }

  /// The usual file extensions, in lower case, without the dot; empty if any is usual. An empty
  /// string means: no extension.
  public List<String> extensions() {
    return extensions;
  }
}

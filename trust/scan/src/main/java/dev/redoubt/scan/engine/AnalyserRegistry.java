package dev.redoubt.scan.engine;

import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.boosting.CatboostModel;
import dev.redoubt.scan.internal.boosting.LightgbmText;
import dev.redoubt.scan.internal.boosting.UbjsonReader;
import dev.redoubt.scan.internal.boosting.XgboostBinary;
import dev.redoubt.scan.internal.compression.JoblibZlibAnalyser;
import dev.redoubt.scan.internal.compression.SevenZipAnalyser;
import dev.redoubt.scan.internal.compression.StreamAnalyser;
import dev.redoubt.scan.internal.compression.StreamFormat;
import dev.redoubt.scan.internal.gguf.GgufFormat;
import dev.redoubt.scan.internal.keras.KerasHdf5;
import dev.redoubt.scan.internal.message.ProtobufFormat;
import dev.redoubt.scan.internal.numpy.NpyAnalyser;
import dev.redoubt.scan.internal.pickle.PickleAnalyser;
import dev.redoubt.scan.internal.program.PythonFile;
import dev.redoubt.scan.internal.python.PythonSource;
import dev.redoubt.scan.internal.safetensors.SafetensorsFormat;
import dev.redoubt.scan.internal.skops.SkopsAnalyser;
import dev.redoubt.scan.internal.tar.TarAnalyser;
import dev.redoubt.scan.internal.tensorflow.TensorflowIndex;
import dev.redoubt.scan.internal.text.JsonFormat;
import dev.redoubt.scan.internal.text.TextFormat;
import dev.redoubt.scan.internal.torch.TorchScript;
import dev.redoubt.scan.internal.xml.XmlFormat;
import dev.redoubt.scan.internal.zip.ZipAnalyser;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The list of all analyzers, by format.
final class AnalyserRegistry {

  private static final Map<FileFormat, List<FormatAnalyser>> ALL = new EnumMap<>(FileFormat.class);

  static {
    add(FileFormat.ZIP, new ZipAnalyser());
    add(FileFormat.TAR, new TarAnalyser());
    add(FileFormat.SEVEN_ZIP, new SevenZipAnalyser());
    add(FileFormat.GZIP, new StreamAnalyser(StreamFormat.GZIP));
    add(FileFormat.XZ, new StreamAnalyser(StreamFormat.XZ));
    add(FileFormat.LZMA, new StreamAnalyser(StreamFormat.LZMA));
    add(FileFormat.ZSTD, new StreamAnalyser(StreamFormat.ZSTD));
    add(FileFormat.LZ4, new StreamAnalyser(StreamFormat.LZ4));
    add(FileFormat.BZIP2, new StreamAnalyser(StreamFormat.BZIP2));
    add(FileFormat.ZLIB, new StreamAnalyser(StreamFormat.ZLIB));
    add(FileFormat.JOBLIB_ZLIB, new JoblibZlibAnalyser());
    add(FileFormat.PICKLE, new PickleAnalyser());
    add(FileFormat.TORCH_LEGACY, new PickleAnalyser());
    add(FileFormat.NPY, new NpyAnalyser());
    add(FileFormat.HDF5, KerasHdf5.analyser());
    add(FileFormat.GGUF, GgufFormat.analyser());
    add(FileFormat.SAFETENSORS, SafetensorsFormat.analyser());
    add(FileFormat.ONNX, ProtobufFormat.analyser());
    add(FileFormat.TENSORFLOW_SAVED_MODEL, ProtobufFormat.analyser());
    add(FileFormat.TENSORFLOW_GRAPH, ProtobufFormat.analyser());
    add(FileFormat.TENSORFLOW_META_GRAPH, ProtobufFormat.analyser());
    add(FileFormat.KERAS_METADATA, ProtobufFormat.analyser());
    add(FileFormat.XGBOOST_BINARY, XgboostBinary.analyser());
    add(FileFormat.UBJSON, UbjsonReader.analyser());
    add(FileFormat.LIGHTGBM_TEXT, LightgbmText.analyser(), TextFormat.secrets());
    add(FileFormat.CATBOOST, CatboostModel.analyser());
    add(FileFormat.SKOPS_SCHEMA, new SkopsAnalyser());
    add(FileFormat.JSON, JsonFormat.analyser(PythonSource::inspect));
    add(FileFormat.XML, XmlFormat.analyser());
    add(FileFormat.MLMODEL, TextFormat.analyser(PythonSource::inspect));
    add(FileFormat.TORCHSCRIPT, new TorchScript());
    add(FileFormat.PYTHON, new PythonFile(), TextFormat.secrets());
    add(FileFormat.SHELL_SCRIPT, TextFormat.secrets());
    add(FileFormat.TEXT, TextFormat.analyser(PythonSource::inspect));
    add(FileFormat.TENSORFLOW_BUNDLE_INDEX, new TensorflowIndex());
  }

  private AnalyserRegistry() {}

  /// All formats that have an analyzer; notebooks and Keras configurations are analyzed as JSON,
  /// which they also are.
  static Set<FileFormat> covered() {
    return ALL.keySet();
  }

  /// The analyzers for one of the formats of a content.
  static List<FormatAnalyser> of(FileFormat format, List<FileFormat> all) {
    if (format == FileFormat.PICKLE && all.contains(FileFormat.TORCH_LEGACY)) {
      return List.of();
    }
    return ALL.getOrDefault(format, List.of());
  }

  private static void add(FileFormat format, FormatAnalyser... analysers) {
    ALL.put(format, List.of(analysers));
  }
}

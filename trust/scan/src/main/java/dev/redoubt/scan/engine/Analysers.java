package dev.redoubt.scan.engine;

import dev.redoubt.scan.Format;
import dev.redoubt.scan.internal.Analyser;
import dev.redoubt.scan.internal.boosting.CatboostModel;
import dev.redoubt.scan.internal.boosting.LightgbmText;
import dev.redoubt.scan.internal.boosting.Ubjson;
import dev.redoubt.scan.internal.boosting.XgboostBinary;
import dev.redoubt.scan.internal.gguf.GgufFormat;
import dev.redoubt.scan.internal.keras.KerasHdf5;
import dev.redoubt.scan.internal.message.ProtobufFormat;
import dev.redoubt.scan.internal.numpy.NpyAnalyser;
import dev.redoubt.scan.internal.packed.JoblibZlibAnalyser;
import dev.redoubt.scan.internal.packed.SevenZipAnalyser;
import dev.redoubt.scan.internal.packed.StreamAnalyser;
import dev.redoubt.scan.internal.packed.StreamFormat;
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

/// Who looks at which format: the whole list.
final class Analysers {

  private static final Map<Format, List<Analyser>> ALL = new EnumMap<>(Format.class);

  static {
    add(Format.ZIP, new ZipAnalyser());
    add(Format.TAR, new TarAnalyser());
    add(Format.SEVEN_ZIP, new SevenZipAnalyser());
    add(Format.GZIP, new StreamAnalyser(StreamFormat.GZIP));
    add(Format.XZ, new StreamAnalyser(StreamFormat.XZ));
    add(Format.LZMA, new StreamAnalyser(StreamFormat.LZMA));
    add(Format.ZSTD, new StreamAnalyser(StreamFormat.ZSTD));
    add(Format.LZ4, new StreamAnalyser(StreamFormat.LZ4));
    add(Format.BZIP2, new StreamAnalyser(StreamFormat.BZIP2));
    add(Format.ZLIB, new StreamAnalyser(StreamFormat.ZLIB));
    add(Format.JOBLIB_ZLIB, new JoblibZlibAnalyser());
    add(Format.PICKLE, new PickleAnalyser());
    add(Format.TORCH_LEGACY, new PickleAnalyser());
    add(Format.NPY, new NpyAnalyser());
    add(Format.HDF5, KerasHdf5.analyser());
    add(Format.GGUF, GgufFormat.analyser());
    add(Format.SAFETENSORS, SafetensorsFormat.analyser());
    add(Format.ONNX, ProtobufFormat.analyser());
    add(Format.TENSORFLOW_SAVED_MODEL, ProtobufFormat.analyser());
    add(Format.TENSORFLOW_GRAPH, ProtobufFormat.analyser());
    add(Format.TENSORFLOW_META_GRAPH, ProtobufFormat.analyser());
    add(Format.KERAS_METADATA, ProtobufFormat.analyser());
    add(Format.XGBOOST_BINARY, XgboostBinary.analyser());
    add(Format.UBJSON, Ubjson.analyser());
    add(Format.LIGHTGBM_TEXT, LightgbmText.analyser(), TextFormat.secrets());
    add(Format.CATBOOST, CatboostModel.analyser());
    add(Format.SKOPS_SCHEMA, new SkopsAnalyser());
    add(Format.JSON, JsonFormat.analyser(PythonSource::inspect));
    add(Format.XML, XmlFormat.analyser());
    add(Format.MLMODEL, TextFormat.analyser(PythonSource::inspect));
    add(Format.TORCHSCRIPT, new TorchScript());
    add(Format.PYTHON, new PythonFile(), TextFormat.secrets());
    add(Format.SHELL_SCRIPT, TextFormat.secrets());
    add(Format.TEXT, TextFormat.analyser(PythonSource::inspect));
    add(Format.TENSORFLOW_BUNDLE_INDEX, new TensorflowIndex());
  }

  private Analysers() {}

  /// Every format that somebody looks at; notebooks and configurations of Keras are looked at as
  /// the JSON that they also are.
  static Set<Format> covered() {
    return ALL.keySet();
  }

  /// Those for one of the formats that a content has.
  static List<Analyser> of(Format format, List<Format> all) {
    if (format == Format.PICKLE && all.contains(Format.TORCH_LEGACY)) {
      return List.of();
    }
    return ALL.getOrDefault(format, List.of());
  }

  private static void add(Format format, Analyser... analysers) {
    ALL.put(format, List.of(analysers));
  }
}

package dev.redoubt.scan.internal.text;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.gguf.GgufFormat;
import dev.redoubt.scan.internal.keras.KerasHdf5;
import dev.redoubt.scan.internal.message.ProtobufFormat;
import dev.redoubt.scan.internal.model.CodeInspector;
import dev.redoubt.scan.internal.safetensors.SafetensorsFormat;
import dev.redoubt.scan.internal.xml.XmlFormat;
import java.util.List;
import java.util.function.Predicate;

/// The model formats other than archives and pickles, in the order in which a content is compared
/// with them: those with a magic number first.
///
/// @param name for people
/// @param begins whether the first bytes, some kilobytes, are those of the format
public record ModelFormats(String name, Predicate<byte[]> begins, FormatAnalyser analyser) {

  /// All formats.
  ///
  /// @param code analyzes the Python code of notebooks
  public static List<ModelFormats> all(CodeInspector code) {
    return List.of(
        new ModelFormats("HDF5", KerasHdf5::begins, KerasHdf5.analyser()),
        new ModelFormats("GGUF", GgufFormat::begins, GgufFormat.analyser()),
        new ModelFormats("safetensors", SafetensorsFormat::begins, SafetensorsFormat.analyser()),
        new ModelFormats("XML", XmlFormat::begins, XmlFormat.analyser()),
        new ModelFormats("JSON", JsonFormat::begins, JsonFormat.analyser(code)),
        new ModelFormats("protocol buffers", ProtobufFormat::begins, ProtobufFormat.analyser()),
        new ModelFormats("text", ModelFormats::isText, TextFormat.analyser(code)));
  }

  private static boolean isText(byte[] prefix) {
    for (byte each : prefix) {
      if (each == 0) {
        return prefix.length > 1 && ((prefix[0] & 0xff) == 0xff || (prefix[0] & 0xff) == 0xfe);
      }
    }
    return true;
  }
}

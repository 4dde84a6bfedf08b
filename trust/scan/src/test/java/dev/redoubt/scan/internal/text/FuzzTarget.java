package dev.redoubt.scan.internal.text;

import dev.redoubt.scan.Detection;
import java.nio.charset.StandardCharsets;

/// The fuzz targets of readers: for any input nothing may be thrown, and messages must be one line
/// without class names.
enum FuzzTarget {
  HDF5("HDF5"),
  GGUF("GGUF"),
  SAFETENSORS("safetensors"),
  XML("XML"),
  JSON("JSON"),
  PROTOBUF("protocol buffers"),
  TEXT("text");

  private final String format;

  FuzzTarget(String format) {
    this.format = format;
  }

  void read(byte[] bytes) {
    AnalyserScan scanned = AnalyserScan.by(format, bytes);
    for (Detection detection : scanned.found()) {
      String message = detection.message();
      boolean ours = message.contains("dev.redoubt") || message.contains("tools.jackson");
      String input = new String(bytes, StandardCharsets.ISO_8859_1);
      // a message repeats the words of the input
      if (ours && !input.contains("redoubt") && !input.contains("jackson")) {
        throw new AssertionError("the name of a class: " + message);
      }
      if (detection.location().offset() > 2L * bytes.length + 2) {
        throw new AssertionError("a place that is not there: " + detection);
      }
    }
  }
}

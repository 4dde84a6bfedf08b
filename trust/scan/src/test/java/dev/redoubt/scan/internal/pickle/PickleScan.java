package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.ScanLimits;
import dev.redoubt.scan.ScanOptions;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.engine.ModelScanner;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The detections of the analyzer for some bytes.
record PickleScan(List<Detection> found) {

  static PickleScan of(byte[] bytes, ModelFlavour... flavours) {
    Set<ModelFlavour> allowed = EnumSet.allOf(ModelFlavour.class);
    if (flavours.length > 0) {
      allowed = EnumSet.of(flavours[0], flavours);
    }
    return of(new BytesContent(DetectionLocation.of("model.pkl"), bytes), allowed);
  }

  static PickleScan of(ScannedContent content, Set<ModelFlavour> allowed) {
    return of(content, allowed, ScanLimits.DEFAULT);
  }

  static PickleScan of(ScannedContent content, Set<ModelFlavour> allowed, ScanLimits limits) {
    Collected collected = new Collected(allowed, limits);
    try {
      collected.inspect(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PickleScan(collected.found);
  }

  /// @param text one character per byte
  static PickleScan of(String text, ModelFlavour... flavours) {
    return of(text.getBytes(StandardCharsets.ISO_8859_1), flavours);
  }

  /// A program with `~` for line ends.
  static PickleScan ofLines(String program, ModelFlavour... flavours) {
    return of(program.replace('~', '\n'), flavours);
  }

  /// The detections for a joblib pickle: an array of bytes, and what follows it.
  static PickleScan ofArray(String bytes, String rest) {
    return ofLines(
        "cjoblib.numpy_pickle~NumpyArrayWrapper~)\201}(S'shape'~(I"
            + bytes.length()
            + "~tS'dtype'~cnumpy~dtype~(S'u1'~I00~I01~tRub"
            + bytes
            + rest);
  }

  /// A PyTorch storage in the older format.
  ///
  /// @param length in bytes
  static String torchStorage(int length) {
    String magic = "\212\012\154\374\234\106\371\040\152\250\120\031.M\351\003.";
    String object = "(S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI4\ntQ.](S'0'\ne.";
    String data = "\004" + "\0".repeat(7 + 16);
    int padding = length - magic.length() - object.length() - data.length() - "(1}.".length();
    return magic + "(" + "N".repeat(padding) + "1}." + object + data;
  }

  /// A call with [#torchStorage].
  static String torchStorageLoaded(int length) {
    String bytes = "B" + (char) (length & 255) + (char) (length >> 8) + "\0\0";
    return "ctorch.storage\n_load_from_bytes\n(" + bytes + torchStorage(length) + "tR";
  }

  /// Makes the scanner forget everything but the kind of the values on the stack.
  static String forget() {
    return "(" + "N".repeat(1 << 17) + "1";
  }

  /// How a value that a program leaves on the stack is formatted: it is used as a persistent id.
  static String shown(String program) {
    return ofLines(program + "Q.").found().stream()
        .map(Detection::message)
        .filter(message -> message.startsWith("the meaning of `"))
        .map(
            message ->
                message.substring(
                    "the meaning of `".length(),
                    message.length() - "` depends on the loading program".length()))
        .findFirst()
        .orElse("nothing");
  }

  /// The result of the whole scanner for a file with an unknown name.
  static ScannedFile scanned(byte[] bytes, Set<ModelFlavour> flavours) throws IOException {
    ScanOptions options = ScanOptions.withDefaults(Path.of(System.getProperty("java.io.tmpdir")));
    return ModelScanner.of(new ScanOptions(options.limits(), flavours, options.scratch()))
        .scan("member", ByteSource.of(bytes));
  }

  List<String> messages() {
    return found.stream().map(Detection::message).toList();
  }

  ScanVerdict verdict() {
    return ScanVerdict.worst(found.stream().map(Detection::verdict).toList());
  }

  List<String> rules() {
    return found.stream().map(detection -> detection.rule().id()).distinct().toList();
  }

  private record Collected(Set<ModelFlavour> flavours, ScanLimits limits, List<Detection> found)
      implements ScanContext {

    Collected(Set<ModelFlavour> flavours, ScanLimits limits) {
      this(flavours, limits, new ArrayList<>());
    }

    @Override
    public void report(Detection detection) {
      found.add(detection);
    }

    @Override
    public void inspect(ScannedContent member) throws IOException {
      if (member.place().members().size() == 1) {
        new PickleAnalyser().analyse(member, this);
        return;
      }
      byte[] bytes;
      try (InputStream stream = member.stream()) {
        bytes = stream.readAllBytes();
      }
      ScannedFile scanned = scanned(bytes, flavours);
      if (scanned.formats().contains(FileFormat.PICKLE)) {
        new PickleAnalyser().analyse(member, this);
      } else {
        scanned.detections().forEach(this::report);
      }
    }
  }
}

package dev.redoubt.scan.internal.keras;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.hdf5.Hdf5Walk;
import dev.redoubt.scan.internal.json.JsonReader;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import dev.redoubt.scan.internal.secrets.SecretReporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Reads HDF5 files: Keras models, Keras weights, and others.
public final class KerasHdf5 {

  /// Attributes from which a loader creates objects.
  private static final Set<String> CONFIGURATIONS = Set.of("model_config", "training_config");

  private KerasHdf5() {}

  /// The analyzer for this format.
  public static FormatAnalyser analyser() {
    return new ParsingAnalyser(ModelFormatRule.HDF5_UNREADABLE, KerasHdf5::parse);
  }

  /// Whether a content begins like this format. With a user block, the signature is at 512 or at
  /// any doubling of that, so the prefix should have some kilobytes.
  public static boolean begins(byte[] prefix) {
    return Hdf5Walk.begins(prefix);
  }

  private static void parse(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    Hdf5Walk.walk(
        input,
        findings,
        (path, name, bytes, at) -> attribute(path + "/@" + name, name, bytes, at, findings));
  }

  private static void attribute(
      String path, String name, byte[] bytes, long at, ContentFindings findings)
      throws IOException, MalformedContentException {
    if (isPickle(bytes)) {
      findings.inspect(path, bytes);
      return;
    }
    String text = new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
    SecretReporter.inspect(text, at, findings);
    if (CONFIGURATIONS.contains(name)) {
      try {
        KerasConfig.inspect(JsonReader.of(text), Math.max(1, at), findings);
      } catch (MalformedContentException malformed) {
        throw new MalformedContentException(at, "attribute `" + name + "`: " + malformed.message());
      }
    }
  }

  /// PyTables pickles values that have no HDF5 type, and unpickles them when it reads.
  private static boolean isPickle(byte[] bytes) {
    if (bytes.length < 3 || bytes[bytes.length - 1] != '.') {
      return false;
    }
    int first = bytes[0] & 0xff;
    String start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
    return (first == 0x80 && bytes[1] <= 5)
        || start.matches("(?s)\\(?[ci][A-Za-z_][\\w.]*\n[A-Za-z_][\\w.]*\n.*");
  }
}

package dev.redoubt.scan.internal.python;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Analyzes Python source files.
public final class PythonAnalyser implements FormatAnalyser {

  /// In bytes; larger than any source that a person wrote.
  private static final int LARGEST = 8 << 20;

  @Override
  public void analyse(ScannedContent content, ScanContext context) throws IOException {
    byte[] bytes;
    try (InputStream stream = content.stream()) {
      bytes = stream.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      context.report(
          Detection.of(
              PythonRule.UNREADABLE_SOURCE,
              content.place(),
              "Python source exceeds the limit of 8 MiB"));
      return;
    }
    PythonSource.inspect(new String(bytes, StandardCharsets.UTF_8), content.place(), context);
  }
}

package dev.redoubt.scan.internal.python;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Looks at a file of Python source.
public final class PythonAnalyser implements FormatAnalyser {

  /// Bytes; a source of more is none that a person wrote.
  private static final int LARGEST = 8 << 20;

  @Override
  public void analyse(ScannedContent content, ScanContext inspection) throws IOException {
    byte[] bytes;
    try (InputStream stream = content.stream()) {
      bytes = stream.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      inspection.report(
          Detection.of(
              PythonRule.UNREADABLE_SOURCE, content.place(), "the source has more than 8 MiB"));
      return;
    }
    PythonSource.inspect(new String(bytes, StandardCharsets.UTF_8), content.place(), inspection);
  }
}

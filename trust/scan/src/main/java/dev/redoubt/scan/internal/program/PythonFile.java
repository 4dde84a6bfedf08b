package dev.redoubt.scan.internal.program;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScanRule;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.scan.internal.python.PythonSource;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// A file of Python beside a model.
public final class PythonFile implements FormatAnalyser {

  /// Nobody writes longer ones by hand.
  private static final int LONGEST = 8 << 20;

  @Override
  public void analyse(ScannedContent content, ScanContext inspection) throws IOException {
    byte[] bytes = content.prefix(LONGEST + 1);
    if (bytes.length > LONGEST) {
      inspection.report(
          Detection.of(
              ScanRule.TOO_LARGE,
              content.place(),
              "is Python of more than 8 MiB, which is not read"));
      return;
    }
    PythonSource.inspect(new String(bytes, charset(bytes)), content.place(), inspection);
  }

  /// UTF-8 unless it begins with a mark of another.
  private static Charset charset(byte[] bytes) {
    if (bytes.length > 1 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    boolean big = bytes.length > 1 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff;
    return big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
  }
}

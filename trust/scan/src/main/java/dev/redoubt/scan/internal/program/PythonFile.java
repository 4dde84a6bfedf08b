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

/// Analyzes Python files beside a model.
public final class PythonFile implements FormatAnalyser {

  /// Longer than any file that people write.
  private static final int LONGEST = 8 << 20;

  @Override
  public void analyse(ScannedContent content, ScanContext context) throws IOException {
    byte[] bytes = content.prefix(LONGEST + 1);
    if (bytes.length > LONGEST) {
      context.report(
          Detection.of(
              ScanRule.TOO_LARGE, content.place(), "Python source exceeds the limit of 8 MiB"));
      return;
    }
    PythonSource.inspect(new String(bytes, charset(bytes)), content.place(), context);
  }

  /// UTF-8 unless there is another byte order mark.
  private static Charset charset(byte[] bytes) {
    if (bytes.length > 1 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    boolean big = bytes.length > 1 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff;
    return big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
  }
}

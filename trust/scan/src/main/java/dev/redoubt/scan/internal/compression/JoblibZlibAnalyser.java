package dev.redoubt.scan.internal.compression;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.IOException;

/// Reads files of joblib before 0.10: a magic number, the size as a hexadecimal number, then zlib.
public final class JoblibZlibAnalyser implements FormatAnalyser {

  /// `ZF` and nineteen characters; one more if Python wrote an `L` after the number.
  private static final int HEADER = 21;

  @Override
  public void analyse(ScannedContent content, ScanContext context) throws IOException {
    byte[] head = content.prefix(HEADER + 1);
    int start = head.length > HEADER && (head[HEADER] & 0x0f) != 8 ? HEADER + 1 : HEADER;
    try (InflatingStream inflating = new InflatingStream(content.bytes(), start, true)) {
      context.expand(content.place().member("content"), content.bytes().size(), inflating);
    }
  }
}

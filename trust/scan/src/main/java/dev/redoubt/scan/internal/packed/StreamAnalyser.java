package dev.redoubt.scan.internal.packed;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.IOException;

/// Decompresses a stream and has what comes out inspected, all frames as one, as readers do; and
/// what follows the last frame by itself.
public record StreamAnalyser(StreamFormat format) implements FormatAnalyser {

  @Override
  public void analyse(ScannedContent content, ScanContext inspection) throws IOException {
    ByteSource source = content.bytes();
    DetectionLocation place = content.place().member(memberName(content.place()));
    try (FrameChainStream frames = new FrameChainStream(format, source)) {
      boolean whole = inspection.expand(place, source.size(), frames);
      if (whole || frames.end() > 0) {
        trailing(content, frames.end(), inspection);
      }
    }
  }

  private static void trailing(ScannedContent content, long end, ScanContext inspection)
      throws IOException {
    long size = content.bytes().size();
    if (end >= size || onlyZeros(content.bytes(), end)) {
      return;
    }
    inspection.report(
        Detection.of(
            PackedRule.TRAILING,
            content.place().at(end),
            "%,d bytes follow the end".formatted(size - end)));
    inspection.inspect(content.part("(behind the end)", end, size - end));
  }

  /// Padding, as tape drives and some writers leave it; looked at up to a bound.
  private static boolean onlyZeros(ByteSource source, long start) throws IOException {
    long rest = source.size() - start;
    if (rest > 1 << 20) {
      return false;
    }
    for (byte value : source.bytesAt(start, (int) rest)) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /// The name without what says how it is compressed.
  private static String memberName(DetectionLocation place) {
    String name = HostilePaths.last(place);
    int dot = name.lastIndexOf('.');
    if (dot <= 0) {
      return "content";
    }
    return switch (name.substring(dot + 1)) {
      case "gz", "xz", "lzma", "zst", "lz4", "bz2" -> name.substring(0, dot);
      case "tgz", "txz", "tbz2" -> name.substring(0, dot) + ".tar";
      default -> "content";
    };
  }
}

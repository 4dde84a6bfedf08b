package dev.redoubt.scan.internal.compression;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.IOException;

/// Decompresses a stream and scans the result, all frames as one, as readers do; scans data after
/// the last frame separately.
public record StreamAnalyser(StreamFormat format) implements FormatAnalyser {

  @Override
  public void analyse(ScannedContent content, ScanContext context) throws IOException {
    ByteSource source = content.bytes();
    DetectionLocation place = content.place().member(memberName(content.place()));
    try (FrameChainStream frames = new FrameChainStream(format, source)) {
      boolean whole = context.expand(place, source.size(), frames);
      if (whole || frames.end() > 0) {
        trailing(content, frames.end(), context);
      }
    }
  }

  private static void trailing(ScannedContent content, long end, ScanContext context)
      throws IOException {
    long size = content.bytes().size();
    if (end >= size || onlyZeros(content.bytes(), end)) {
      return;
    }
    context.report(
        Detection.of(
            PackedRule.TRAILING,
            content.place().at(end),
            "%,d bytes after the end".formatted(size - end)));
    context.inspect(content.part("(after the end)", end, size - end));
  }

  /// Whether the rest is padding, as tape drives and some writers leave it; checks up to a limit.
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

  /// The name without the extension of the compression.
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

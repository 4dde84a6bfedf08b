package dev.redoubt.scan.internal.compression;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.ScanLimits;
import dev.redoubt.scan.ScanOptions;
import dev.redoubt.scan.ScratchSpace;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScanRule;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.scan.internal.UnreadableReasons;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Decompresses content of one scanned file within limits, against archive bombs.
public final class BoundedDecompression {

  private static final int PIECE = 1 << 16;

  /// Below this, the ratio means nothing: a few hundred bytes of zeros compress a hundredfold.
  private static final long HARMLESS = 1 << 20;

  private final ScanLimits limits;
  private final ScratchSpace scratch;
  private final long fileSize;
  private long expanded;
  private boolean exhausted;

  public BoundedDecompression(ScanOptions options, long fileSize) {
    this.limits = options.limits();
    this.scratch = options.scratch();
    this.fileSize = fileSize;
  }

  /// Decompresses and scans; see [ScanContext#expand].
  public boolean run(ScanContext context, DetectionLocation place, InputStream unpacked)
      throws IOException {
    if (exhausted) {
      return false;
    }
    Detection failure;
    try (ScratchSpace.Room room = scratch.open()) {
      failure = fill(room, place, unpacked);
      if (failure != null) {
        context.report(failure);
      }
      try (ByteSource source = room.source()) {
        if (failure == null || source.size() > 0) {
          context.inspect(ScannedContent.of(place, source));
        }
      }
    }
    return failure == null;
  }

  private @Nullable Detection fill(
      ScratchSpace.Room room, DetectionLocation place, InputStream unpacked) throws IOException {
    byte[] piece = new byte[PIECE];
    try (OutputStream output = room.output()) {
      while (true) {
        int count;
        try {
          count = unpacked.read(piece);
        } catch (IOException e) {
          return damaged(place, UnreadableReasons.of(e));
        } catch (RuntimeException e) {
          // The decoders are third-party code, and some of them validate little.
          return damaged(place, "invalid structure");
        }
        if (count <= 0) {
          return null;
        }
        expanded += count;
        if (expanded > bound()) {
          exhausted = true;
          return Detection.of(
              ScanRule.TOO_LARGE,
              place,
              "decompressed content exceeds %,d bytes, for a file of %,d bytes"
                  .formatted(bound(), fileSize));
        }
        try {
          output.write(piece, 0, count);
        } catch (IOException e) {
          return Detection.of(
              ScanRule.TOO_LARGE,
              place,
              "cannot write to the scratch space: %s".formatted(UnreadableReasons.of(e)));
        }
      }
    }
  }

  private long bound() {
    long proportion = Math.max(HARMLESS, fileSize);
    long most =
        proportion > Long.MAX_VALUE / limits.expansionRatio()
            ? Long.MAX_VALUE
            : proportion * limits.expansionRatio();
    long byRatio =
        fileSize < HARMLESS ? Math.max(HARMLESS, fileSize * limits.expansionRatio()) : most;
    return Math.min(limits.expandedBytes(), byRatio);
  }

  private static Detection damaged(DetectionLocation place, String reason) {
    return Detection.of(PackedRule.DAMAGED, place, "decompression failed: %s".formatted(reason));
  }
}

package dev.redoubt.scan;

import dev.redoubt.scan.engine.ModelScanner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Scans bytes in memory, for tests.
public final class InMemoryScans {

  /// `os.system('id')` in protocol 0.
  public static final byte[] CALL = bytes("cos\nsystem\n(S'id'\ntR.");

  private InMemoryScans() {}

  /// Options with small limits, so that archive bombs need not be large.
  public static ScanOptions options() {
    ScanLimits limits = new ScanLimits(4, 50, 1 << 24, 200, 1 << 12, 1_000_000);
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    return new ScanOptions(limits, Set.of(), ScratchSpace.files(limits.heldBytes(), folder));
  }

  public static ScannedFile scan(byte[] bytes) {
    return scan("file", bytes);
  }

  public static ScannedFile scan(String name, byte[] bytes) {
    return ModelScanner.of(options()).scan(name, ByteSource.of(bytes));
  }

  /// The rule ids of the detections.
  public static List<String> rules(ScannedFile file) {
    return file.detections().stream().map(detection -> detection.rule().id()).distinct().toList();
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  public static byte[] join(byte[]... parts) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}

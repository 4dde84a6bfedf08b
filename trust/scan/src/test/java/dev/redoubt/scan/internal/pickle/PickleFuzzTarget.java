package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.ScanLimits;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.scan.internal.python.PythonSource;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// The fuzz targets: for any input nothing may be thrown, and messages must be printable.
enum PickleFuzzTarget {
  PICKLE {
    @Override
    void read(byte[] bytes) {
      PickleScan.of(bytes).found().forEach(PickleFuzzTarget::check);
    }
  },
  PYTHON {
    @Override
    void read(byte[] bytes) {
      PythonSource.inspect(
          new String(bytes, StandardCharsets.UTF_8),
          DetectionLocation.of("code.py"),
          new Checking());
    }
  };

  abstract void read(byte[] bytes);

  /// The folder of seeds, which the fuzzer reads and in which it stores its findings.
  String seeds() {
    return "PickleFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  private static void check(Detection detection) {
    boolean prints = detection.message().chars().noneMatch(Character::isISOControl);
    if (!prints || detection.message().isEmpty() || detection.location().offset() < 0) {
      throw new AssertionError("there must be words and a place: " + detection);
    }
  }

  private record Checking() implements ScanContext {
    @Override
    public ScanLimits limits() {
      return ScanLimits.DEFAULT;
    }

    @Override
    public Set<ModelFlavour> flavours() {
      return Set.of();
    }

    @Override
    public void report(Detection detection) {
      check(detection);
    }

    @Override
    public void inspect(ScannedContent member) {}
  }
}

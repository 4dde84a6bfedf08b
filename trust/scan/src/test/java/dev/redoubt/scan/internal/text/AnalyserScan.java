package dev.redoubt.scan.internal.text;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.ScanLimits;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The detections of this module's analyzers for some bytes, without archives and pickles.
final class AnalyserScan implements ScanContext {

  private final List<Detection> found = new ArrayList<>();
  private final List<String> inside = new ArrayList<>();
  private final List<String> python = new ArrayList<>();

  static AnalyserScan of(byte[] bytes) {
    AnalyserScan scanned = new AnalyserScan();
    ScannedContent content = ScannedContent.of(DetectionLocation.of("model"), ByteSource.of(bytes));
    try {
      for (ModelFormats format : ModelFormats.all((text, _, _) -> scanned.python.add(text))) {
        if (format.begins().test(content.prefix(1 << 16))) {
          format.analyser().analyse(content, scanned);
          return scanned;
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    scanned.inside.add("no format");
    return scanned;
  }

  /// The detections of one analyzer, whether it would be selected for these bytes or not.
  static AnalyserScan by(String name, byte[] bytes) {
    AnalyserScan scanned = new AnalyserScan();
    for (ModelFormats format : ModelFormats.all((text, _, _) -> scanned.python.add(text))) {
      if (format.name().equals(name)) {
        var _ = format.begins().test(bytes);
        try {
          format
              .analyser()
              .analyse(
                  ScannedContent.of(DetectionLocation.of("model"), ByteSource.of(bytes)), scanned);
        } catch (IOException broken) {
          throw new UncheckedIOException(broken);
        }
      }
    }
    return scanned;
  }

  static AnalyserScan of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  ScanVerdict verdict() {
    return ScanVerdict.worst(found.stream().map(Detection::verdict).toList());
  }

  List<String> rules() {
    return found.stream().map(detection -> detection.rule().id()).distinct().sorted().toList();
  }

  List<Detection> found() {
    return found;
  }

  List<String> inside() {
    return inside;
  }

  List<String> python() {
    return python;
  }

  @Override
  public ScanLimits limits() {
    return ScanLimits.DEFAULT;
  }

  @Override
  public Set<ModelFlavour> flavours() {
    return EnumSet.noneOf(ModelFlavour.class);
  }

  @Override
  public void report(Detection detection) {
    found.add(detection);
  }

  @Override
  public void inspect(ScannedContent member) {
    inside.add(member.place().members().getLast());
  }
}

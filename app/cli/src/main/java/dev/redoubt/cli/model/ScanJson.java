package dev.redoubt.cli.model;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.report.ReportingTool;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.ScanReport;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Writes a scan report as JSON, version 1: `docs/schemas/scan-v1.schema.json`.
final class ScanJson {

  private ScanJson() {}

  static String of(ScanReport report, ReportingTool tool) {
    ObjectValue.Builder counts = ObjectValue.builder();
    for (ScanVerdict verdict : ScanVerdict.values()) {
      counts.put(word(verdict), NumberValue.of(report.counts().getOrDefault(verdict, 0)));
    }
    ObjectValue document =
        ObjectValue.builder()
            .put("schemaVersion", NumberValue.of(1))
            .put(
                "tool",
                ObjectValue.builder()
                    .put("name", tool.name())
                    .put("version", tool.version())
                    .build())
            .put("verdict", word(report.verdict()))
            .put("counts", counts.build())
            .put("bytes", NumberValue.of(report.bytes()))
            .put("files", array(report.files(), ScanJson::file))
            .put(
                "skipped",
                array(
                    report.skipped(),
                    each ->
                        ObjectValue.builder()
                            .put("name", each.name())
                            .put("reason", each.reason())
                            .build()))
            .build();
    return JsonWriter.pretty(document) + "\n";
  }

  private static ObjectValue file(ScannedFile file) {
    return ObjectValue.builder()
        .put("name", file.name())
        .put(
            "formats",
            array(file.formats(), format -> text(format.name().toLowerCase(Locale.ROOT))))
        .put("size", NumberValue.of(file.size()))
        .put("verdict", word(file.verdict()))
        .put("detections", array(file.detections(), ScanJson::detection))
        .build();
  }

  private static ObjectValue detection(Detection detection) {
    return ObjectValue.builder()
        .put("rule", detection.rule().id())
        .put("title", detection.rule().title())
        .put("verdict", word(detection.verdict()))
        .put("severity", detection.severity().name().toLowerCase(Locale.ROOT))
        .put("place", place(detection.place()))
        .put("message", detection.message())
        .put("witness", array(detection.witness(), ScanJson::text))
        .build();
  }

  private static ObjectValue place(DetectionLocation place) {
    ObjectValue.Builder node =
        ObjectValue.builder().put("members", array(place.members(), ScanJson::text));
    if (place.offset() != DetectionLocation.NOWHERE) {
      node.put("offset", NumberValue.of(place.offset()));
    }
    return node.build();
  }

  private static <T> ArrayValue array(List<T> list, Function<T, ? extends Value> node) {
    return ArrayValue.of(list.stream().<Value>map(node).toList());
  }

  private static StringValue text(String text) {
    return StringValue.of(text);
  }

  private static String word(ScanVerdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}

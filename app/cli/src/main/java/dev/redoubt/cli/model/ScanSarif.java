package dev.redoubt.cli.model;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Value;
import dev.redoubt.report.ReportingTool;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanReport;
import dev.redoubt.scan.ScanVerdict;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes a scan report as SARIF 2.1.0 (OASIS, 2020) that GitHub code scanning accepts: every
/// result has a file and a line, which is 1 for binary files.
final class ScanSarif {

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private static final String BASE = "%SRCROOT%";

  private final Path root;

  /// @param root what relative names of files are relative to
  ScanSarif(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  String of(ScanReport report, ReportingTool tool, boolean failed) {
    List<Detection> detections =
        report.files().stream().flatMap(file -> file.detections().stream()).toList();
    Map<String, DetectionRule> rules = new TreeMap<>();
    detections.forEach(each -> rules.putIfAbsent(each.rule().id(), each.rule()));
    ObjectValue driver =
        ObjectValue.builder()
            .put("name", tool.name())
            .put("version", tool.version())
            .put("semanticVersion", tool.version())
            .put("rules", array(rules.values().stream().map(ScanSarif::rule).toList()))
            .build();
    ObjectValue invocation =
        ObjectValue.builder()
            .put("executionSuccessful", BooleanValue.of(true))
            .put("exitCode", NumberValue.of(failed ? 1 : 0))
            .put(
                "toolExecutionNotifications",
                array(report.skipped().stream().map(ScanSarif::notification).toList()))
            .build();
    List<String> ids = List.copyOf(rules.keySet());
    ObjectValue run =
        ObjectValue.builder()
            .put("tool", ObjectValue.builder().put("driver", driver).build())
            .put("invocations", array(List.of(invocation)))
            .put("results", array(detections.stream().map(each -> result(each, ids)).toList()))
            .build();
    ObjectValue log =
        ObjectValue.builder()
            .put("$schema", SCHEMA)
            .put("version", "2.1.0")
            .put("runs", array(List.of(run)))
            .build();
    return JsonWriter.pretty(log) + "\n";
  }

  private static ObjectValue rule(DetectionRule rule) {
    return ObjectValue.builder()
        .put("id", rule.id())
        .put("shortDescription", text(rule.title()))
        .put("fullDescription", text(rule.help()))
        .put("help", text(rule.help()))
        .put(
            "defaultConfiguration",
            ObjectValue.builder().put("level", level(rule.severity())).build())
        .put(
            "properties",
            ObjectValue.builder().put("security-severity", score(rule.severity())).build())
        .build();
  }

  private ObjectValue result(Detection detection, List<String> rules) {
    ObjectValue.Builder node =
        ObjectValue.builder()
            .put("ruleId", detection.rule().id())
            .put("ruleIndex", NumberValue.of(rules.indexOf(detection.rule().id())));
    // Only results of kind `fail` have a level: 3.27.10.
    if (detection.verdict() == ScanVerdict.CLEAN) {
      node.put("kind", "informational").put("level", "none");
    } else {
      node.put("kind", "fail").put("level", level(detection.severity()));
    }
    return node.put("message", text(message(detection)))
        .put("locations", array(List.of(location(detection.place()))))
        .put(
            "properties",
            ObjectValue.builder()
                .put("verdict", detection.verdict().name().toLowerCase(java.util.Locale.ROOT))
                .build())
        .build();
  }

  private static String message(Detection detection) {
    List<String> lines = new ArrayList<>();
    List<String> members = detection.place().members();
    String inside =
        members.size() == 1
            ? ""
            : " (in " + String.join("!", members.subList(1, members.size())) + ")";
    lines.add(detection.message() + inside);
    lines.addAll(detection.witness());
    return String.join("\n", lines);
  }

  private ObjectValue location(DetectionLocation place) {
    ObjectValue.Builder region = ObjectValue.builder().put("startLine", NumberValue.of(1));
    if (place.members().size() == 1 && place.offset() != DetectionLocation.NOWHERE) {
      region.put("byteOffset", NumberValue.of(place.offset()));
    }
    ObjectValue physical =
        ObjectValue.builder()
            .put("artifactLocation", artifact(place.members().getFirst()))
            .put("region", region.build())
            .build();
    ObjectValue.Builder node = ObjectValue.builder().put("physicalLocation", physical);
    if (place.members().size() > 1) {
      ObjectValue logical =
          ObjectValue.builder()
              .put("name", place.members().getLast())
              .put("fullyQualifiedName", place.path())
              .put("kind", "member")
              .build();
      node.put("logicalLocations", array(List.of(logical)));
    }
    return node.build();
  }

  /// Relative to the root if the file is below it, otherwise an absolute URI.
  private ObjectValue artifact(String file) {
    try {
      Path path = root.resolve(file).normalize();
      if (!path.startsWith(root)) {
        return ObjectValue.builder().put("uri", path.toUri().toASCIIString()).build();
      }
      String relative = root.relativize(path).toString().replace('\\', '/');
      return ObjectValue.builder().put("uri", encoded(relative)).put("uriBaseId", BASE).build();
    } catch (InvalidPathException e) {
      return ObjectValue.builder().put("uri", encoded(file)).put("uriBaseId", BASE).build();
    }
  }

  /// A colon in the first segment would read as a scheme.
  private static String encoded(String path) {
    try {
      String start = path.split("/", 2)[0].contains(":") ? "./" : "";
      return new URI(null, null, start + path, null).toASCIIString();
    } catch (URISyntaxException e) {
      return "unnamed";
    }
  }

  private static ObjectValue notification(ScanReport.Skipped skipped) {
    return ObjectValue.builder()
        .put("level", "note")
        .put(
            "message", text("`%s` was not scanned: %s".formatted(skipped.name(), skipped.reason())))
        .build();
  }

  private static String level(DetectionSeverity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "note";
    };
  }

  /// The middle of the band that GitHub shows as the severity of the same name.
  private static String score(DetectionSeverity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.0";
    };
  }

  private static ObjectValue text(String text) {
    return ObjectValue.builder().put("text", text).build();
  }

  private static ArrayValue array(List<ObjectValue> nodes) {
    return ArrayValue.of(List.<Value>copyOf(nodes));
  }
}

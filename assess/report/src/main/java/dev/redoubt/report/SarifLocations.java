package dev.redoubt.report;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.SourceLocation;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.result.FindingWording;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Converts origins to SARIF locations.
final class SarifLocations {

  private static final String BASE = "%SRCROOT%";

  private final Assessment assessment;
  private final Path root;
  private final SourceTokens tokens;

  SarifLocations(Assessment assessment, Path root) {
    this.assessment = assessment;
    this.root = root.toAbsolutePath().normalize();
    this.tokens = new SourceTokens(this.root);
  }

  /// A location and its resource.
  ObjectValue of(Origin origin, Resource resource) {
    ObjectValue logical =
        ObjectValue.builder()
            .put("name", FindingWording.name(resource.key()))
            .put("fullyQualifiedName", resource.key().id())
            .put("kind", "resource")
            .build();
    return physical(origin).with("logicalLocations", ArrayValue.of(List.of(logical)));
  }

  /// A location in a file; the first input file if none is known, because GitHub rejects results
  /// without a file.
  ObjectValue physical(Origin origin) {
    SourceLocation at = assessment.files().locate(origin);
    String file = origin.isWritten() ? at.file() : firstInput();
    ObjectValue.Builder region =
        ObjectValue.builder()
            .put("startLine", NumberValue.of(origin.isWritten() ? Math.max(at.line(), 1) : 1));
    if (origin.isWritten() && at.line() > 0 && at.column() > 0) {
      region.put("startColumn", NumberValue.of(at.column()));
      int end = tokens.end(at.file(), at.line(), at.column());
      if (end > at.column()) {
        region.put("endColumn", NumberValue.of(end));
      }
    }
    ObjectValue place =
        ObjectValue.builder()
            .put("artifactLocation", artifact(file))
            .put("region", region.build())
            .build();
    return ObjectValue.builder().put("physicalLocation", place).build();
  }

  /// The changes of a fix, by file.
  ArrayValue changes(List<Fix.Edit> edits) {
    Map<String, List<Fix.Edit>> byFile = new LinkedHashMap<>();
    edits.forEach(
        edit ->
            byFile
                .computeIfAbsent(
                    assessment.files().locate(edit.start()).file(), _ -> new ArrayList<>())
                .add(edit));
    return JsonNodes.array(
        byFile.entrySet().stream(),
        entry ->
            ObjectValue.builder()
                .put("artifactLocation", artifact(entry.getKey()))
                .put(
                    "replacements",
                    JsonNodes.array(entry.getValue().stream(), SarifLocations::replacement))
                .build());
  }

  private static ObjectValue replacement(Fix.Edit edit) {
    return ObjectValue.builder()
        .put(
            "deletedRegion",
            ObjectValue.builder()
                .put("startLine", NumberValue.of(Math.max(edit.start().line(), 1)))
                .put("startColumn", NumberValue.of(Math.max(edit.start().column(), 1)))
                .put("endLine", NumberValue.of(Math.max(edit.end().line(), 1)))
                .put("endColumn", NumberValue.of(Math.max(edit.end().column(), 1)))
                .build())
        .put("insertedContent", ObjectValue.builder().put("text", edit.replacement()).build())
        .build();
  }

  private String firstInput() {
    return assessment.inputs().isEmpty() ? "." : assessment.inputs().getFirst().path();
  }

  /// The name of the file of an origin.
  String file(Origin origin) {
    return assessment.files().locate(origin).file();
  }

  /// The URI of a file.
  String uri(String file) {
    return Objects.requireNonNullElse(artifact(file).text("uri"), file);
  }

  /// Relative to the root if the file is below it, otherwise an absolute URI.
  private ObjectValue artifact(String file) {
    try {
      Path path = root.resolve(file).normalize();
      if (!path.startsWith(root)) {
        return ObjectValue.builder().put("uri", path.toUri().toASCIIString()).build();
      }
      return relative(root.relativize(path).toString().replace('\\', '/'));
    } catch (InvalidPathException e) {
      return relative(file);
    }
  }

  private static ObjectValue relative(String file) {
    return ObjectValue.builder().put("uri", encoded(file)).put("uriBaseId", BASE).build();
  }

  /// A path as a relative reference. A colon in its first segment would be parsed as a scheme; a
  /// leading `./` prevents that.
  private static String encoded(String file) {
    String path = file.isEmpty() ? "." : file;
    try {
      String start = path.split("/", 2)[0].contains(":") ? "./" : "";
      return new URI(null, null, start + path, null).toASCIIString();
    } catch (URISyntaxException e) {
      return "unnamed";
    }
  }
}

package dev.redoubt.scan.internal.packages;

import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.ModelFilePaths;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Checks the values of a document that the table for its kind lists.
final class PackageListWalker {

  /// Variables that installers, Python and the dynamic linker obey.
  private static final Pattern OBEYED =
      Pattern.compile(
          "(?i)(?:pip|uv|conda|mamba|poetry|pdm|python|ld|dyld|git|npm|ssl|requests|curl)_?.*"
              + "|path|bash_env|env|.*proxy|.*index_url.*");

  private record Node(List<String> path, JsonDocument value) {}

  private final List<PackageListKeys.Row> rows;
  private final String place;
  private final PackageReport report;

  private PackageListWalker(List<PackageListKeys.Row> rows, String place, PackageReport report) {
    this.rows = rows;
    this.place = place;
    this.report = report;
  }

  /// Checks a document.
  ///
  /// @param place the path of the content, relative to what is scanned
  static void inspect(
      JsonDocument document, List<PackageListKeys.Row> rows, String place, PackageReport report) {
    if (!(document instanceof JsonDocument.ObjectNode)) {
      report.unreadable(document.offset(), "document", "expected a table at the top level");
      return;
    }
    new PackageListWalker(rows, place, report).walk(document);
  }

  private void walk(JsonDocument document) {
    Deque<Node> open = new ArrayDeque<>(List.of(new Node(List.of(), document)));
    for (Node node = open.poll(); node != null; node = open.poll()) {
      look(node);
      switch (node.value()) {
        case JsonDocument.ObjectNode object -> {
          for (JsonDocument.Member member : object.members()) {
            if (member.name().equals("<<")) {
              report.unreadable(member.value().offset(), "<<", "merge keys are not supported");
            }
            List<String> path = new ArrayList<>(node.path());
            path.add(member.name());
            open.add(new Node(path, member.value()));
          }
        }
        case JsonDocument.ArrayNode array -> {
          for (JsonDocument element : array.elements()) {
            open.add(new Node(node.path(), element));
          }
        }
        case JsonDocument.TextNode _, JsonDocument.NumberNode _, JsonDocument.WordNode _ -> {
          // has no parts
        }
      }
    }
  }

  /// The first row that matches decides.
  private void look(Node node) {
    rows.stream()
        .filter(row -> PackageListKeys.matches(row.path(), node.path()))
        .findFirst()
        .ifPresent(row -> judge(row, node));
  }

  private void judge(PackageListKeys.Row row, Node node) {
    long at = node.value().offset();
    switch (node.value()) {
      case JsonDocument.TextNode text -> {
        if (!text.value().isBlank() && !row.usual().contains(text.value())) {
          text(row.check(), text.value(), at, node.path());
        }
      }
      case JsonDocument.WordNode word -> {
        if (word.value().startsWith("*")) {
          report.unreadable(at, word.value(), "aliases are not supported");
        } else if (word.value().toLowerCase(Locale.ROOT).matches("true|yes|on")) {
          anyValue(row.check(), node);
        }
      }
      case JsonDocument.ObjectNode _ -> anyValue(row.check(), node);
      case JsonDocument.ArrayNode _, JsonDocument.NumberNode _ -> {
        // the elements are checked one by one; a number names nothing
      }
    }
  }

  /// A value of any form whose existence is reported.
  private void anyValue(PackageValueKind check, Node node) {
    if (check == PackageValueKind.ELSEWHERE || check == PackageValueKind.CODE) {
      report.elsewhere(node.value().offset(), check.message(), String.join(".", node.path()));
    }
  }

  private boolean linesOrList(String value, long at) {
    String bare = value.strip();
    if (!bare.startsWith("file:")) {
      PipRequirements.inspect(value, at, place, report);
      return true;
    }
    return Arrays.stream(bare.substring("file:".length()).split("[,\\n]", -1))
        .allMatch(this::isList);
  }

  private boolean isList(String path) {
    String folder = place.substring(0, place.lastIndexOf('/') + 1);
    return !ModelFilePaths.leadsOutside(path.strip())
        && PackageFile.named(folder + path.strip()).isPresent();
  }

  private void text(PackageValueKind check, String value, long at, List<String> path) {
    boolean usual =
        switch (check) {
          case REQUIREMENT -> {
            report.origin(at, RequirementSpec.of(value), value);
            yield true;
          }
          case CONDA -> {
            report.origin(at, CondaSpec.of(value), value);
            yield true;
          }
          case LINES -> {
            PipRequirements.inspect(value, at, place, report);
            yield true;
          }
          case LIST -> isList(value);
          case LINES_OR_LIST -> linesOrList(value, at);
          case INDEX -> value.lines().allMatch(DefaultPackageIndexes::isDefaultIndex);
          case FILE ->
              DefaultPackageIndexes.isDefaultFile(value)
                  || DefaultPackageIndexes.isCondaFile(value);
          case CHANNEL -> DefaultPackageIndexes.isKnownChannel(value);
          case VARIABLE -> !OBEYED.matcher(path.getLast()).matches();
          case ELSEWHERE, CODE, COMMAND -> false;
        };
    if (!usual) {
      String shown = check == PackageValueKind.VARIABLE ? path.getLast() + "=" + value : value;
      report.elsewhere(at, check.message(), shown);
    }
  }
}

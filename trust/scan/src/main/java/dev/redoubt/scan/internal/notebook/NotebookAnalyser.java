package dev.redoubt.scan.internal.notebook;

import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.CodeInspector;
import dev.redoubt.scan.internal.model.CodePatterns;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.packages.InstallCommand;
import dev.redoubt.scan.internal.secrets.SecretReporter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks Jupyter notebooks: code cells, the commands in them, and outputs that run in a browser.
/// Sources: the notebook format 4.5; IPython's page of magics.
public final class NotebookAnalyser {

  /// Magics whose cell is not Python.
  private static final Map<String, String> OTHERS =
      Map.of(
          "bash",
          "a shell",
          "sh",
          "a shell",
          "script",
          "a program",
          "cmd",
          "a shell",
          "perl",
          "Perl",
          "ruby",
          "Ruby",
          "javascript",
          "the browser",
          "js",
          "the browser",
          "html",
          "the browser",
          "system",
          "a shell");

  /// Commands that list or install packages, as notebooks usually do; the package sources are
  /// checked separately.
  private static final Set<String> ORDINARY =
      Set.of(
          "pip",
          "pip3",
          "conda",
          "mamba",
          "uv",
          "ls",
          "pwd",
          "nvidia-smi",
          "cat",
          "head",
          "tail",
          "wc",
          "echo",
          "mkdir",
          "cd",
          "unzip",
          "tar",
          "jupyter",
          "python",
          "free",
          "df",
          "lscpu");

  private static final Set<String> OWN =
      Set.of("cells", "worksheets", "metadata", "nbformat", "nbformat_minor");

  private NotebookAnalyser() {}

  /// Whether a document is a notebook.
  public static boolean is(JsonDocument document) {
    return document instanceof JsonDocument.ObjectNode node
        && (node.get("cells") instanceof JsonDocument.ArrayNode
            || node.get("worksheets") instanceof JsonDocument.ArrayNode)
        && (node.has("nbformat") || node.has("metadata"));
  }

  /// The part of a notebook that is checked as a configuration, because no notebook needs it.
  public static JsonDocument withoutCells(JsonDocument document) {
    return document instanceof JsonDocument.ObjectNode node
        ? new JsonDocument.ObjectNode(
            node.offset(),
            node.members().stream().filter(member -> !OWN.contains(member.name())).toList())
        : document;
  }

  /// Checks all cells.
  public static void inspect(JsonDocument document, ContentFindings findings, CodeInspector code) {
    if (!(document instanceof JsonDocument.ObjectNode notebook)) {
      return;
    }
    cells(notebook.get("cells"), findings, code);
    if (notebook.get("worksheets") instanceof JsonDocument.ArrayNode sheets) {
      for (JsonDocument sheet : sheets.elements()) {
        if (sheet instanceof JsonDocument.ObjectNode node) {
          cells(node.get("cells"), findings, code);
        }
      }
    }
  }

  private static void cells(
      @Nullable JsonDocument cells, ContentFindings findings, CodeInspector code) {
    if (!(cells instanceof JsonDocument.ArrayNode array)) {
      return;
    }
    int number = 0;
    for (JsonDocument cell : array.elements()) {
      number++;
      if (cell instanceof JsonDocument.ObjectNode node) {
        cell(node, findings.place().member("cell " + number), findings, code);
      }
    }
  }

  private static void cell(
      JsonDocument.ObjectNode cell,
      DetectionLocation place,
      ContentFindings findings,
      CodeInspector code) {
    JsonDocument written = cell.has("source") ? cell.get("source") : cell.get("input");
    String source = joined(written);
    SecretReporter.inspect(source, cell.offset(), findings);
    if ("code".equals(cell.text("cell_type"))) {
      python(source, cell.offset(), place, findings, code);
    } else {
      script(source, cell.offset(), findings);
    }
    outputs(cell.get("outputs"), findings);
    if (cell.get("attachments") instanceof JsonDocument.ObjectNode attachments) {
      outputs(attachments, findings);
    }
  }

  private static void python(
      String source,
      long at,
      DetectionLocation place,
      ContentFindings findings,
      CodeInspector code) {
    if (source.startsWith("%%")) {
      String magic = source.substring(2).lines().findFirst().orElse("").strip();
      String name = magic.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
      String runner = OTHERS.get(name);
      if (runner != null) {
        command(source.lines().skip(1).collect(Collectors.joining("\n")), at, runner, findings);
        return;
      }
    }
    StringBuilder python = new StringBuilder();
    for (String line : source.split("\n", -1)) {
      String bare = line.stripLeading();
      boolean shell = bare.startsWith("!") || bare.startsWith("%");
      if (shell) {
        magic(bare, at, findings);
      }
      String indent = line.substring(0, line.length() - bare.length());
      python.append(shell ? indent + "pass" : line).append('\n');
    }
    code.inspect(python.toString(), place.at(at), findings.context());
  }

  private static void magic(String line, long at, ContentFindings findings) {
    if (line.startsWith("!") || line.startsWith("%sx") || line.startsWith("%system")) {
      command(line.replaceFirst("^(?:!!?|%sx|%system)", "").strip(), at, "a shell", findings);
    } else if (line.startsWith("%run") || line.startsWith("%load ")) {
      findings.add(
          ModelFormatRule.NOTEBOOK_COMMAND,
          at,
          "a cell runs another file: " + QuotedContent.of(line));
    } else if (line.startsWith("%pip") || line.startsWith("%conda")) {
      InstallCommand.inspect(line, at, findings);
    }
  }

  private static void command(String command, long at, String runner, ContentFindings findings) {
    String first = command.strip().split("\\s", 2)[0];
    if (runner.equals("a shell")) {
      InstallCommand.inspect(command, at, findings);
    }
    boolean ordinary =
        ORDINARY.contains(first)
            && command.indexOf('|') < 0
            && command.indexOf(';') < 0
            && command.indexOf('&') < 0
            && command.indexOf('`') < 0
            && !command.contains("$(")
            && command.indexOf('\n') < 0;
    if (!ordinary || CodePatterns.in(command) != null) {
      findings.add(
          ModelFormatRule.NOTEBOOK_COMMAND,
          at,
          "a cell is run by " + runner + ": " + QuotedContent.of(command));
    }
  }

  private static void outputs(@Nullable JsonDocument outputs, ContentFindings findings) {
    List<JsonDocument> all =
        switch (outputs) {
          case JsonDocument.ArrayNode array -> array.elements();
          case JsonDocument.ObjectNode node -> List.of(node);
          case JsonDocument.TextNode _, JsonDocument.NumberNode _, JsonDocument.WordNode _ ->
              List.of();
          case null -> List.of();
        };
    for (JsonDocument output : all) {
      if (output instanceof JsonDocument.ObjectNode node) {
        JsonDocument data = node.get("data");
        data(data instanceof JsonDocument.ObjectNode inner ? inner : node, findings);
        SecretReporter.inspect(joined(node.get("text")), node.offset(), findings);
      }
    }
  }

  private static void data(JsonDocument.ObjectNode data, ContentFindings findings) {
    for (JsonDocument.Member member : data.members()) {
      String text = joined(member.value());
      if (member.name().equals("application/javascript")) {
        findings.add(
            ModelFormatRule.NOTEBOOK_SCRIPT,
            member.value().offset(),
            "an output is " + QuotedContent.of(text));
      } else if (member.name().equals("text/html") || member.name().equals("image/svg+xml")) {
        script(text, member.value().offset(), findings);
      }
    }
  }

  private static void script(String text, long at, ContentFindings findings) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String sign : List.of("<script", "javascript:", "<iframe", "onerror=", "onload=")) {
      int found = lower.indexOf(sign);
      if (found >= 0) {
        String shown = text.substring(found, Math.min(text.length(), found + 100));
        findings.add(
            ModelFormatRule.NOTEBOOK_SCRIPT, at, "a string contains " + QuotedContent.of(shown));
        return;
      }
    }
  }

  /// A string, or the lines of one.
  private static String joined(@Nullable JsonDocument value) {
    return switch (value) {
      case JsonDocument.TextNode text -> text.value();
      case JsonDocument.ArrayNode array ->
          array.elements().stream()
              .map(line -> line instanceof JsonDocument.TextNode text ? text.value() : "")
              .collect(Collectors.joining());
      case JsonDocument.ObjectNode _, JsonDocument.NumberNode _, JsonDocument.WordNode _ -> "";
      case null -> "";
    };
  }
}

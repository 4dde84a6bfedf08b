package dev.redoubt.scan.internal.notebook;

import dev.redoubt.scan.Place;
import dev.redoubt.scan.internal.json.Json;
import dev.redoubt.scan.internal.model.CodeInspector;
import dev.redoubt.scan.internal.model.CodeWords;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.Shown;
import dev.redoubt.scan.internal.packages.InstallCommand;
import dev.redoubt.scan.internal.secrets.Secrets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at a Jupyter notebook: its cells of code, the commands among them, and what its outputs
/// would run in a browser. Sources: the notebook format 4.5; IPython's page of magics.
public final class Notebook {

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

  /// Commands that look at or install packages, as notebooks do; where from is looked at apart.
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

  private Notebook() {}

  /// Whether a document is a notebook.
  public static boolean is(Json document) {
    return document instanceof Json.ObjectNode node
        && (node.get("cells") instanceof Json.ArrayNode
            || node.get("worksheets") instanceof Json.ArrayNode)
        && (node.has("nbformat") || node.has("metadata"));
  }

  /// What of a notebook is looked at as a configuration: what no notebook needs.
  public static Json withoutCells(Json document) {
    return document instanceof Json.ObjectNode node
        ? new Json.ObjectNode(
            node.offset(),
            node.members().stream().filter(member -> !OWN.contains(member.name())).toList())
        : document;
  }

  /// Looks at all cells.
  public static void inspect(Json document, Findings findings, CodeInspector code) {
    if (!(document instanceof Json.ObjectNode notebook)) {
      return;
    }
    cells(notebook.get("cells"), findings, code);
    if (notebook.get("worksheets") instanceof Json.ArrayNode sheets) {
      for (Json sheet : sheets.elements()) {
        if (sheet instanceof Json.ObjectNode node) {
          cells(node.get("cells"), findings, code);
        }
      }
    }
  }

  private static void cells(@Nullable Json cells, Findings findings, CodeInspector code) {
    if (!(cells instanceof Json.ArrayNode array)) {
      return;
    }
    int number = 0;
    for (Json cell : array.elements()) {
      number++;
      if (cell instanceof Json.ObjectNode node) {
        cell(node, findings.place().member("cell " + number), findings, code);
      }
    }
  }

  private static void cell(
      Json.ObjectNode cell, Place place, Findings findings, CodeInspector code) {
    Json written = cell.has("source") ? cell.get("source") : cell.get("input");
    String source = joined(written);
    Secrets.inspect(source, cell.offset(), findings);
    if ("code".equals(cell.text("cell_type"))) {
      python(source, cell.offset(), place, findings, code);
    } else {
      script(source, cell.offset(), findings);
    }
    outputs(cell.get("outputs"), findings);
    if (cell.get("attachments") instanceof Json.ObjectNode attachments) {
      outputs(attachments, findings);
    }
  }

  private static void python(
      String source, long at, Place place, Findings findings, CodeInspector code) {
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
    code.inspect(python.toString(), place.at(at), findings.inspection());
  }

  private static void magic(String line, long at, Findings findings) {
    if (line.startsWith("!") || line.startsWith("%sx") || line.startsWith("%system")) {
      command(line.replaceFirst("^(?:!!?|%sx|%system)", "").strip(), at, "a shell", findings);
    } else if (line.startsWith("%run") || line.startsWith("%load ")) {
      findings.add(
          ModelFormatRule.NOTEBOOK_COMMAND, at, "a cell runs another file: " + Shown.of(line));
    } else if (line.startsWith("%pip") || line.startsWith("%conda")) {
      InstallCommand.inspect(line, at, findings);
    }
  }

  private static void command(String command, long at, String runner, Findings findings) {
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
    if (!ordinary || CodeWords.in(command) != null) {
      findings.add(
          ModelFormatRule.NOTEBOOK_COMMAND,
          at,
          "a cell is run by " + runner + ": " + Shown.of(command));
    }
  }

  private static void outputs(@Nullable Json outputs, Findings findings) {
    List<Json> all =
        switch (outputs) {
          case Json.ArrayNode array -> array.elements();
          case Json.ObjectNode node -> List.of(node);
          case Json.TextNode _, Json.NumberNode _, Json.WordNode _ -> List.of();
          case null -> List.of();
        };
    for (Json output : all) {
      if (output instanceof Json.ObjectNode node) {
        Json data = node.get("data");
        data(data instanceof Json.ObjectNode inner ? inner : node, findings);
        Secrets.inspect(joined(node.get("text")), node.offset(), findings);
      }
    }
  }

  private static void data(Json.ObjectNode data, Findings findings) {
    for (Json.Member member : data.members()) {
      String text = joined(member.value());
      if (member.name().equals("application/javascript")) {
        findings.add(
            ModelFormatRule.NOTEBOOK_SCRIPT,
            member.value().offset(),
            "an output is " + Shown.of(text));
      } else if (member.name().equals("text/html") || member.name().equals("image/svg+xml")) {
        script(text, member.value().offset(), findings);
      }
    }
  }

  private static void script(String text, long at, Findings findings) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String sign : List.of("<script", "javascript:", "<iframe", "onerror=", "onload=")) {
      int found = lower.indexOf(sign);
      if (found >= 0) {
        String shown = text.substring(found, Math.min(text.length(), found + 100));
        findings.add(ModelFormatRule.NOTEBOOK_SCRIPT, at, "a text has " + Shown.of(shown));
        return;
      }
    }
  }

  /// A text, or the lines of one.
  private static String joined(@Nullable Json value) {
    return switch (value) {
      case Json.TextNode text -> text.value();
      case Json.ArrayNode array ->
          array.elements().stream()
              .map(line -> line instanceof Json.TextNode text ? text.value() : "")
              .collect(Collectors.joining());
      case Json.ObjectNode _, Json.NumberNode _, Json.WordNode _ -> "";
      case null -> "";
    };
  }
}

import dev.redoubt.admin.AdminMain;
import dev.redoubt.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Writes a manual page in section 1 for each command, from the model that `--help` is printed
/// from. picocli's own generator writes AsciiDoc, and needs another program to make pages of it.
final class ManualPages {

  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  private ManualPages(CommandSpec command) {
    this.command = command;
  }

  /// Runs a command of Redoubt in this process.
  static void run(PrintWriter out, String... arguments) {
    Terminal terminal =
        new Terminal(out, new PrintWriter(Writer.nullWriter()), false, false, Map.of());
    int code = AdminMain.run(terminal, arguments);
    if (code != 0) {
      throw new IllegalStateException("exit code " + code + " of " + String.join(" ", arguments));
    }
  }

  static void write(Path folder, String version, Instant time) throws IOException {
    Files.createDirectories(folder);
    PrintWriter none = new PrintWriter(Writer.nullWriter());
    // With this command, all commands are created in full.
    CommandLine all =
        AdminMain.commandLine(new Terminal(none, none, false, false, Map.of()), "completion");
    String date = DateTimeFormatter.ISO_LOCAL_DATE.format(time.atZone(ZoneOffset.UTC));
    write(folder, all, version, date);
  }

  private static void write(Path folder, CommandLine command, String version, String date)
      throws IOException {
    CommandSpec spec = command.getCommandSpec();
    String name = spec.qualifiedName("-");
    Files.writeString(folder.resolve(name + ".1"), new ManualPages(spec).page(name, version, date));
    for (CommandLine each : subcommands(command)) {
      write(folder, each, version, date);
    }
  }

  private static Set<CommandLine> subcommands(CommandLine command) {
    return new LinkedHashSet<>(command.getSubcommands().values());
  }

  private String page(String name, String version, String date) {
    line(
        ".TH %s 1 %s \"Redoubt %s\" \"Redoubt Manual\""
            .formatted(name.toUpperCase(), date, version));
    line(".SH NAME");
    line(name.replace("-", "\\-") + " \\- " + escaped(first(command.usageMessage().header())));
    line(".SH SYNOPSIS");
    line(".B " + escaped(command.qualifiedName()));
    line(escaped(synopsis()));
    paragraphs("DESCRIPTION", command.usageMessage().description());
    if (!command.positionalParameters().isEmpty()) {
      line(".SH PARAMETERS");
      command.positionalParameters().stream()
          .filter(each -> !each.hidden())
          .sorted(Comparator.comparingInt(each -> each.index().min()))
          .forEach(this::parameter);
    }
    List<OptionSpec> options = command.options().stream().filter(each -> !each.hidden()).toList();
    if (!options.isEmpty()) {
      line(".SH OPTIONS");
      options.forEach(this::option);
    }
    if (!command.subcommands().isEmpty()) {
      line(".SH COMMANDS");
      for (CommandLine each : subcommands(command.commandLine())) {
        line(".TP");
        line(".BR " + each.getCommandSpec().qualifiedName("-").replace("-", "\\-") + " (1)");
        line(escaped(first(each.getCommandSpec().usageMessage().header())));
      }
    }
    paragraphs("NOTES", command.usageMessage().footer());
    if (command.parent() != null) {
      line(".SH SEE ALSO");
      line(".BR " + command.parent().qualifiedName("-").replace("-", "\\-") + " (1)");
    }
    return page.toString();
  }

  private String synopsis() {
    List<String> parts = new ArrayList<>();
    if (!command.options().isEmpty()) {
      parts.add("[OPTIONS]");
    }
    for (PositionalParamSpec each : command.positionalParameters()) {
      parts.add(
          (each.required() ? each.paramLabel() : "[" + each.paramLabel() + "]")
              + (each.arity().max() > 1 ? "..." : ""));
    }
    if (!command.subcommands().isEmpty()) {
      parts.add("COMMAND");
    }
    return String.join(" ", parts);
  }

  private void parameter(PositionalParamSpec parameter) {
    line(".TP");
    line(".I " + escaped(parameter.paramLabel()));
    text(parameter.description());
  }

  private void option(OptionSpec option) {
    line(".TP");
    String value = option.arity().max() == 0 ? "" : "=\\fI" + escaped(option.paramLabel()) + "\\fR";
    line("\\fB" + escaped(String.join(", ", option.names())) + "\\fR" + value);
    text(option.description());
  }

  /// Indented lines are examples, and keep their breaks.
  private void paragraphs(String title, String[] lines) {
    List<String> written = new ArrayList<>(List.of(lines));
    while (!written.isEmpty() && written.getFirst().isBlank()) {
      written.removeFirst();
    }
    while (!written.isEmpty() && written.getLast().isBlank()) {
      written.removeLast();
    }
    if (written.isEmpty()) {
      return;
    }
    line(".SH " + title);
    boolean literal = false;
    for (String each : written) {
      boolean indented = each.startsWith("  ");
      if (indented != literal) {
        line(indented ? ".nf" : ".fi");
        literal = indented;
      }
      if (each.isBlank()) {
        line(".PP");
      } else {
        line(escaped(command.commandLine() == null ? each : each.replace("%n", " ")));
      }
    }
    if (literal) {
      line(".fi");
    }
  }

  private void text(String[] lines) {
    for (String each : lines) {
      line(escaped(each.replace("%n", " ").replace("%%", "%")));
    }
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0];
  }

  /// A dot or an apostrophe at the beginning of a line would be a request.
  private static String escaped(String text) {
    String safe = text.replace("\\", "\\e").replace("-", "\\-");
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}

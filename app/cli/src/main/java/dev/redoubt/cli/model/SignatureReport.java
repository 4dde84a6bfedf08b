package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.signing.refusal.RefusalReason;
import dev.redoubt.signing.trust.Signatory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Prints the result of signing or verifying, for people or as JSON.
final class SignatureReport {

  /// The output formats.
  enum Format {
    CONSOLE,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Terminal terminal;
  private final Format format;

  SignatureReport(Terminal terminal, Format format) {
    this.terminal = terminal;
    this.format = format;
  }

  /// Prints a headline and named facts, or the facts as JSON.
  void good(String headline, Map<String, ?> facts) {
    switch (format) {
      case JSON -> json(facts);
      case CONSOLE -> {
        terminal.out().println(ConsoleMessages.printable(headline));
        facts.forEach(
            (name, value) ->
                terminal
                    .out()
                    .println(
                        "  " + name + ": " + ConsoleMessages.printable(String.valueOf(value))));
      }
    }
    terminal.out().flush();
  }

  /// Prints each reason with its file.
  void refused(String what, List<RefusalReason> reasons) {
    switch (format) {
      case JSON -> json(Map.of("verdict", "refused", "reasons", reasons));
      case CONSOLE -> {
        terminal.out().println("REFUSED " + ConsoleMessages.printable(what));
        reasons.forEach(
            each -> terminal.out().println("  " + ConsoleMessages.printable(each.toString())));
      }
    }
    terminal.out().flush();
  }

  private void json(Map<String, ?> facts) {
    terminal.out().println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(facts));
  }

  /// The signer, in one line.
  static String by(Signatory by) {
    return switch (by) {
      case Signatory.ByKey key -> "the key " + key.hint();
      case Signatory.ByCertificate certificate ->
          String.join(", ", certificate.names()) + " (trusted root " + certificate.root() + ")";
    };
  }

  static String size(int files, long bytes) {
    return files
        + (files == 1 ? " file, " : " files, ")
        + String.format(Locale.ROOT, "%,d", bytes)
        + " bytes";
  }

  static String seconds(long startNanos) {
    return String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - startNanos) / 1e9);
  }
}

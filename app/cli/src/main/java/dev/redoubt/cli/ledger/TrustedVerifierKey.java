package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads the verifier key that the user trusts, as text or from a file.
final class TrustedVerifierKey {

  /// The description of the option `--key`.
  static final String HELP =
      "The trusted public key of the log (`name+id+key`), or a file that contains it. Get it from"
          + " the owner of the log, not from the log itself.";

  /// In bytes; a key has about 100, plus its name.
  private static final int MAX_LENGTH = 4096;

  private TrustedVerifierKey() {}

  /// Reads a key. Keys contain plus signs, and so may file names.
  static VerifierKey read(String given) throws IOException {
    try {
      boolean isText = given.contains("+") && !Files.isRegularFile(Path.of(given));
      return VerifierKey.parse(isText ? given : fromFile(Path.of(given)));
    } catch (MalformedLogException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static String fromFile(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_LENGTH), java.nio.charset.StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new LedgerException(
          "the key %s cannot be read: %s"
              .formatted(ConsoleMessages.quoted(file), ConsoleMessages.reason(e)),
          e);
    }
  }

  /// The key from the command line; otherwise the key that the log publishes, with a warning.
  static VerifierKey of(@Nullable String given, LedgerReader reader, LedgerSubcommand command)
      throws IOException {
    if (given != null) {
      return read(given);
    }
    VerifierKey published = reader.publishedKey();
    if (published == null) {
      throw new UsageException("the log does not publish a key: use `--key`");
    }
    command.warn(
        "warning: using the key that the log publishes (`%s`); anyone who can change the log can change this key, so use `--key` with a key that you trust"
            .formatted(published));
    return published;
  }
}

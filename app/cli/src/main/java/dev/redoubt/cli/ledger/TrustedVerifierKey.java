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

/// The key that a user trusts: its text, or a file that holds it.
final class TrustedVerifierKey {

  /// What `--key` says in help.
  static final String HELP =
      "The log's public key (`name+id+key`), or a file that holds it; get it from its owner, not"
          + " from the log.";

  /// In bytes; a key has about 100 and its name.
  private static final int MAX_LENGTH = 4096;

  private TrustedVerifierKey() {}

  /// Reads a key that was given. Keys have plus signs, and so may names of files.
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

  /// The key that was given, or the one that the log publishes, which is said aloud.
  static VerifierKey of(@Nullable String given, LedgerReader reader, LedgerSubcommand task)
      throws IOException {
    if (given != null) {
      return read(given);
    }
    VerifierKey published = reader.publishedKey();
    if (published == null) {
      throw new UsageException("the log publishes no key: name it with `--key`");
    }
    task.warn(
        "the key is the log's own (`%s`): whoever can change the log can change it too; name the one you trust with `--key`"
            .formatted(published));
    return published;
  }
}

package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ProgressLine;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.keys.KeyContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Shared by the commands that encrypt and decrypt files.
final class EnvelopeArguments {

  /// The extension of encrypted files.
  static final String SUFFIX = ".redoubt";

  private EnvelopeArguments() {}

  /// The context from the command line.
  static KeyContext context(Map<String, String> values) {
    try {
      return KeyContext.of(values);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()));
    }
  }

  static void refuseExisting(Path output, boolean force) {
    if (!force && Files.exists(output)) {
      throw new UsageException(
          ConsoleMessages.quoted(output) + " already exists; use `--force` to overwrite it");
    }
  }

  /// A stream that reports how far it has been read.
  static InputStream watched(InputStream in, ProgressLine progress, Path file) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int each = super.read();
        progress.advance(each < 0 ? 0 : 1, file.toString());
        return each;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        progress.advance(Math.max(count, 0), file.toString());
        return count;
      }
    };
  }

  static void print(Terminal terminal, String message) {
    terminal.err().println(ConsoleMessages.printable(message));
  }
}

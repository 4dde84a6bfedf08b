package dev.redoubt.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Brings a text to a file or to standard output.
public final class OutputWriter {

  private final Terminal terminal;

  /// One for a terminal, which also hears why a file cannot be written.
  public OutputWriter(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Something that writes a text.
  @FunctionalInterface
  public interface Text {
    /// Writes it, once.
    void write(Appendable out) throws IOException;
  }

  /// Writes to the file, or to standard output where there is none. A reader who went away, as
  /// `head` does, is no failure.
  ///
  /// @return false after saying why the file cannot be written
  public boolean write(Text text, @Nullable Path file) {
    if (file == null) {
      toTerminal(text);
      return true;
    }
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        text.write(out);
      }
      return true;
    } catch (IOException e) {
      terminal
          .err()
          .println(
              "redoubt: "
                  + ConsoleMessages.quoted(file)
                  + " cannot be written: "
                  + ConsoleMessages.reason(e));
      return false;
    }
  }

  private void toTerminal(Text text) {
    try {
      text.write(terminal.out());
      terminal.out().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

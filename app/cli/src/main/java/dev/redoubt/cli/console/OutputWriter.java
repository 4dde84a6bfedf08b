package dev.redoubt.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Writes a text to a file or to standard output.
public final class OutputWriter {

  private final Terminal terminal;

  /// @param terminal receives the text if there is no file, and error messages
  public OutputWriter(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Produces a text.
  @FunctionalInterface
  public interface Text {
    /// Writes the text; called once.
    void write(Appendable out) throws IOException;
  }

  /// Writes to the file, or to standard output if there is none. A closed pipe, as with `head`, is
  /// not an error.
  ///
  /// @return false if the file cannot be written; the reason has been printed
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
      refused(file, e);
      return false;
    }
  }

  /// Appends to the file.
  ///
  /// @return false if the file cannot be written; the reason has been printed
  public boolean append(Text text, Path file) {
    try (Writer out =
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      text.write(out);
      return true;
    } catch (IOException e) {
      refused(file, e);
      return false;
    }
  }

  private void refused(Path file, IOException e) {
    terminal
        .err()
        .println(
            "redoubt: "
                + ConsoleMessages.quoted(file)
                + " cannot be written: "
                + ConsoleMessages.reason(e));
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

package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads a small file named on the command line: a key, certificates, a signature.
final class InputFile {

  /// More than the libraries accept for any of these.
  private static final int MAX_BYTES = 128 << 20;

  private InputFile() {}

  static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES);
    } catch (NoSuchFileException _) {
      throw new UsageException(ConsoleMessages.quoted(file) + " does not exist");
    } catch (IOException e) {
      throw new UsageException(
          ConsoleMessages.quoted(file) + " cannot be read: " + ConsoleMessages.reason(e));
    }
  }
}

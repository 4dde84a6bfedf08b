package dev.redoubt.ledger.internal;

import dev.redoubt.ledger.format.LedgerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads a log from a folder.
public final class FolderLogSource implements LogSource {

  private final Path root;

  /// The log in this folder.
  public FolderLogSource(Path root) {
    this.root = root;
  }

  @Override
  public byte @Nullable [] read(String path, int limit) throws LedgerException {
    try (InputStream in = open(path)) {
      return in == null ? null : in.readNBytes(limit + 1);
    } catch (LedgerException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  @Override
  public @Nullable InputStream open(String path) throws LedgerException {
    try {
      return Files.newInputStream(root.resolve(path));
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private LedgerException unreadable(String path, IOException e) {
    return new LedgerException(
        "`%s` cannot be read: %s".formatted(root.resolve(path), IoErrorMessages.words(e)), e);
  }

  @Override
  public String location() {
    return root.toString();
  }
}

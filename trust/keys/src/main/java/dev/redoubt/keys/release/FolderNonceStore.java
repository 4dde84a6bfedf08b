package dev.redoubt.keys.release;

import dev.redoubt.keys.OwnerOnlyFiles;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Stores nonces as empty files in a folder, so that one process can issue a nonce and another can
/// use it. A nonce is used by deleting its file, in which only one process succeeds.
public final class FolderNonceStore implements NonceStore {

  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int MAX = 10_000;

  private final Path folder;
  private final Clock clock;

  /// @param folder is created when the first nonce is issued
  public FolderNonceStore(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public String issue() throws KeyAccessException {
    try {
      OwnerOnlyFiles.createFolders(folder);
      clean();
      String nonce = InMemoryNonceStore.random();
      Path file = folder.resolve(nonce);
      OwnerOnlyFiles.create(file).close();
      Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(clock.instant()));
      return nonce;
    } catch (KeyAccessException full) {
      throw full;
    } catch (IOException disk) {
      throw new KeyAccessException("a nonce cannot be stored in `" + folder + "`", disk);
    }
  }

  @Override
  public boolean use(String nonce) throws KeyAccessException {
    if (!NONCE.matcher(nonce).matches()) {
      return false;
    }
    Path file = folder.resolve(nonce);
    try {
      boolean fresh = !isOld(file);
      Files.delete(file);
      return fresh;
    } catch (NoSuchFileException notIssued) {
      return false;
    } catch (IOException disk) {
      throw new KeyAccessException(
          "the nonces in `" + folder + "` cannot be read or deleted", disk);
    }
  }

  private boolean isOld(Path file) throws IOException {
    return NonceStore.isOver(Files.getLastModifiedTime(file).toInstant(), clock.instant());
  }

  private void clean() throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.toList();
    }
    int kept = 0;
    for (Path each : files) {
      if (NONCE.matcher(String.valueOf(each.getFileName())).matches() && isOld(each)) {
        Files.deleteIfExists(each);
      } else {
        kept++;
      }
    }
    if (kept >= MAX) {
      throw new KeyAccessException.Unavailable("too many unused nonces; try again later", null);
    }
  }
}

package dev.redoubt.ledger.internal;

import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Stores the bodies of entries in files that are named by their SHA-256 digest. Thread-safe.
public final class EntryBodies {

  private static final int BUFFER = 64 << 10;

  private final Path root;

  /// Opens the bodies of the log in a folder.
  public EntryBodies(Path root) {
    this.root = root;
  }

  /// Stores a body. On return, it survives a crash.
  public Sha256Digest store(InputStream body) throws IOException {
    Path incoming = root.resolve(LogPaths.INCOMING).resolve(UUID.randomUUID().toString());
    try {
      FilePermissionMode openness = FilePermissionMode.of(root);
      Files.createDirectories(DirectorySync.of(incoming), openness.folders());
      Sha256Digest digest = copy(body, incoming, openness);
      Path file = root.resolve(LogPaths.body(digest));
      Files.createDirectories(DirectorySync.of(file), openness.folders());
      Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
      for (Path folder = DirectorySync.of(file);
          !folder.equals(root);
          folder = DirectorySync.of(folder)) {
        DirectorySync.flush(folder);
      }
      DirectorySync.flush(root);
      return digest;
    } catch (IOException e) {
      throw new LedgerException(
          "the body cannot be stored in `%s`: %s; nothing was recorded"
              .formatted(root, IoErrorMessages.words(e)),
          e);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  private static Sha256Digest copy(InputStream body, Path file, FilePermissionMode openness)
      throws IOException {
    MessageDigest sha256 = Sha256Digest.newSha256();
    byte[] buffer = new byte[BUFFER];
    try (FileChannel out =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            openness.files())) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        sha256.update(buffer, 0, read);
        ByteBuffer rest = ByteBuffer.wrap(buffer, 0, read);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
      }
      out.force(true);
    }
    return Sha256Digest.of(sha256.digest());
  }

  /// Deletes a body irrevocably.
  ///
  /// @return false if there was no such body
  public boolean erase(Sha256Digest digest) throws IOException {
    Path file = root.resolve(LogPaths.body(digest));
    try {
      Files.delete(file);
      DirectorySync.flush(DirectorySync.of(file));
      return true;
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException e) {
      throw new LedgerException(
          "the body %s cannot be erased: %s".formatted(digest, IoErrorMessages.words(e)), e);
    }
  }

  /// Deletes bodies that a crash left incomplete. Only for the holder of the writer lock.
  public void discardIncoming() throws IOException {
    try (Stream<Path> list = Files.list(root.resolve(LogPaths.INCOMING))) {
      for (Path file : (Iterable<Path>) list::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException _) {
      return;
    }
  }
}

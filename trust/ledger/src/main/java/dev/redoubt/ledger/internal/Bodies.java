package dev.redoubt.ledger.internal;

import dev.redoubt.ledger.format.Digest;
import dev.redoubt.ledger.format.LedgerException;
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

/// Bodies of entries, each in a file that is called after its SHA-256. Safe for several threads.
public final class Bodies {

  private static final int BUFFER = 64 << 10;

  private final Path root;

  /// The bodies of the log in a folder.
  public Bodies(Path root) {
    this.root = root;
  }

  /// Keeps a body; on return it survives a crash.
  public Digest store(InputStream body) throws IOException {
    Path incoming = root.resolve(Paths.INCOMING).resolve(UUID.randomUUID().toString());
    try {
      Openness openness = Openness.of(root);
      Files.createDirectories(Folders.of(incoming), openness.folders());
      Digest digest = copy(body, incoming, openness);
      Path file = root.resolve(Paths.body(digest));
      Files.createDirectories(Folders.of(file), openness.folders());
      Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
      for (Path folder = Folders.of(file); !folder.equals(root); folder = Folders.of(folder)) {
        Folders.flush(folder);
      }
      Folders.flush(root);
      return digest;
    } catch (IOException e) {
      throw new LedgerException(
          "the body cannot be kept in `%s`: %s; nothing was recorded"
              .formatted(root, Faults.words(e)),
          e);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  private static Digest copy(InputStream body, Path file, Openness openness) throws IOException {
    MessageDigest sha256 = Digest.newSha256();
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
    return Digest.of(sha256.digest());
  }

  /// Deletes a body for good.
  ///
  /// @return false where there was none
  public boolean erase(Digest digest) throws IOException {
    Path file = root.resolve(Paths.body(digest));
    try {
      Files.delete(file);
      Folders.flush(Folders.of(file));
      return true;
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException e) {
      throw new LedgerException(
          "the body %s cannot be erased: %s".formatted(digest, Faults.words(e)), e);
    }
  }

  /// Deletes what a crash left half written. Only for whoever holds the lock.
  public void discardIncoming() throws IOException {
    try (Stream<Path> list = Files.list(root.resolve(Paths.INCOMING))) {
      for (Path file : (Iterable<Path>) list::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException _) {
      return;
    }
  }
}

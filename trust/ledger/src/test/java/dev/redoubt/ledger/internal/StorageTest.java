package dev.redoubt.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.Sha256Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files: what is read, written, kept, erased and locked.
class StorageTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void faults_areSaidInWords() {
    assertThat(IoErrorMessages.words(new NoSuchFileException("x")))
        .isEqualTo("no such file or folder");
    assertThat(IoErrorMessages.words(new AccessDeniedException("x")))
        .isEqualTo("permission denied");
    assertThat(IoErrorMessages.words(new ClosedByInterruptException())).isEqualTo("interrupted");
    for (String full :
        new String[] {"No space left on device", "Not enough space", "Disk quota exceeded"}) {
      assertThat(IoErrorMessages.words(new FileSystemException("x", null, full)))
          .isEqualTo("no space left on the disk");
      assertThat(IoErrorMessages.words(new IOException(full)))
          .isEqualTo("no space left on the disk");
    }
    assertThat(IoErrorMessages.words(new FileSystemException("x", null, "Is a Directory")))
        .isEqualTo("is a directory");
    assertThat(IoErrorMessages.words(new FileSystemException("x"))).isEqualTo("input/output error");
    assertThat(IoErrorMessages.words(new IOException())).isEqualTo("input/output error");
    assertThat(IoErrorMessages.words(new IOException("Odd"))).isEqualTo("odd");
  }

  @Test
  void body_isCalledAfterItsDigest() {
    Sha256Digest digest = Sha256Digest.sha256();
    assertThat(LogPaths.body(digest)).isEqualTo("bodies/sha256/e3/" + digest.hex());
  }

  @Test
  void body_isKeptAndErased() throws Exception {
    EntryBodies bodies = new EntryBodies(folder);
    bodies.discardIncoming();
    Sha256Digest digest = bodies.store(new ByteArrayInputStream(new byte[100_000]));
    assertThat(digest).isEqualTo(Sha256Digest.sha256(new byte[100_000]));
    Path file = folder.resolve(LogPaths.body(digest));
    assertThat(file).hasBinaryContent(new byte[100_000]);
    assertThat(bodies.store(new ByteArrayInputStream(new byte[100_000]))).isEqualTo(digest);
    assertThat(folder.resolve(LogPaths.INCOMING)).isEmptyDirectory();
    Files.writeString(folder.resolve(LogPaths.INCOMING).resolve("half"), "half");
    bodies.discardIncoming();
    assertThat(folder.resolve(LogPaths.INCOMING)).isEmptyDirectory();
    assertThat(bodies.erase(digest)).isTrue();
    assertThat(file).doesNotExist();
    assertThat(bodies.erase(digest)).isFalse();
    Files.createDirectories(file.resolve("inside"));
    assertThatThrownBy(() -> bodies.erase(digest))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("the body " + digest + " cannot be erased");
  }

  @Test
  void source_readsNoMoreThanAByteBeyondItsLimit() throws Exception {
    Files.write(folder.resolve("file"), new byte[10]);
    FolderLogSource source = new FolderLogSource(folder);
    assertThat(source.read("file", 20)).hasSize(10);
    assertThat(source.read("file", 10)).hasSize(10);
    assertThat(source.read("file", 9)).hasSize(10);
    assertThat(source.read("file", 5)).hasSize(6);
    assertThat(source.read("none", 5)).isNull();
    assertThat(source.open("none")).isNull();
    try (InputStream in = Objects.requireNonNull(source.open("file"))) {
      assertThat(in.readAllBytes()).hasSize(10);
    }
    assertThat(source.location()).isEqualTo(folder.toString());
    assertThatThrownBy(() -> source.read("file/inside", 5))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("`" + folder.resolve("file/inside") + "` cannot be read");
    Files.createDirectory(folder.resolve("inner"));
    assertThatThrownBy(() -> source.read("inner", 5))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("cannot be read: is a directory");
  }

  @Test
  void disk_writesReplacesAndDiscards() throws Exception {
    try (FolderStorage disk = new FolderStorage(folder, FilePermissionMode.OWNER)) {
      assertThat(disk.read("a/b", 5)).isNull();
      disk.write("a/b/file", new byte[] {1, 2, 3, 4});
      disk.write("a/b/file", new byte[] {5, 6, 7});
      disk.write("a/other", new byte[] {8});
      disk.sync();
      assertThat(disk.read("a/b/file", 10)).containsExactly(5, 6, 7);
      assertThat(disk.read("a/b/file", 1)).containsExactly(5, 6);
      disk.sync();
      disk.replace("a/other", "a/b/file");
      assertThat(disk.read("a/b/file", 10)).containsExactly(8);
      assertThat(disk.read("a/other", 10)).isNull();
      disk.discard("a/none");
      disk.discard("a/b");
      assertThat(folder.resolve("a/b")).doesNotExist();
      assertThat(folder.resolve("a")).exists();
      disk.write("last", new byte[] {9});
    }
    assertThat(folder.resolve("last")).hasBinaryContent(new byte[] {9});
  }

  @Test
  void lock_isOfOneAtATime_andSaysWhose() throws Exception {
    WriterLock first = WriterLock.take(folder, FilePermissionMode.OWNER);
    assertThatThrownBy(() -> WriterLock.take(folder, FilePermissionMode.OWNER))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("is locked by process " + ProcessHandle.current().pid() + " since 20")
        .hasMessageContaining("; only one process can write at a time");
    first.close();
    WriterLock.take(folder, FilePermissionMode.OWNER).close();
    assertThat(folder.resolve(LogPaths.LOCK))
        .content()
        .startsWith("process " + ProcessHandle.current().pid() + " since 20")
        .endsWith(System.lineSeparator());
    assertThatThrownBy(() -> WriterLock.take(folder.resolve("none"), FilePermissionMode.OWNER))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("cannot be written: no such file or folder");
  }

  @Test
  void lock_repeatsOfAnothersWordsOnlyWhatPrints() throws Exception {
    WriterLock held = WriterLock.take(folder, FilePermissionMode.OWNER);
    Files.writeString(folder.resolve(LogPaths.LOCK), "\u001b[1mé" + "x".repeat(500));
    assertThatThrownBy(() -> WriterLock.take(folder, FilePermissionMode.OWNER))
        .hasMessageContaining("by [1m" + "x".repeat(194) + "; only one")
        .hasMessageNotContaining("\u001b");
    Files.writeString(folder.resolve(LogPaths.LOCK), "");
    assertThatThrownBy(() -> WriterLock.take(folder, FilePermissionMode.OWNER))
        .hasMessageContaining("is locked by another process");
    held.close();
  }
}

package dev.redoubt.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.local.RootSecret;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.release.FolderNonceStore;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerOnlyFilesTest {

  @TempDir private Path folder = Path.of("");

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Path with(Path path, String permissions) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void createsFilesAndFoldersForTheirOwnerAlone() throws IOException {
    Path inner = folder.resolve("a/b");
    OwnerOnlyFiles.createFolders(inner);
    OwnerOnlyFiles.create(inner.resolve("new")).close();
    OwnerOnlyFiles.open(inner.resolve("lock")).close();
    assertThat(permissions(folder.resolve("a"))).isEqualTo("rwx------");
    assertThat(permissions(inner)).isEqualTo("rwx------");
    assertThat(permissions(inner.resolve("new"))).isEqualTo("rw-------");
    assertThat(permissions(inner.resolve("lock"))).isEqualTo("rw-------");
  }

  @Test
  void createsNothingWhereALinkIs() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "kept");
    Path link = Files.createSymbolicLink(folder.resolve("link"), victim);
    assertThatThrownBy(() -> OwnerOnlyFiles.create(link))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(victim).hasContent("kept");
  }

  @Test
  void existingFileIsOpenedWithFurtherOptions() throws IOException {
    Path file = folder.resolve("file");
    try (FileChannel channel = OwnerOnlyFiles.create(file, StandardOpenOption.READ)) {
      channel.write(ByteBuffer.wrap(new byte[] {7}));
      ByteBuffer read = ByteBuffer.allocate(1);
      assertThat(channel.read(read, 0)).isEqualTo(1);
    }
    OwnerOnlyFiles.open(file).close();
    assertThat(file).hasBinaryContent(new byte[] {7});
  }

  @ParameterizedTest
  @CsvSource({
    "rw-r-----, false, rw-------",
    "rw-rw----, true, rw-------",
    "rw-----w-, true, rw-------",
    "r-xr-xr-x, false, r-x------"
  })
  void takesFromOthersWhatTheyMayDo(String before, boolean writable, String after)
      throws IOException {
    Path file = with(Files.writeString(folder.resolve("file"), ""), before);
    assertThat(OwnerOnlyFiles.isWritableByOthers(file)).isEqualTo(writable);
    assertThat(OwnerOnlyFiles.others(file)).isNotEmpty();
    assertThat(OwnerOnlyFiles.close(file)).isTrue();
    assertThat(permissions(file)).isEqualTo(after);
    assertThat(OwnerOnlyFiles.others(file)).isEmpty();
    assertThat(OwnerOnlyFiles.isWritableByOthers(file)).isFalse();
    assertThat(OwnerOnlyFiles.close(file)).isFalse();
  }

  /// A file system of the JDK that keeps no permissions unless it is asked to.
  @Test
  void setsNothing_whereNoPermissionsAreKept() throws IOException {
    URI zip = URI.create("jar:" + folder.resolve("files.zip").toUri());
    try (FileSystem plain = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path inner = plain.getPath("/data");
      OwnerOnlyFiles.createFolders(inner);
      OwnerOnlyFiles.create(inner.resolve("file")).close();
      assertThat(OwnerOnlyFiles.isKept(inner)).isFalse();
      assertThat(OwnerOnlyFiles.others(inner.resolve("file"))).isEmpty();
      assertThat(OwnerOnlyFiles.close(inner.resolve("file"))).isFalse();
      assertThat(inner.resolve("file")).exists();
    }
    assertThat(OwnerOnlyFiles.isKept(folder.resolve("not/there"))).isTrue();
  }

  @Test
  void keystoreIsItsOwners_fileByFile() throws Exception {
    Path keys = folder.resolve("keys");
    with(Files.createDirectory(keys), "rwxr-xr-x");
    RootSecret.KeyFile secret = RootSecret.KeyFile.create(folder.resolve("secret"));
    try (LocalKeyStore store = LocalKeyStore.create(keys, secret)) {
      store.create(NewKey.of("k", KeyType.AES_256));
    }
    Path nonces = folder.resolve("nonces");
    new FolderNonceStore(nonces, Clock.systemUTC()).issue();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        assertThat(permissions(each)).as(each.toString()).isEqualTo("rw-------");
      }
    }
    assertThat(permissions(nonces)).isEqualTo("rwx------");
  }

  @Test
  void refusesToMakeAKeystore_whereOthersCanWrite() throws IOException {
    Path open = with(Files.createDirectory(folder.resolve("open")), "rwxrwxr-x");
    RootSecret.KeyFile secret = RootSecret.KeyFile.create(folder.resolve("secret"));
    assertThatThrownBy(() -> LocalKeyStore.create(open, secret))
        .isInstanceOf(KeyAccessException.Refused.class)
        .hasMessageContaining("is writable by users other than its owner")
        .hasMessageContaining("chmod 700");
    assertThat(open).isEmptyDirectory();
  }
}

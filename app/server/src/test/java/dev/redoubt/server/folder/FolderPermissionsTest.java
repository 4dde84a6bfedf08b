package dev.redoubt.server.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderPermissionsTest {

  @TempDir private Path folder = Path.of("");
  private Path data = Path.of("");
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void nameData() {
    data = folder.resolve("data");
  }

  private static Path with(Path path, String permissions) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private Path dataWith(String permissions) throws IOException {
    return with(Files.createDirectories(data), permissions);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private void prepare() throws IOException {
    DataFolder.prepare(data, said::add);
  }

  @Test
  void createsTheFolderForItsOwnerAlone() throws IOException {
    prepare();
    assertThat(permissions(data)).isEqualTo("rwx------");
    assertThat(data).isEmptyDirectory();
    assertThat(said).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-xr-x", "rwxrwxr-x", "rwxrwxrwx", "rwx-----x"})
  void restrictsEmptyFolderWithWarning(String before) throws IOException {
    dataWith(before);
    prepare();
    assertThat(permissions(data)).isEqualTo("rwx------");
    assertThat(said)
        .containsExactly(
            "`"
                + data
                + "` was accessible to other users and is now restricted to its owner: other users"
                + " of this machine may have read the file names in it");
  }

  @Test
  void restrictsFilesOfEarlierServer() throws IOException {
    dataWith("rwxr-xr-x");
    with(Files.writeString(data.resolve("registry.db"), ""), "rw-r--r--");
    with(Files.writeString(data.resolve("registry.db-wal"), ""), "rw-r--r--");
    with(Files.createDirectories(data.resolve("ledger/tile")), "rwxr-xr-x");
    with(data.resolve("ledger"), "rwxr-xr-x");
    with(Files.writeString(data.resolve("ledger/tile/000"), ""), "rw-r--r--");
    Path own = with(Files.writeString(data.resolve("notes.txt"), ""), "rw-r--r--");
    prepare();
    for (String each : List.of("", "ledger", "ledger/tile")) {
      assertThat(permissions(data.resolve(each))).as(each).isEqualTo("rwx------");
    }
    for (String each : List.of("registry.db", "registry.db-wal", "ledger/tile/000")) {
      assertThat(permissions(data.resolve(each))).as(each).isEqualTo("rw-------");
    }
    assertThat(permissions(own)).isEqualTo("rw-r--r--");
    assertThat(said).hasSize(1);
    assertThat(said.getFirst())
        .contains("`ledger`, `ledger/tile`, `ledger/tile/000`, `registry.db`", "and others");
    said.clear();
    prepare();
    assertThat(said).isEmpty();
  }

  @Test
  void restrictsFilesInRestrictedFolder() throws IOException {
    dataWith("rwx------");
    Path database = with(Files.writeString(data.resolve("registry.db"), ""), "rw-rw-rw-");
    prepare();
    assertThat(permissions(database)).isEqualTo("rw-------");
    assertThat(said.getFirst()).contains("of this machine may have read `registry.db`");
  }

  @Test
  void restrictsTargetOfLink() throws IOException {
    dataWith("rwxr-xr-x");
    Path disk = with(Files.createDirectories(folder.resolve("disk")), "rwxr-xr-x");
    with(Files.writeString(disk.resolve("blob"), ""), "rw-r--r--");
    Files.createSymbolicLink(data.resolve("blobs"), disk);
    prepare();
    assertThat(permissions(disk)).isEqualTo("rwx------");
    assertThat(permissions(disk.resolve("blob"))).isEqualTo("rw-------");
    assertThat(said.getFirst()).contains("`blobs`, `blobs/blob`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxr-x", "rwxrwxrwx", "rwx----w-", "rwx-w----"})
  void rejectsFolderWritableByOthers(String permissions) throws IOException {
    dataWith(permissions);
    Path database = with(Files.writeString(data.resolve("registry.db"), ""), "rw-r--r--");
    assertThatThrownBy(this::prepare)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "`%1$s` is writable by other users, who may have changed it: check the contents of `%1$s`, and then run `chmod -R go-rwx %1$s`"
                .formatted(data));
    assertThat(permissions(data)).isEqualTo(permissions);
    assertThat(permissions(database)).isEqualTo("rw-r--r--");
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry.db", "keys/keystore.json", "rules/mine.cedar"})
  void rejectsFileWritableByOthers(String name) throws IOException {
    dataWith("rwxr-xr-x");
    Path file = data.resolve(name);
    with(Files.createDirectories(file.getParent()), "rwxr-xr-x");
    with(Files.writeString(file, ""), "rw-rw-rw-");
    assertThatThrownBy(this::prepare)
        .hasMessageContaining("`" + file + "` is writable by other users");
  }

  @Test
  void rejectsOpenFolderWithForeignFiles() throws IOException {
    dataWith("rwxr-xr-x");
    Files.writeString(data.resolve("thesis.tex"), "");
    assertThatThrownBy(this::prepare)
        .hasMessageContaining(
            "is accessible to other users and contains files that are not the server's");
    assertThat(permissions(data)).isEqualTo("rwxr-xr-x");
    dataWith("rwx------");
    prepare();
    assertThat(said).isEmpty();
  }

  private static UserPrincipal other(String name) {
    return new UserPrincipal() {
      @Override
      public String getName() {
        return name;
      }
    };
  }

  @Test
  void rejectsFolderOfOtherUser() throws IOException {
    dataWith("rwx------");
    String owner = Files.getOwner(data).getName();
    assertThatThrownBy(() -> new FolderPermissions(data, other("mallory")).enforce())
        .isInstanceOf(IOException.class)
        .hasMessage(
            "`%s` belongs to `%s`, but this process runs as `mallory`: run it as that user, or use a folder that you own, such as a new subfolder"
                .formatted(data, owner));
  }

  /// Whoever may have read them may use them: `RootSecret`, `KeyFileSigner` and `LocalKeyFile` say
  /// so.
  @ParameterizedTest
  @ValueSource(strings = {"keys.secret", "ledger.key", "issuer.jwk"})
  void doesNotRestrictSecretFiles(String name) throws IOException {
    try (EmbeddedServer server =
        EmbeddedServer.start(ServerSettings.local(data, 0), TrustConfiguration.NONE)) {
      assertThat(server.address()).isNotNull();
    }
    with(data.resolve(name), "rw-r--r--");
    assertThatThrownBy(
            () ->
                EmbeddedServer.start(ServerSettings.local(data, 0), TrustConfiguration.NONE)
                    .close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(name)
        .hasMessageMatching("(?s).*\\bothers? (than|users).*");
    assertThat(permissions(data.resolve(name))).isEqualTo("rw-r--r--");
  }

  @Test
  void skipsCheckWithoutPosixPermissions() throws IOException {
    URI zip = URI.create("jar:" + folder.resolve("files.zip").toUri());
    try (FileSystem plain = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      data = plain.getPath("/data");
      prepare();
      assertThat(data).isDirectory();
      assertThat(said).isEmpty();
    }
  }
}

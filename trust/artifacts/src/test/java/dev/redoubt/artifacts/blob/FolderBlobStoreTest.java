package dev.redoubt.artifacts.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest {

  @TempDir private Path folder;

  private static BlobId put(BlobStore store) throws IOException {
    BlobId id = BlobId.random();
    try (BlobSink sink = store.create(id)) {
      sink.write(new byte[100]);
      sink.commit();
    }
    return id;
  }

  @Test
  void filesAreInTwoLevelsOfFoldersAndAccessibleToOwnerOnly() throws IOException {
    Path root = folder.resolve("blobs");
    BlobId id = put(FolderBlobStore.open(root));
    Path file = root.resolve(id.text().substring(0, 2)).resolve(id.text().substring(2, 4));
    assertThat(permissions(file.resolve(id.text()))).isEqualTo("rw-------");
    assertThat(permissions(file)).isEqualTo("rwx------");
    assertThat(permissions(root)).isEqualTo("rwx------");
    try (Stream<Path> all = Files.list(file)) {
      assertThat(all).containsExactly(file.resolve(id.text()));
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void listsAndDeletesUnfinishedWritesOfACrash() throws IOException {
    Path root = folder.resolve("blobs");
    FolderBlobStore store = FolderBlobStore.open(root);
    BlobId id = put(store);
    Path file =
        root.resolve(id.text().substring(0, 2))
            .resolve(id.text().substring(2, 4))
            .resolve(id.text());
    Path partial = Files.move(file, file.resolveSibling(id + ".partial"));
    List<BlobId> old = new ArrayList<>();
    store.writtenBefore(Instant.now().plusSeconds(60), old::add);
    assertThat(old).containsExactly(id);
    store.delete(id);
    assertThat(partial).doesNotExist();
  }
}

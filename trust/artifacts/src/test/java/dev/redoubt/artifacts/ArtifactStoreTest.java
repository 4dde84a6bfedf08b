package dev.redoubt.artifacts;

import static dev.redoubt.artifacts.ArtifactFixture.ALICE;
import static dev.redoubt.artifacts.ArtifactFixture.assertRefused;
import static dev.redoubt.artifacts.ArtifactFixture.path;
import static dev.redoubt.artifacts.ArtifactFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.artifacts.blob.BlobId;
import dev.redoubt.ledger.format.Sha256Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(ArtifactBackends.class)
class ArtifactStoreTest {

  private static final int[] SIZES = {
    0, 1, 65_479, 65_480, 65_481, 131_000, ParallelDigest.SIZE, ParallelDigest.SIZE + 1, 3_000_000
  };

  @Parameter private ArtifactBackends backends = ArtifactBackends.SQLITE_AND_FOLDER;
  @TempDir private Path folder;
  @AutoClose private ArtifactFixture all;
  private ArtifactRoot run;

  @BeforeEach
  void open() throws Exception {
    all = new ArtifactFixture(backends, folder);
    run = all.run();
  }

  @Test
  void returnsUploadedContentWithSizeAndDigest() throws IOException {
    for (int size : SIZES) {
      byte[] bytes = random(size);
      Artifact put = all.put(run, "files/" + size, bytes);
      assertThat(put.size()).isEqualTo(size);
      assertThat(put.sha256()).isEqualTo(Sha256Digest.sha256(bytes));
      assertThat(all.artifacts.get(run, path("files/" + size))).isEqualTo(put);
      assertThat(all.read(run, "files/" + size)).as("%d bytes", size).isEqualTo(bytes);
    }
  }

  @Test
  void readsAnyRangeOfFilesOfAnySize() throws IOException {
    Random random = new Random(7);
    for (int size : SIZES) {
      byte[] bytes = random(size);
      all.put(run, "file", bytes);
      try (SeekableByteChannel channel = all.artifacts.open(ALICE, run, path("file"))) {
        assertThat(channel.size()).isEqualTo(size);
        for (int i = 0; i < 25; i++) {
          int at = random.nextInt(size + 1);
          int length = random.nextInt(200_000);
          assertThat(ArtifactFixture.read(channel, at, length))
              .isEqualTo(Arrays.copyOfRange(bytes, at, Math.min(size, at + length)));
        }
      }
    }
  }

  @Test
  void replacesExistingFile() throws IOException {
    all.put(run, "a", "first");
    all.put(run, "a", "second");
    assertThat(all.text(run, "a")).isEqualTo("second");
    assertThat(all.paths(run)).containsExactly("a");
  }

  @Test
  void separatesArtifactRoots() throws IOException {
    ArtifactRoot model = all.loggedModel();
    all.put(run, "a", "of the run");
    all.put(model, "a", "of the model");
    assertThat(all.text(run, "a")).isEqualTo("of the run");
    assertThat(all.text(model, "a")).isEqualTo("of the model");
    assertThat(all.artifacts.all(all.run())).isEmpty();
  }

  @Test
  void listsDirectChildrenOfFolder() throws IOException {
    for (String each : List.of("b", "a/x", "a/y/z", "a-b", "a0", "é", "\uD83D\uDE00/deep")) {
      all.put(run, each, each);
    }
    assertThat(listed("")).containsExactly("a/", "a-b", "a0", "b", "é", "\uD83D\uDE00/");
    assertThat(listed("a")).containsExactly("a/x", "a/y/");
    assertThat(listed("a/y")).containsExactly("a/y/z");
    assertThat(listed("nothing")).isEmpty();
    assertThat(all.paths(run))
        .containsExactly("a-b", "a/x", "a/y/z", "a0", "b", "é", "\uD83D\uDE00/deep");
  }

  private List<String> listed(String in) {
    return all.artifacts.list(run, path(in)).stream()
        .map(
            each ->
                switch (each) {
                  case FolderEntry.File(Artifact file) -> file.path().text();
                  case FolderEntry.Folder(ArtifactPath below) -> below + "/";
                })
        .toList();
  }

  @Test
  void refusesFileInPlaceOfFolderAndFolderInPlaceOfFile() throws IOException {
    all.put(run, "a/b", "x");
    assertRefused(
        ErrorCode.RESOURCE_ALREADY_EXISTS, "`a` is a folder", () -> all.put(run, "a", "y"));
    assertRefused(
        ErrorCode.RESOURCE_ALREADY_EXISTS, "`a/b` is a file", () -> all.put(run, "a/b/c/d", "y"));
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE, "must not be empty", () -> all.put(run, "", "y"));
    all.artifacts.delete(ALICE, run, path("a"));
    all.put(run, "a", "y");
    assertThat(all.text(run, "a")).isEqualTo("y");
  }

  @Test
  void deletesFileFolderOrAll() throws IOException {
    for (String each : List.of("a", "b/x", "b/y/z", "b-c", "b0")) {
      all.put(run, each, each);
    }
    assertThat(all.artifacts.delete(ALICE, run, path("a"))).isEqualTo(1);
    assertThat(all.artifacts.delete(ALICE, run, path("b"))).isEqualTo(2);
    assertThat(all.paths(run)).containsExactly("b-c", "b0");
    assertThat(all.artifacts.delete(ALICE, run, ArtifactPath.ROOT)).isEqualTo(2);
    assertThat(all.paths(run)).isEmpty();
  }

  @Test
  void reportsMissingFileOrRoot() throws IOException {
    all.put(run, "a/b", "x");
    ArtifactRoot nobody = new ArtifactRoot.OfRun("0".repeat(32));
    ArtifactRoot noVersion = new ArtifactRoot.OfVersion("0".repeat(32));
    for (String each : List.of("c", "a", "a/b/c")) {
      assertRefused(
          ErrorCode.RESOURCE_DOES_NOT_EXIST, each, () -> all.artifacts.get(run, path(each)));
      assertRefused(ErrorCode.RESOURCE_DOES_NOT_EXIST, each, () -> all.read(run, each));
    }
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST,
        "`c`",
        () -> all.artifacts.delete(ALICE, run, path("c")));
    assertRefused(ErrorCode.RESOURCE_DOES_NOT_EXIST, "run/000", () -> all.put(nobody, "a", "x"));
    assertRefused(ErrorCode.RESOURCE_DOES_NOT_EXIST, "run/000", () -> all.artifacts.all(nobody));
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST, "version/000", () -> all.put(noVersion, "a", "x"));
  }

  @Test
  void writesNoPlaintextToDisk() throws IOException {
    String secret = "the income of Ada Lovelace is 12345";
    all.put(run, "a", secret.repeat(10_000));
    byte[] words = secret.getBytes(StandardCharsets.UTF_8);
    for (BlobId id : all.stored()) {
      assertThat(contains(all.sealed(id), words)).isFalse();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(contains(Files.readAllBytes(file), words)).as(file.toString()).isFalse();
      }
    }
    assertThat(all.text(run, "a")).contains(secret);
  }

  private static boolean contains(byte[] bytes, byte[] words) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains(new String(words, StandardCharsets.ISO_8859_1));
  }

  @Test
  void keepsOldFileWhenUploadCrashes() throws IOException {
    all.put(run, "a", "first");
    for (FaultyBlobStore.Point point :
        List.of(FaultyBlobStore.Point.BEFORE_COMMIT, FaultyBlobStore.Point.AFTER_COMMIT)) {
      all.store.point = point;
      assertThatThrownBy(() -> all.put(run, "a", "second")).hasMessageContaining("stops");
      assertThatThrownBy(() -> all.put(run, "b", "new")).hasMessageContaining("stops");
      all.store.point = FaultyBlobStore.Point.NONE;
      assertThat(all.text(run, "a")).isEqualTo("first");
      assertThat(all.paths(run)).containsExactly("a");
    }
    assertThat(all.stored()).hasSize(3);
  }

  @Test
  void leavesNoBlobWhenSourceFails() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the client is gone");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("the client is gone");
          }
        };
    for (int size : new int[] {10, 2_000_000}) {
      assertThatThrownBy(
              () ->
                  all.artifacts.put(
                      ALICE,
                      run,
                      path("a"),
                      new SequenceInputStream(new ByteArrayInputStream(random(size)), broken)))
          .hasMessage("the client is gone");
    }
    assertThat(all.paths(run)).isEmpty();
    assertThat(all.stored()).isEmpty();
  }

  @Test
  void oneOfConcurrentUploadsWinsCompletely() throws Exception {
    all.put(run, "a", random(1));
    Set<Integer> seen = new TreeSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Artifact>> puts = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        int size = 100_000 + i;
        puts.add(threads.submit(() -> all.put(run, "a", random(size))));
      }
      for (Future<Artifact> each : puts) {
        byte[] now = all.read(run, "a");
        assertThat(now).isEqualTo(random(now.length));
        seen.add((int) each.get().size());
      }
    }
    byte[] last = all.read(run, "a");
    assertThat(last).isEqualTo(random(last.length));
    assertThat(seen).hasSize(12).contains(last.length);
    assertThat(all.paths(run)).containsExactly("a");
  }

  @Test
  void exactlyOneOfFileAndFolderWithSameNameIsCreated() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        String name = "n" + i;
        Future<Artifact> file = threads.submit(() -> all.put(run, name, "file"));
        Future<Artifact> below = threads.submit(() -> all.put(run, name + "/below", "below"));
        assertThat(Stream.of(file, below).filter(ArtifactStoreTest::succeeded).count())
            .isEqualTo(1);
      }
    }
    assertThat(all.paths(run)).hasSize(8);
  }

  private static boolean succeeded(Future<?> future) {
    try {
      future.get();
      return true;
    } catch (InterruptedException | ExecutionException refused) {
      return false;
    }
  }
}

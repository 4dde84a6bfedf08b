package dev.redoubt.artifacts;

import static dev.redoubt.artifacts.ArtifactFixture.ALICE;
import static dev.redoubt.artifacts.ArtifactFixture.assertRefused;
import static dev.redoubt.artifacts.ArtifactFixture.path;
import static dev.redoubt.artifacts.ArtifactFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.artifacts.MultipartUploads.PartTag;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.ledger.format.Sha256Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(ArtifactBackends.class)
class MultipartUploadsTest {

  @Parameter private ArtifactBackends backends = ArtifactBackends.SQLITE_AND_FOLDER;
  @TempDir private Path folder;
  @AutoClose private ArtifactFixture all;
  private ArtifactRoot run;

  @BeforeEach
  void open() throws Exception {
    all = new ArtifactFixture(backends, folder);
    run = all.run();
  }

  private PartTag put(String upload, int number, byte[] bytes) throws IOException {
    return new PartTag(
        number, all.multipart.putPart(ALICE, upload, number, new ByteArrayInputStream(bytes)));
  }

  private String create(int parts) throws IOException {
    return all.multipart.create(ALICE, run, path("big"), parts);
  }

  /// Uploads parts of the given sizes, the last one first.
  private List<PartTag> putAll(String upload, int... sizes) throws IOException {
    List<PartTag> tags = new ArrayList<>();
    for (int i = sizes.length; i > 0; i--) {
      tags.add(put(upload, i, random(sizes[i - 1])));
    }
    return tags;
  }

  private static byte[] joined(int... sizes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int size : sizes) {
      bytes.writeBytes(random(size));
    }
    return bytes.toByteArray();
  }

  @Test
  void partsInAnyOrderBecomeOneSeekableFile() throws IOException {
    Random random = new Random(3);
    List<int[]> shapes =
        List.of(
            new int[] {0},
            new int[] {1, 0, 2, 0},
            new int[] {65_480, 65_480, 1},
            new int[] {300_000, 7, 100_000, 65_536, 0, 131_073, 20_000},
            new int[] {10, 20, 30, 40, 50, 60, 70, 80, 90});
    for (int[] sizes : shapes) {
      String upload = create(sizes.length);
      Artifact artifact = all.multipart.complete(ALICE, upload, putAll(upload, sizes));
      byte[] whole = joined(sizes);
      assertThat(artifact.size()).isEqualTo(whole.length);
      assertThat(artifact.sha256()).isEqualTo(Sha256Digest.sha256(whole));
      assertThat(all.read(run, "big")).isEqualTo(whole);
      try (SeekableByteChannel channel = all.artifacts.open(ALICE, run, path("big"))) {
        for (int i = 0; i < 30; i++) {
          int at = random.nextInt(whole.length + 1);
          int length = random.nextInt(100_000);
          assertThat(ArtifactFixture.read(channel, at, length))
              .isEqualTo(Arrays.copyOfRange(whole, at, Math.min(whole.length, at + length)));
        }
      }
    }
  }

  @Test
  void keepsOldFileUntilUploadIsComplete() throws IOException {
    all.put(run, "big", "before");
    String upload = create(1);
    List<PartTag> tags = putAll(upload, 10);
    assertThat(all.text(run, "big")).isEqualTo("before");
    all.multipart.complete(ALICE, upload, tags);
    assertThat(all.read(run, "big")).isEqualTo(random(10));
    assertThat(all.paths(run)).containsExactly("big");
  }

  @Test
  void lastUploadOfSamePartNumberWins() throws IOException {
    String upload = create(1);
    PartTag first = put(upload, 1, random(10));
    PartTag second = put(upload, 1, random(20));
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "its ETag",
        () -> all.multipart.complete(ALICE, upload, List.of(first)));
    all.multipart.complete(ALICE, upload, List.of(second));
    assertThat(all.read(run, "big")).isEqualTo(random(20));
  }

  @Test
  void refusesCompletionWithMissingOrWrongParts() throws IOException {
    String upload = create(2);
    PartTag first = put(upload, 1, random(10));
    assertRefused(
        ErrorCode.INVALID_STATE,
        "1 of 2 parts",
        () -> all.multipart.complete(ALICE, upload, List.of(first)));
    PartTag second = put(upload, 2, random(20));
    for (List<PartTag> wrong :
        List.of(
            List.<PartTag>of(),
            List.of(first),
            List.of(first, first),
            List.of(first, second, second),
            List.of(first, new PartTag(2, first.etag())))) {
      assertRefused(
          ErrorCode.INVALID_PARAMETER_VALUE,
          "",
          () -> all.multipart.complete(ALICE, upload, wrong));
    }
    for (int number : new int[] {-1, 0, 3}) {
      assertRefused(
          ErrorCode.INVALID_PARAMETER_VALUE, "1 to 2", () -> put(upload, number, random(1)));
    }
    for (int parts : new int[] {-1, 0, 10_001}) {
      assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, "1 to 10000", () -> create(parts));
    }
    all.multipart.complete(ALICE, upload, List.of(second, first));
  }

  @Test
  void refusesRequestsForEndedUpload() throws IOException {
    String completed = create(1);
    all.multipart.complete(ALICE, completed, putAll(completed, 1));
    String aborted = create(1);
    all.multipart.abort(aborted);
    String expired = create(1);
    List<PartTag> tags = putAll(expired, 1);
    all.later(MultipartUploads.LIFE);
    for (String upload : List.of(completed, aborted, expired, "0".repeat(32), "' OR 1=1 --")) {
      assertRefused(
          ErrorCode.RESOURCE_DOES_NOT_EXIST, "no active upload", () -> put(upload, 1, random(1)));
      assertRefused(
          ErrorCode.RESOURCE_DOES_NOT_EXIST,
          "no active upload",
          () -> all.multipart.complete(ALICE, upload, tags));
      assertRefused(
          ErrorCode.RESOURCE_DOES_NOT_EXIST, "no active upload", () -> all.multipart.abort(upload));
    }
  }

  @Test
  void exactlyOneOfConcurrentCompletionsSucceeds() throws Exception {
    String upload = create(2);
    List<PartTag> tags = putAll(upload, 50_000, 1);
    int done = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Artifact>> all8 =
          Collections.nCopies(8, 0).stream()
              .map(_ -> threads.submit(() -> all.multipart.complete(ALICE, upload, tags)))
              .toList();
      for (Future<Artifact> each : all8) {
        try {
          each.get();
          done++;
        } catch (ExecutionException refused) {
          assertThat(refused).hasMessageContaining("no active upload");
        }
      }
    }
    assertThat(done).isEqualTo(1);
    assertThat(all.read(run, "big")).isEqualTo(joined(50_000, 1));
  }

  @Test
  void acceptsConcurrentParts() throws Exception {
    String upload = create(12);
    List<PartTag> tags = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<PartTag>> puts = new ArrayList<>();
      for (int i = 1; i <= 12; i++) {
        int number = i;
        puts.add(threads.submit(() -> put(upload, number, random(number))));
      }
      for (Future<PartTag> each : puts) {
        tags.add(each.get());
      }
    }
    all.multipart.complete(ALICE, upload, tags);
    assertThat(all.read(run, "big")).isEqualTo(joined(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
  }

  @Test
  void refusesToReplaceFileUnderLegalHold() throws IOException {
    String upload = create(1);
    List<PartTag> tags = putAll(upload, 1);
    all.put(run, "big", "evidence");
    all.holds.place(ALICE, new RetentionTarget.OfHome(run), "case 7");
    assertRefused(
        ErrorCode.INVALID_STATE, "case 7", () -> all.multipart.complete(ALICE, upload, tags));
    assertRefused(ErrorCode.INVALID_STATE, "case 7", () -> create(1));
    assertThat(all.text(run, "big")).isEqualTo("evidence");
  }

  @Test
  void refusesCompletionWithTamperedPart() throws IOException {
    String upload = create(1);
    List<PartTag> tags = putAll(upload, 1000);
    byte[] sealed = all.sealed(all.stored().getFirst());
    sealed[100] ^= 1;
    all.tamper(all.stored().getFirst(), sealed);
    assertThatThrownBy(() -> all.multipart.complete(ALICE, upload, tags))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
    assertThat(all.paths(run)).isEmpty();
  }

  @Test
  void garbageCollectsExpiredUploads() throws IOException {
    String expired = create(2);
    putAll(expired, 1, 2);
    String aborted = create(1);
    putAll(aborted, 3);
    all.multipart.abort(aborted);
    String replaced = create(1);
    put(replaced, 1, random(4));
    all.multipart.complete(ALICE, replaced, putAll(replaced, 5));
    assertThat(all.collector.run(ALICE)).isEqualTo(new BlobGarbageCollector.Swept(0, 0, 0, 0));
    all.later(Duration.ofDays(1).plusSeconds(1));
    assertThat(all.collector.run(ALICE)).isEqualTo(new BlobGarbageCollector.Swept(1, 2, 0, 0));
    all.later(Duration.ofDays(1).plusSeconds(1));
    assertThat(all.collector.run(ALICE)).isEqualTo(new BlobGarbageCollector.Swept(0, 2, 0, 0));
    assertThat(all.stored()).hasSize(1);
    assertThat(all.read(run, "big")).isEqualTo(random(5));
  }
}

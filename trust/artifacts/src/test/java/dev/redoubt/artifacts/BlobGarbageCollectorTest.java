package dev.redoubt.artifacts;

import static dev.redoubt.artifacts.ArtifactFixture.ALICE;
import static dev.redoubt.artifacts.ArtifactFixture.assertRefused;
import static dev.redoubt.artifacts.ArtifactFixture.path;
import static dev.redoubt.artifacts.ArtifactFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.artifacts.BlobGarbageCollector.Swept;
import dev.redoubt.artifacts.blob.BlobId;
import dev.redoubt.artifacts.blob.BlobSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(ArtifactBackends.class)
class BlobGarbageCollectorTest {

  /// The blob stores have their own clocks, which advance while a test runs.
  private static final Duration LONG = Duration.ofDays(2);

  @Parameter private ArtifactBackends backends = ArtifactBackends.SQLITE_AND_FOLDER;
  @TempDir private Path folder;
  @AutoClose private ArtifactFixture all;
  private ArtifactRoot run;

  @BeforeEach
  void open() throws Exception {
    all = new ArtifactFixture(backends, folder);
    run = all.run();
  }

  private void putAndStop(FaultyBlobStore.Point point) {
    all.store.point = point;
    assertThatThrownBy(() -> all.put(run, "a", "x")).hasMessageContaining("stops");
    all.store.point = FaultyBlobStore.Point.NONE;
  }

  @Test
  void deletesUnreferencedBlobsAfterGracePeriod() throws IOException {
    all.put(run, "kept", "x");
    all.put(run, "replaced", "x");
    all.put(run, "replaced", "y");
    all.put(run, "deleted", "x");
    all.artifacts.delete(ALICE, run, path("deleted"));
    putAndStop(FaultyBlobStore.Point.AFTER_COMMIT);
    assertThat(all.stored()).hasSize(5);
    assertThat(all.collector.run(ALICE)).isEqualTo(new Swept(0, 0, 0, 0));
    all.later(LONG);
    assertThat(all.collector.run(ALICE)).isEqualTo(new Swept(0, 3, 0, 0));
    assertThat(all.stored()).hasSize(2);
    assertThat(all.text(run, "kept")).isEqualTo("x");
    assertThat(all.text(run, "replaced")).isEqualTo("y");
  }

  @Test
  void gracePeriodStartsWithLossOfLastReference() throws IOException {
    all.put(run, "a", "x");
    all.later(Duration.ofDays(30));
    all.artifacts.delete(ALICE, run, path("a"));
    assertThat(all.collector.run(ALICE)).isEqualTo(new Swept(0, 0, 0, 0));
    all.later(LONG);
    assertThat(all.collector.run(ALICE)).isEqualTo(new Swept(0, 1, 0, 0));
  }

  @Test
  void continuesAfterFailure() throws IOException {
    putAndStop(FaultyBlobStore.Point.AFTER_COMMIT);
    all.put(run, "b", "y");
    all.later(LONG);
    all.store.point = FaultyBlobStore.Point.BEFORE_DELETE;
    assertThatThrownBy(() -> all.collector.run(ALICE)).hasMessageContaining("stops");
    all.store.point = FaultyBlobStore.Point.NONE;
    assertThat(all.collector.run(ALICE)).isEqualTo(new Swept(0, 0, 1, 0));
    assertThat(all.stored()).isEqualTo(all.blobs(run, "b"));
  }

  @Test
  void deletesUnknownBlobsAfterGracePeriod() throws IOException {
    BlobId unknown = BlobId.random();
    try (BlobSink sink = all.store.create(unknown)) {
      sink.write(random(10));
      sink.commit();
    }
    assertThat(all.collector.run(ALICE)).isEqualTo(new Swept(0, 0, 0, 0));
    all.later(LONG);
    assertThat(all.collector.run(ALICE)).isEqualTo(new Swept(0, 0, 1, 0));
    assertThat(all.stored()).isEmpty();
  }

  @Test
  void deletesNothingWhenStoreBelongsToAnotherDatabase() throws IOException {
    for (int i = 0; i < 201; i++) {
      try (BlobSink sink = all.store.create(BlobId.random())) {
        sink.commit();
      }
    }
    all.later(LONG);
    assertThatThrownBy(() -> all.collector.run(ALICE))
        .hasMessageContaining("201 of 201 blobs in the store are unknown to this database");
    assertThat(all.stored()).hasSize(201);
  }

  @Test
  void refusesUploadWhoseBlobWasCollected() throws IOException {
    all.put(run, "a", "before");
    all.store.afterCommit =
        () -> {
          all.later(LONG);
          try {
            all.collector.run(ALICE);
          } catch (IOException failed) {
            throw new IllegalStateException(failed);
          }
        };
    assertRefused(ErrorCode.INVALID_STATE, "took too long", () -> all.put(run, "a", "after"));
    assertThat(all.text(run, "a")).isEqualTo("before");
  }

  @Test
  void collectsConcurrentlyWithUploadsWithoutLoss() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> sweeps =
          threads.submit(
              () -> {
                int runs = 0;
                while (!over.get() || runs == 0) {
                  all.collector.run(ALICE);
                  all.later(Duration.ofHours(1));
                  runs++;
                }
                return runs;
              });
      List<Future<Artifact>> puts = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        String name = "f" + i % 10;
        byte[] bytes = random(1000 + i % 10);
        puts.add(threads.submit(() -> all.put(run, name, bytes)));
      }
      for (Future<Artifact> each : puts) {
        try {
          each.get();
        } catch (ExecutionException swept) {
          // The upload may have taken a day.
          assertThat(swept).hasMessageContaining("took too long");
        }
      }
      over.set(true);
      assertThat(sweeps.get()).isPositive();
    }
    for (String each : all.paths(run)) {
      assertThat(all.read(run, each)).isEqualTo(random(1000 + Integer.parseInt(each.substring(1))));
    }
  }
}

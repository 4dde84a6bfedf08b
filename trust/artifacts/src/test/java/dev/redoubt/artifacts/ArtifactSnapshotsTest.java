package dev.redoubt.artifacts;

import static dev.redoubt.artifacts.ArtifactFixture.ALICE;
import static dev.redoubt.artifacts.ArtifactFixture.assertRefused;
import static dev.redoubt.artifacts.ArtifactFixture.path;
import static dev.redoubt.artifacts.ArtifactFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.artifacts.MultipartUploads.PartTag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(ArtifactBackends.class)
class ArtifactSnapshotsTest {

  @Parameter private ArtifactBackends backends = ArtifactBackends.SQLITE_AND_FOLDER;
  @TempDir private Path folder;
  @AutoClose private ArtifactFixture all;
  private ArtifactRoot run;
  private long model;

  @BeforeEach
  void open() throws Exception {
    all = new ArtifactFixture(backends, folder);
    run = all.run();
    model = all.model("credit");
    all.put(run, "model/MLmodel", "flavors");
    all.put(run, "model/data/weights", random(150_000));
    all.put(run, "plots/roc.png", "png");
  }

  @Test
  void snapshotContainsFolderAndSharesBlobs() throws IOException {
    int blobs = all.stored().size();
    ArtifactRoot.OfVersion version = all.freeze(run, "model", model);
    assertThat(all.paths(version)).containsExactly("MLmodel", "data/weights");
    assertThat(all.text(version, "MLmodel")).isEqualTo("flavors");
    assertThat(all.read(version, "data/weights")).isEqualTo(random(150_000));
    assertThat(all.artifacts.get(version, path("data/weights")).sha256())
        .isEqualTo(all.artifacts.get(run, path("model/data/weights")).sha256());
    assertThat(all.stored()).hasSize(blobs);
    assertThat(all.events("artifact.frozen")).isEqualTo(1);
  }

  @Test
  void copiesSnapshotForAnotherModel() throws IOException {
    ArtifactRoot.OfVersion first = all.freeze(run, "model", model);
    ArtifactRoot.OfVersion second = all.freeze(first, "", all.model("challenger"));
    assertThat(all.paths(second)).containsExactly("MLmodel", "data/weights");
    assertThat(all.text(second, "MLmodel")).isEqualTo("flavors");
  }

  @Test
  void snapshotIsImmutable() throws IOException {
    ArtifactRoot.OfVersion version = all.freeze(run, "model", model);
    assertRefused(ErrorCode.INVALID_STATE, "immutable", () -> all.put(version, "MLmodel", "other"));
    assertRefused(ErrorCode.INVALID_STATE, "immutable", () -> all.put(version, "new", "other"));
    assertRefused(
        ErrorCode.INVALID_STATE,
        "immutable",
        () -> all.artifacts.delete(ALICE, version, ArtifactPath.ROOT));
    assertRefused(
        ErrorCode.INVALID_STATE,
        "immutable",
        () -> all.multipart.create(ALICE, version, path("MLmodel"), 1));
    all.put(run, "model/MLmodel", "changed later");
    all.artifacts.delete(ALICE, run, path("model/data"));
    collectAll();
    assertThat(all.text(version, "MLmodel")).isEqualTo("flavors");
    assertThat(all.read(version, "data/weights")).isEqualTo(random(150_000));
  }

  private void collectAll() throws IOException {
    all.later(Duration.ofDays(3));
    all.collector.run(ALICE);
  }

  @Test
  void refusesSnapshotWithoutFiles() throws IOException {
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST, "`nothing`", () -> all.freeze(run, "nothing", model));
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST, "no files", () -> all.freeze(all.run(), "", model));
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST, "registered-model/99", () -> all.freeze(run, "", 99));
  }

  @Test
  void snapshotDoesNotExistWhenTransactionFails() throws IOException {
    try (ArtifactSnapshots freezing = all.artifacts.freezing(ALICE, run, model)) {
      assertThatThrownBy(
              () ->
                  all.database.write(
                      sql -> {
                        freezing.freeze(sql, path("model"));
                        throw new IllegalArgumentException("the version is not made");
                      }))
          .hasMessage("the version is not made");
    }
    assertThat(all.events("artifact.frozen")).isZero();
  }

  @Test
  void snapshotSurvivesErasureOfSource() throws IOException {
    ArtifactRoot.OfVersion version = all.freeze(run, "model", model);
    all.erasures.erase(ALICE, new KeyOwner.OfExperiment(all.experiment), "a request");
    all.artifactKeys.close();
    collectAll();
    assertThat(all.text(version, "MLmodel")).isEqualTo("flavors");
    assertThat(all.read(version, "data/weights")).isEqualTo(random(150_000));
    assertThat(all.stored()).hasSize(2);
  }

  @Test
  void snapshotContainsMultipartFiles() throws IOException {
    String upload = all.multipart.create(ALICE, run, path("model/big"), 2);
    String first =
        all.multipart.putPart(ALICE, upload, 1, new ByteArrayInputStream(random(70_000)));
    String second = all.multipart.putPart(ALICE, upload, 2, new ByteArrayInputStream(random(5)));
    all.multipart.complete(ALICE, upload, List.of(new PartTag(1, first), new PartTag(2, second)));
    ArtifactRoot.OfVersion version = all.freeze(run, "model", model);
    assertThat(all.read(version, "big")).hasSize(70_005).isEqualTo(all.read(run, "model/big"));
  }

  @Test
  void snapshotIsDeletedWithItsVersion() throws IOException {
    ArtifactRoot.OfVersion version = all.freeze(run, "model", model);
    all.artifacts.delete(ALICE, run, ArtifactPath.ROOT);
    all.database.write(
        sql -> {
          all.artifacts.discard(sql, ALICE, version);
          return version;
        });
    assertThat(all.paths(version)).isEmpty();
    collectAll();
    assertThat(all.stored()).isEmpty();
  }
}

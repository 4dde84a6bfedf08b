package dev.redoubt.artifacts;

import static dev.redoubt.artifacts.ArtifactFixture.ALICE;
import static dev.redoubt.artifacts.ArtifactFixture.assertRefused;
import static dev.redoubt.artifacts.ArtifactFixture.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
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

/// Tests artifact keys, erasure, legal holds and retention.
@ParameterizedClass
@EnumSource(ArtifactBackends.class)
class ErasureAndRetentionTest {

  @Parameter private ArtifactBackends backends = ArtifactBackends.SQLITE_AND_FOLDER;
  @TempDir private Path folder;
  @AutoClose private ArtifactFixture all;
  private ArtifactRoot run;
  private KeyOwner owner;

  @BeforeEach
  void open() throws Exception {
    all = new ArtifactFixture(backends, folder);
    run = all.run();
    owner = new KeyOwner.OfExperiment(all.experiment);
    all.put(run, "a", "income");
  }

  @Test
  void unwrapsKeyOncePerCacheLifetimeAndRecordsIt() throws IOException {
    all.put(all.run(), "b", "x");
    all.text(run, "a");
    assertThat(all.events("key.used")).isEqualTo(1);
    all.later(UnwrappedKeyCache.LIFE);
    all.text(run, "a");
    assertThat(all.events("key.used")).isEqualTo(2);
    assertThat(all.events("vault.created")).isEqualTo(1);
  }

  @Test
  void evictsKeysFromMemory() throws IOException {
    all.put(all.run(all.experiment("fraud")), "a", "x");
    assertThat(all.artifactKeys.inMemory()).isEqualTo(2);
    all.later(UnwrappedKeyCache.LIFE);
    all.collector.run(ALICE);
    assertThat(all.artifactKeys.inMemory()).isZero();
  }

  @Test
  void refusesToReadWhenProviderKeyIsDisabled() throws IOException {
    String key = all.provider.list().getFirst().name();
    all.provider.disable(KeyName.of(key));
    all.artifactKeys.close();
    assertThatThrownBy(() -> all.text(run, "a")).isInstanceOf(KeyAccessException.Disabled.class);
    all.provider.enable(KeyName.of(key));
    assertThat(all.text(run, "a")).isEqualTo("income");
  }

  @Test
  void erasureMakesOldBackupsUnreadable() throws IOException {
    byte[] wrapped =
        all.database.read(
            sql -> sql.sql("SELECT wrapped_key FROM vault").query(byte[].class).single());
    all.erasures.erase(ALICE, owner, "a request of the data subject");
    assertThat(all.erasures.isDestroyed(owner)).isTrue();
    assertThatThrownBy(
            () -> all.provider.unwrap(WrappedKey.decode(wrapped), ArtifactKey.context(owner)))
        .isInstanceOf(KeyAccessException.Destroyed.class);
    assertThat(all.artifactKeys.inMemory()).isZero();
    assertThat(all.events("artifact.erased")).isEqualTo(1);
    assertThat(all.events("key.destroyed")).isEqualTo(1);
    assertErased();
    assertRefused(
        ErrorCode.INVALID_STATE, "erased", () -> all.erasures.erase(ALICE, owner, "again"));
    all.later(Duration.ofDays(2));
    all.collector.run(ALICE);
    assertThat(all.stored()).isEmpty();
  }

  private void assertErased() {
    assertRefused(ErrorCode.INVALID_STATE, "permanently erased", () -> all.text(run, "a"));
    assertRefused(ErrorCode.INVALID_STATE, "permanently erased", () -> all.put(run, "b", "x"));
    assertRefused(ErrorCode.INVALID_STATE, "permanently erased", () -> all.artifacts.all(run));
    assertRefused(
        ErrorCode.INVALID_STATE,
        "permanently erased",
        () -> all.holds.place(ALICE, new RetentionTarget.OfOwner(owner), "case 7"));
  }

  @Test
  void finishesErasureThatFailedAtProvider() throws IOException {
    all.tamper("UPDATE vault SET erased = 1");
    assertThat(all.erasures.isDestroyed(owner)).isFalse();
    assertThat(all.collector.run(ALICE).destroyed()).isEqualTo(1);
    assertThat(all.erasures.isDestroyed(owner)).isTrue();
    assertThat(all.provider.list().getFirst().current().state())
        .isInstanceOf(KeyState.Destroyed.class);
    assertThat(all.collector.run(ALICE).destroyed()).isZero();
  }

  @Test
  void refusesUploadThatFinishesAfterErasure() {
    all.store.afterCommit =
        () -> {
          try {
            all.erasures.erase(ALICE, owner, "a request");
          } catch (IOException failed) {
            throw new IllegalStateException(failed);
          }
        };
    assertRefused(ErrorCode.INVALID_STATE, "permanently erased", () -> all.put(run, "b", "x"));
  }

  @Test
  void erasureDoesNotAffectOtherOwners() throws IOException {
    ArtifactRoot other = all.run(all.experiment("fraud"));
    all.put(other, "a", "x");
    all.erasures.erase(ALICE, owner, "a request");
    all.artifactKeys.close();
    assertThat(all.text(other, "a")).isEqualTo("x");
  }

  @Test
  void legalHoldOnRootProtectsItsFilesUntilLifted() throws IOException {
    RetentionTarget what = new RetentionTarget.OfHome(run);
    long hold = all.holds.place(ALICE, what, "case 7");
    assertKept("case 7", run);
    all.put(run, "new", "can be added");
    all.put(all.run(), "a", "elsewhere");
    all.holds.lift(ALICE, what, hold, "case 7 is closed");
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST,
        "no active hold",
        () -> all.holds.lift(ALICE, what, hold, "x"));
    assertThat(all.holds.list(what)).singleElement().extracting(LegalHold::lifted).isNotNull();
    assertThat(all.artifacts.delete(ALICE, run, ArtifactPath.ROOT)).isEqualTo(2);
    assertThat(List.of(all.events("hold.placed"), all.events("hold.lifted"))).containsExactly(1, 1);
  }

  private void assertKept(String words, ArtifactRoot root) {
    assertRefused(ErrorCode.INVALID_STATE, words, () -> all.put(root, "a", "other"));
    assertRefused(
        ErrorCode.INVALID_STATE, words, () -> all.artifacts.delete(ALICE, root, path("a")));
    assertRefused(
        ErrorCode.INVALID_STATE, words, () -> all.erasures.erase(ALICE, owner, "request"));
  }

  @Test
  void legalHoldOnExperimentProtectsLaterRuns() throws IOException {
    all.holds.place(ALICE, new RetentionTarget.OfOwner(owner), "case 8");
    ArtifactRoot later = all.loggedModel();
    all.put(later, "a", "x");
    assertKept("case 8", run);
    assertKept("case 8", later);
  }

  @Test
  void retentionProtectsUntilItsDateAndCannotBeShortened() throws IOException {
    RetentionTarget what = new RetentionTarget.OfHome(run);
    all.holds.retainUntil(ALICE, what, all.now().plus(Duration.ofDays(30)), "article 12");
    assertKept("retention", run);
    assertRefused(
        ErrorCode.INVALID_STATE,
        "cannot be shortened",
        () -> all.holds.retainUntil(ALICE, what, all.now().plusSeconds(1), "shorter"));
    all.later(Duration.ofDays(31));
    all.put(run, "a", "other");
    all.erasures.erase(ALICE, owner, "its time is over");
    assertErased();
  }

  @Test
  void heldVersionSurvivesErasureOfExperimentAndCannotBeDeleted() throws IOException {
    long model = all.model("credit");
    ArtifactRoot.OfVersion version = all.freeze(run, "", model);
    long hold = all.holds.place(ALICE, new RetentionTarget.OfHome(version), "case 9");
    all.erasures.erase(ALICE, owner, "a request");
    assertThat(all.text(version, "a")).isEqualTo("income");
    assertRefused(
        ErrorCode.INVALID_STATE,
        "case 9",
        () -> all.erasures.erase(ALICE, new KeyOwner.OfRegisteredModel(model), "a request"));
    assertRefused(ErrorCode.INVALID_STATE, "case 9", () -> discard(version));
    all.holds.lift(ALICE, new RetentionTarget.OfHome(version), hold, "closed");
    discard(version);
  }

  private void discard(ArtifactRoot.OfVersion version) {
    all.database.write(
        sql -> {
          all.artifacts.discard(sql, ALICE, version);
          return version;
        });
  }

  @Test
  void openReaderContinuesWhenFileIsReplacedAndCollected() throws IOException {
    try (SeekableByteChannel channel = all.artifacts.open(ALICE, run, path("a"))) {
      all.put(run, "a", "other");
      all.collector.run(ALICE);
      assertThat(ArtifactFixture.read(channel, 0, 100)).asString().isEqualTo("income");
    }
  }

  @Test
  void requiresReason() {
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "a reason is required",
        () -> all.holds.place(ALICE, new RetentionTarget.OfHome(run), " "));
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "a reason is required",
        () -> all.erasures.erase(ALICE, owner, ""));
  }
}

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

/// Keys, erasure, holds and retention.
@ParameterizedClass
@EnumSource(ArtifactBackends.class)
class KeepingTest {

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
  void asksTheProviderOnceInAWhile_andWritesItDown() throws IOException {
    all.put(all.run(), "b", "x");
    all.text(run, "a");
    assertThat(all.events("key.used")).isEqualTo(1);
    all.later(UnwrappedKeyCache.LIFE);
    all.text(run, "a");
    assertThat(all.events("key.used")).isEqualTo(2);
    assertThat(all.events("vault.created")).isEqualTo(1);
  }

  @Test
  void keepsKeysInMemory_notForLong() throws IOException {
    all.put(all.run(all.experiment("fraud")), "a", "x");
    assertThat(all.vaults.inMemory()).isEqualTo(2);
    all.later(UnwrappedKeyCache.LIFE);
    all.sweeper.run(ALICE);
    assertThat(all.vaults.inMemory()).isZero();
  }

  @Test
  void readsNothing_whenTheProvidersKeyIsDisabled() throws IOException {
    String key = all.provider.list().getFirst().name();
    all.provider.disable(KeyName.of(key));
    all.vaults.close();
    assertThatThrownBy(() -> all.text(run, "a")).isInstanceOf(KeyAccessException.Disabled.class);
    all.provider.enable(KeyName.of(key));
    assertThat(all.text(run, "a")).isEqualTo("income");
  }

  @Test
  void erases_alsoForWhoHasAnOldCopyOfEverything() throws IOException {
    byte[] wrapped =
        all.database.read(
            sql -> sql.sql("SELECT wrapped_key FROM vault").query(byte[].class).single());
    all.erasures.erase(ALICE, owner, "a request of the data subject");
    assertThat(all.erasures.isDestroyed(owner)).isTrue();
    assertThatThrownBy(
            () -> all.provider.unwrap(WrappedKey.decode(wrapped), ArtifactKey.context(owner)))
        .isInstanceOf(KeyAccessException.Destroyed.class);
    assertThat(all.vaults.inMemory()).isZero();
    assertThat(all.events("artifact.erased")).isEqualTo(1);
    assertThat(all.events("key.destroyed")).isEqualTo(1);
    assertErased();
    assertRefused(
        ErrorCode.INVALID_STATE, "erased", () -> all.erasures.erase(ALICE, owner, "again"));
    all.later(Duration.ofDays(2));
    all.sweeper.run(ALICE);
    assertThat(all.stored()).isEmpty();
  }

  private void assertErased() {
    assertRefused(ErrorCode.INVALID_STATE, "erased for good", () -> all.text(run, "a"));
    assertRefused(ErrorCode.INVALID_STATE, "erased for good", () -> all.put(run, "b", "x"));
    assertRefused(ErrorCode.INVALID_STATE, "erased for good", () -> all.artifacts.all(run));
    assertRefused(
        ErrorCode.INVALID_STATE,
        "erased for good",
        () -> all.holds.place(ALICE, new RetentionTarget.OfOwner(owner), "case 7"));
  }

  @Test
  void finishesAnErasure_thatTheProviderDidNot() throws IOException {
    all.tamper("UPDATE vault SET erased = 1");
    assertThat(all.erasures.isDestroyed(owner)).isFalse();
    assertThat(all.sweeper.run(ALICE).destroyed()).isEqualTo(1);
    assertThat(all.erasures.isDestroyed(owner)).isTrue();
    assertThat(all.provider.list().getFirst().current().state())
        .isInstanceOf(KeyState.Destroyed.class);
    assertThat(all.sweeper.run(ALICE).destroyed()).isZero();
  }

  @Test
  void anUploadThatEndsAfterTheErasure_isRefused() {
    all.store.afterCommit =
        () -> {
          try {
            all.erasures.erase(ALICE, owner, "a request");
          } catch (IOException failed) {
            throw new IllegalStateException(failed);
          }
        };
    assertRefused(ErrorCode.INVALID_STATE, "erased for good", () -> all.put(run, "b", "x"));
  }

  @Test
  void otherVaultsStay_whenOneIsErased() throws IOException {
    ArtifactRoot other = all.run(all.experiment("fraud"));
    all.put(other, "a", "x");
    all.erasures.erase(ALICE, owner, "a request");
    all.vaults.close();
    assertThat(all.text(other, "a")).isEqualTo("x");
  }

  @Test
  void aHoldOfAHome_keepsItsFiles_untilItIsLifted() throws IOException {
    RetentionTarget what = new RetentionTarget.OfHome(run);
    long hold = all.holds.place(ALICE, what, "case 7");
    assertKept("case 7", run);
    all.put(run, "new", "can be added");
    all.put(all.run(), "a", "elsewhere");
    all.holds.lift(ALICE, what, hold, "case 7 is closed");
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST, "no hold", () -> all.holds.lift(ALICE, what, hold, "x"));
    assertThat(all.holds.list(what)).singleElement().extracting(LegalHold::lifted).isNotNull();
    assertThat(all.artifacts.delete(ALICE, run, ArtifactPath.ROOT)).isEqualTo(2);
    assertThat(List.of(all.events("hold.placed"), all.events("hold.lifted"))).containsExactly(1, 1);
  }

  private void assertKept(String words, ArtifactRoot home) {
    assertRefused(ErrorCode.INVALID_STATE, words, () -> all.put(home, "a", "other"));
    assertRefused(
        ErrorCode.INVALID_STATE, words, () -> all.artifacts.delete(ALICE, home, path("a")));
    assertRefused(
        ErrorCode.INVALID_STATE, words, () -> all.erasures.erase(ALICE, owner, "request"));
  }

  @Test
  void aHoldOfAnExperiment_keepsAllInIt_alsoWhatComesLater() throws IOException {
    all.holds.place(ALICE, new RetentionTarget.OfOwner(owner), "case 8");
    ArtifactRoot later = all.loggedModel();
    all.put(later, "a", "x");
    assertKept("case 8", run);
    assertKept("case 8", later);
  }

  @Test
  void retentionKeepsUntilItsTime_andIsNeverShortened() throws IOException {
    RetentionTarget what = new RetentionTarget.OfHome(run);
    all.holds.retainUntil(ALICE, what, all.now().plus(Duration.ofDays(30)), "article 12");
    assertKept("retained", run);
    assertRefused(
        ErrorCode.INVALID_STATE,
        "never shortened",
        () -> all.holds.retainUntil(ALICE, what, all.now().plusSeconds(1), "shorter"));
    all.later(Duration.ofDays(31));
    all.put(run, "a", "other");
    all.erasures.erase(ALICE, owner, "its time is over");
    assertErased();
  }

  @Test
  void aHeldVersion_outlivesItsExperiment_andIsNotDiscarded() throws IOException {
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
  void whoReadsAlready_readsOn_whenAFileIsReplacedAndSwept() throws IOException {
    try (SeekableByteChannel channel = all.artifacts.open(ALICE, run, path("a"))) {
      all.put(run, "a", "other");
      all.sweeper.run(ALICE);
      assertThat(ArtifactFixture.read(channel, 0, 100)).asString().isEqualTo("income");
    }
  }

  @Test
  void aReasonIsNeeded() {
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "a reason is needed",
        () -> all.holds.place(ALICE, new RetentionTarget.OfHome(run), " "));
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "a reason is needed",
        () -> all.erasures.erase(ALICE, owner, ""));
  }
}

package dev.redoubt.registry.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RefusedException;
import dev.redoubt.gate.Claim;
import dev.redoubt.gate.Evidence;
import dev.redoubt.gate.Giver;
import dev.redoubt.gate.ModelDigest;
import dev.redoubt.gate.move.VersionStatus;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.registration.Registrations;
import dev.redoubt.scan.Verdict;
import dev.redoubt.scan.engine.Rules;
import dev.redoubt.signing.Manifest;
import dev.redoubt.signing.ModelVerifier;
import dev.redoubt.signing.Scope;
import dev.redoubt.signing.trust.Trust;
import dev.redoubt.store.testing.Databases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class IntakeTest {

  /// Calls `os.system("id")` when it is loaded.
  private static final String MALICIOUS = "cos\nsystem\n(S'id'\ntR.";

  /// An object of a class that nobody knows.
  private static final String CUSTOM = "cmodels.custom\nForest\n(tR.";

  @Parameter private Databases databases = Databases.SQLITE;
  @TempDir private Path folder;
  @AutoClose private IntakeFixture all;

  @BeforeEach
  void open() throws Exception {
    all = new IntakeFixture(databases, folder);
  }

  @Test
  void scansAndSigns_whatIsClean() throws Exception {
    try (Intake intake = all.start()) {
      ModelVersion version =
          all.ended(
              intake,
              all.register(
                  Map.of(
                      "MLmodel", "flavors: {}".getBytes(StandardCharsets.UTF_8),
                      "data/weights.json", "[1, 2]".getBytes(StandardCharsets.UTF_8))));
      assertThat(version.status()).isEqualTo(VersionStatus.READY);
      assertThat(version.statusMessage()).isNull();
      assertThat(all.evidence(version).stream().map(each -> each.claim().kind()))
          .containsExactlyInAnyOrder("scan", "signature");
      assertThat(all.evidence(version)).allMatch(each -> each.by().equals(Giver.REGISTRY));
      assertThat(all.scans(version).getFirst().verdict()).isEqualTo(Verdict.CLEAN);
      assertThat(all.scans(version).getFirst().rules()).isEqualTo(Rules.digest());
      assertThat(all.events())
          .containsSubsequence(
              "version.created test#alice",
              "evidence.added registry",
              "key.used registry",
              "evidence.added registry",
              "version.completed registry");
    }
  }

  @Test
  void signsSoThatOthersCanVerify() throws Exception {
    try (Intake intake = all.start()) {
      ModelVersion version = all.ended(intake, all.register("MLmodel", "flavors: {}"));
      Claim.Signature signature =
          all.evidence(version).stream()
              .map(Evidence::claim)
              .filter(Claim.Signature.class::isInstance)
              .map(Claim.Signature.class::cast)
              .findFirst()
              .orElseThrow();
      PublicKey key = all.keys.publicKey(dev.redoubt.keys.KeyName.of(RegistrySigner.KEY));
      Manifest manifest =
          ModelVerifier.of(Trust.Keys.of(key), Scope.DEFAULT)
              .manifest(signature.bundle().toArray());
      assertThat(ModelDigest.of(manifest))
          .isEqualTo(
              ModelDigest.of(
                  Registrations.digests(
                      all.artifacts.all(Registrations.home(version).orElseThrow()))));
    }
  }

  @Test
  void refusesWhatActsWhenItIsLoaded() throws Exception {
    try (Intake intake = all.start()) {
      ModelVersion version = all.ended(intake, all.register("model.pkl", MALICIOUS));
      assertThat(version.status()).isEqualTo(VersionStatus.FAILED_REGISTRATION);
      assertThat(version.statusMessage()).contains("malicious", "model.pkl", "system");
      assertThat(all.scans(version).getFirst().verdict()).isEqualTo(Verdict.MALICIOUS);
      assertThat(all.evidence(version)).hasSize(1);
      assertThatThrownBy(version::refuseIfNotReady)
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("was refused");
    }
  }

  @Test
  void refusesWhatNobodyCanRead() throws Exception {
    try (Intake intake = all.start()) {
      ModelVersion version = all.ended(intake, all.register("model.zip", "PK\3\4 and no end"));
      assertThat(version.status()).isEqualTo(VersionStatus.FAILED_REGISTRATION);
      assertThat(version.statusMessage()).contains("unreadable");
    }
  }

  @Test
  void takesWhatIsSuspicious_andSaysSo() throws Exception {
    try (Intake intake = all.start()) {
      ModelVersion version = all.ended(intake, all.register("model.pkl", CUSTOM));
      assertThat(version.status()).isEqualTo(VersionStatus.READY);
      assertThat(all.scans(version).getFirst().verdict()).isEqualTo(Verdict.SUSPICIOUS);
      assertThat(all.scans(version).getFirst().findings().getFirst()).contains("Forest");
    }
  }

  @Test
  void seesWhatWasChangedInTheStore() throws Exception {
    ModelVersion version = all.register("MLmodel", "flavors: {}");
    assertThat(version.statusMessage()).isNull();
    assertThat(all.read(version).statusMessage()).isEqualTo("its files wait to be scanned");
    try (Stream<Path> files = Files.walk(folder.resolve("blobs"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        change(each);
      }
    }
    try (Intake intake = all.start()) {
      ModelVersion ended = all.ended(intake, version);
      assertThat(ended.status()).isEqualTo(VersionStatus.FAILED_REGISTRATION);
      assertThat(ended.statusMessage()).contains("not what was uploaded");
      assertThat(all.evidence(version)).isEmpty();
    }
  }

  private static void change(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void waits_whileThereAreNoKeys() throws Exception {
    ModelVersion version = all.register("MLmodel", "flavors: {}");
    all.keysAre(false);
    try (Intake intake = all.start()) {
      ModelVersion waiting = version;
      long end = System.nanoTime() + IntakeFixture.LONG.toNanos();
      while (all.trouble.isEmpty() && System.nanoTime() < end) {
        waiting = intake.taken(IntakeFixture.ALICE, version, Duration.ofMillis(50));
      }
      waiting = all.read(waiting);
      assertThat(waiting.status()).isEqualTo(VersionStatus.PENDING_REGISTRATION);
      assertThat(waiting.statusMessage()).contains("the store or the keys fail");
      assertThatThrownBy(waiting::refuseIfNotReady).hasMessageContaining("is not ready yet");
      assertThat(all.trouble.getFirst()).contains("version 1 of `credit` waits");
      all.keysAre(true);
      assertThat(all.ended(intake, version).status()).isEqualTo(VersionStatus.READY);
    }
  }

  @Test
  void goesOn_whereItEnded() throws Exception {
    ModelVersion first = all.register("MLmodel", "flavors: {}");
    ModelVersion second = all.register("model.pkl", MALICIOUS);
    all.start().close();
    try (Intake intake = all.start()) {
      assertThat(all.ended(intake, first).status()).isEqualTo(VersionStatus.READY);
      assertThat(all.ended(intake, second).status()).isEqualTo(VersionStatus.FAILED_REGISTRATION);
    }
    try (Intake again = all.start()) {
      assertThat(all.ended(again, first).status()).isEqualTo(VersionStatus.READY);
    }
    assertThat(all.scans(first)).hasSize(1);
  }

  @Test
  void twoOfThem_takeEachVersionOnce() throws Exception {
    try (Intake one = all.start();
        Intake other = all.start()) {
      for (int i = 0; i < 10; i++) {
        ModelVersion version = all.register("MLmodel", "flavors: {" + i + ": 0}");
        assertThat(all.ended(i % 2 == 0 ? one : other, version).status())
            .isEqualTo(VersionStatus.READY);
        assertThat(all.scans(version)).hasSize(1);
      }
    }
    assertThat(all.trouble).isEmpty();
  }

  @Test
  void takesOneOfEach_beforeAnotherOfTheSame() throws Exception {
    for (int i = 0; i < 20; i++) {
      all.register("MLmodel", "flavors: {" + i + ": 0}");
    }
    Caller bob = new Caller("test#bob", "bob", _ -> true);
    ModelVersion last = all.register(bob, "MLmodel", "flavors: {}");
    try (Intake intake = all.start(1)) {
      all.ended(intake, last);
      assertThat(all.completed().indexOf("models:/credit/" + last.number())).isEqualTo(1);
    }
  }

  @Test
  void scansAgain_whatWasScannedLongAgo() throws Exception {
    ModelVersion version;
    try (Intake intake = all.start()) {
      version = all.ended(intake, all.register("MLmodel", "flavors: {}"));
    }
    all.start().close();
    assertThat(all.scans(version)).hasSize(1);
    all.later(IntakeFixture.MAX_AGE.plusDays(1));
    try (Intake intake = all.start()) {
      // What is registered afterwards is taken first; the end of it says nothing of the old one.
      long end = System.nanoTime() + IntakeFixture.LONG.toNanos();
      while (all.scans(version).size() < 2 && System.nanoTime() < end) {
        intake.taken(IntakeFixture.ALICE, version, Duration.ZERO);
      }
    }
    assertThat(all.scans(version)).hasSize(2);
    assertThat(all.read(version).status()).isEqualTo(VersionStatus.READY);
  }

  @Test
  void doesNotMind_whenAVersionIsDeletedMeanwhile() throws Exception {
    ModelVersion version = all.register("MLmodel", "flavors: {}");
    all.versions.delete(IntakeFixture.ALICE, "credit", version.number());
    ModelVersion next = all.register("MLmodel", "flavors: {}");
    try (Intake intake = all.start()) {
      assertThat(all.ended(intake, next).status()).isEqualTo(VersionStatus.READY);
    }
    assertThat(all.trouble).isEmpty();
  }

  @Test
  void registersNothing_whereThereIsNothing() {
    assertThatThrownBy(() -> all.register(Map.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no files");
  }

  @Test
  void hidesVersionsFromWhoMayNotSeeThem() throws Exception {
    ModelVersion version = all.register("MLmodel", "flavors: {}");
    Caller mallory = new Caller("test#mallory", "mallory", _ -> false);
    try (Intake intake = all.start()) {
      assertThatThrownBy(() -> intake.taken(mallory, version, Duration.ZERO))
          .isInstanceOf(RefusedException.class);
      assertThat(List.of(all.ended(intake, version).status())).containsOnly(VersionStatus.READY);
    }
  }
}

package dev.redoubt.registry.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.gate.Attester;
import dev.redoubt.gate.Evidence;
import dev.redoubt.gate.EvidenceClaim;
import dev.redoubt.gate.ModelDigest;
import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.registration.VersionRegistration;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.engine.RuleCatalog;
import dev.redoubt.signing.HashScope;
import dev.redoubt.signing.Manifest;
import dev.redoubt.signing.ModelVerifier;
import dev.redoubt.signing.trust.TrustRoots;
import dev.redoubt.store.testing.TestDatabases;
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
@EnumSource(TestDatabases.class)
class IntakeWorkerTest {

  /// Calls `os.system("id")` when it is loaded.
  private static final String MALICIOUS = "cos\nsystem\n(S'id'\ntR.";

  /// An object of an unknown class.
  private static final String CUSTOM = "cmodels.custom\nForest\n(tR.";

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;
  @TempDir private Path folder;
  @AutoClose private IntakeFixture all;

  @BeforeEach
  void open() throws Exception {
    all = new IntakeFixture(databases, folder);
  }

  @Test
  void scansAndSignsCleanVersion() throws Exception {
    try (IntakeWorker intake = all.start()) {
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
      assertThat(all.evidence(version)).allMatch(each -> each.by().equals(Attester.REGISTRY));
      assertThat(all.scans(version).getFirst().verdict()).isEqualTo(ScanVerdict.CLEAN);
      assertThat(all.scans(version).getFirst().rules()).isEqualTo(RuleCatalog.digest());
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
  void signatureCanBeVerifiedIndependently() throws Exception {
    try (IntakeWorker intake = all.start()) {
      ModelVersion version = all.ended(intake, all.register("MLmodel", "flavors: {}"));
      EvidenceClaim.Signature signature =
          all.evidence(version).stream()
              .map(Evidence::claim)
              .filter(EvidenceClaim.Signature.class::isInstance)
              .map(EvidenceClaim.Signature.class::cast)
              .findFirst()
              .orElseThrow();
      PublicKey key = all.keys.publicKey(dev.redoubt.keys.KeyName.of(RegistryModelSigner.KEY));
      Manifest manifest =
          ModelVerifier.of(TrustRoots.Keys.of(key), HashScope.DEFAULT)
              .manifest(signature.bundle().toArray());
      assertThat(ModelDigest.of(manifest))
          .isEqualTo(
              ModelDigest.of(
                  VersionRegistration.digests(
                      all.artifacts.all(VersionRegistration.artifactRoot(version).orElseThrow()))));
    }
  }

  @Test
  void refusesFilesThatExecuteCodeWhenLoaded() throws Exception {
    try (IntakeWorker intake = all.start()) {
      ModelVersion version = all.ended(intake, all.register("model.pkl", MALICIOUS));
      assertThat(version.status()).isEqualTo(VersionStatus.FAILED_REGISTRATION);
      assertThat(version.statusMessage()).contains("malicious", "model.pkl", "system");
      assertThat(all.scans(version).getFirst().verdict()).isEqualTo(ScanVerdict.MALICIOUS);
      assertThat(all.evidence(version)).hasSize(1);
      assertThatThrownBy(version::refuseIfNotReady)
          .isInstanceOf(RequestRefusedException.class)
          .hasMessageContaining("was refused");
    }
  }

  @Test
  void refusesUnreadableFiles() throws Exception {
    try (IntakeWorker intake = all.start()) {
      ModelVersion version = all.ended(intake, all.register("model.zip", "PK\3\4 and no end"));
      assertThat(version.status()).isEqualTo(VersionStatus.FAILED_REGISTRATION);
      assertThat(version.statusMessage()).contains("unreadable");
    }
  }

  @Test
  void acceptsSuspiciousFilesAndRecordsVerdict() throws Exception {
    try (IntakeWorker intake = all.start()) {
      ModelVersion version = all.ended(intake, all.register("model.pkl", CUSTOM));
      assertThat(version.status()).isEqualTo(VersionStatus.READY);
      assertThat(all.scans(version).getFirst().verdict()).isEqualTo(ScanVerdict.SUSPICIOUS);
      assertThat(all.scans(version).getFirst().findings().getFirst()).contains("Forest");
    }
  }

  @Test
  void detectsTamperedFiles() throws Exception {
    ModelVersion version = all.register("MLmodel", "flavors: {}");
    assertThat(version.statusMessage()).isNull();
    assertThat(all.read(version).statusMessage()).isEqualTo("waiting for the scan of its files");
    try (Stream<Path> files = Files.walk(folder.resolve("blobs"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        change(each);
      }
    }
    try (IntakeWorker intake = all.start()) {
      ModelVersion ended = all.ended(intake, version);
      assertThat(ended.status()).isEqualTo(VersionStatus.FAILED_REGISTRATION);
      assertThat(ended.statusMessage()).contains("do not match the upload");
      assertThat(all.evidence(version)).isEmpty();
    }
  }

  private static void change(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void waitsWhileKeysAreUnavailable() throws Exception {
    ModelVersion version = all.register("MLmodel", "flavors: {}");
    all.keysAre(false);
    try (IntakeWorker intake = all.start()) {
      ModelVersion waiting = version;
      long end = System.nanoTime() + IntakeFixture.LONG.toNanos();
      while (all.trouble.isEmpty() && System.nanoTime() < end) {
        waiting = intake.awaitRegistration(IntakeFixture.ALICE, version, Duration.ofMillis(50));
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
  void continuesAfterRestart() throws Exception {
    ModelVersion first = all.register("MLmodel", "flavors: {}");
    ModelVersion second = all.register("model.pkl", MALICIOUS);
    all.start().close();
    try (IntakeWorker intake = all.start()) {
      assertThat(all.ended(intake, first).status()).isEqualTo(VersionStatus.READY);
      assertThat(all.ended(intake, second).status()).isEqualTo(VersionStatus.FAILED_REGISTRATION);
    }
    try (IntakeWorker again = all.start()) {
      assertThat(all.ended(again, first).status()).isEqualTo(VersionStatus.READY);
    }
    assertThat(all.scans(first)).hasSize(1);
  }

  @Test
  void twoWorkersProcessEachVersionOnce() throws Exception {
    try (IntakeWorker one = all.start();
        IntakeWorker other = all.start()) {
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
  void alternatesBetweenAuthors() throws Exception {
    for (int i = 0; i < 20; i++) {
      all.register("MLmodel", "flavors: {" + i + ": 0}");
    }
    Caller bob = new Caller("test#bob", "bob", _ -> true);
    ModelVersion last = all.register(bob, "MLmodel", "flavors: {}");
    try (IntakeWorker intake = all.start(1)) {
      all.ended(intake, last);
      assertThat(all.completed().indexOf("models:/credit/" + last.number())).isEqualTo(1);
    }
  }

  @Test
  void repeatsOldScans() throws Exception {
    ModelVersion version;
    try (IntakeWorker intake = all.start()) {
      version = all.ended(intake, all.register("MLmodel", "flavors: {}"));
    }
    all.start().close();
    assertThat(all.scans(version)).hasSize(1);
    all.later(IntakeFixture.MAX_AGE.plusDays(1));
    try (IntakeWorker intake = all.start()) {
      // The version registered afterwards is taken first; its end does not tell when the other one
      // ends.
      long end = System.nanoTime() + IntakeFixture.LONG.toNanos();
      while (all.scans(version).size() < 2 && System.nanoTime() < end) {
        intake.awaitRegistration(IntakeFixture.ALICE, version, Duration.ZERO);
      }
    }
    assertThat(all.scans(version)).hasSize(2);
    assertThat(all.read(version).status()).isEqualTo(VersionStatus.READY);
  }

  @Test
  void toleratesDeletionOfPendingVersion() throws Exception {
    ModelVersion version = all.register("MLmodel", "flavors: {}");
    all.versions.delete(IntakeFixture.ALICE, "credit", version.number());
    ModelVersion next = all.register("MLmodel", "flavors: {}");
    try (IntakeWorker intake = all.start()) {
      assertThat(all.ended(intake, next).status()).isEqualTo(VersionStatus.READY);
    }
    assertThat(all.trouble).isEmpty();
  }

  @Test
  void refusesRegistrationWithoutFiles() {
    assertThatThrownBy(() -> all.register(Map.of()))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("no files");
  }

  @Test
  void hidesVersionsFromCallersWithoutAccess() throws Exception {
    ModelVersion version = all.register("MLmodel", "flavors: {}");
    Caller mallory = new Caller("test#mallory", "mallory", _ -> false);
    try (IntakeWorker intake = all.start()) {
      assertThatThrownBy(() -> intake.awaitRegistration(mallory, version, Duration.ZERO))
          .isInstanceOf(RequestRefusedException.class);
      assertThat(List.of(all.ended(intake, version).status())).containsOnly(VersionStatus.READY);
    }
  }
}

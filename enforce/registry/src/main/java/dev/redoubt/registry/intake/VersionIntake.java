package dev.redoubt.registry.intake;

import dev.redoubt.artifacts.ArtifactRoot;
import dev.redoubt.artifacts.ArtifactStore;
import dev.redoubt.gate.EvidenceClaim;
import dev.redoubt.gate.RegistryEvidence;
import dev.redoubt.gate.move.VersionStatus;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.ModelVersions;
import dev.redoubt.registry.registration.VersionRegistration;
import dev.redoubt.scan.engine.RuleCatalog;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.outbox.Outbox;
import dev.redoubt.store.outbox.SecurityEvent;
import dev.redoubt.store.outbox.SecurityEventBody;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Scans and signs one version. What comes out is written down in one transaction with the end of
/// its registration, so that a version is never ready without its evidence.
final class VersionIntake implements AutoCloseable {

  static final String SCANNER = "redoubt model scan";

  /// Between two messages of how far it is.
  private static final Duration PACE = Duration.ofSeconds(1);

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final ModelVersions versions;
  private final ArtifactStore artifacts;
  private final VersionScanner examiner;
  private final RegistryModelSigner signer;

  VersionIntake(
      RegistryDatabase database,
      InstantSource clock,
      ModelVersions versions,
      ArtifactStore artifacts,
      KeyProvider keys,
      Path scratch) {
    this.database = database;
    this.clock = clock;
    this.versions = versions;
    this.artifacts = artifacts;
    this.examiner = new VersionScanner(artifacts, scratch);
    this.signer = new RegistryModelSigner(keys);
  }

  /// Ends the registration of a pending version.
  ///
  /// @throws IOException if the store or the keys fail
  /// @throws dev.redoubt.access.RequestRefusedException if somebody else has ended it, or it is
  ///   gone
  void register(ModelVersion version) throws IOException {
    Optional<ArtifactRoot.OfVersion> home = VersionRegistration.home(version);
    if (home.isEmpty()) {
      versions.completeWithoutFiles(IntakeWorker.REGISTRY, version.model(), version.number());
      return;
    }
    ScanSummary findings = examiner.examine(IntakeWorker.REGISTRY, home.get(), progress(version));
    EvidenceClaim.Scan scan = findings.claim(SCANNER, RuleCatalog.digest());
    if (findings.isRefused()) {
      database.write(
          sql -> {
            add(sql, version, scan);
            return end(sql, version, VersionStatus.FAILED_REGISTRATION, findings.refusal());
          });
      return;
    }
    versions.progress(version, "its files are being signed");
    EvidenceClaim.Signature signature =
        signer.sign(version.model() + "/" + version.number(), artifacts.all(home.get()));
    database.write(
        sql -> {
          add(sql, version, scan);
          used(sql, version, signature);
          RegistryEvidence.signed(
              sql, version.model(), version.number(), clock.instant(), signature);
          return end(sql, version, VersionStatus.READY, null);
        });
  }

  /// Scans the files of a version that is there once more.
  ///
  /// @return why it would be refused today; empty if it would not be
  Optional<String> scanAgain(ModelVersion version) throws IOException {
    Optional<ArtifactRoot.OfVersion> home = VersionRegistration.home(version);
    if (home.isEmpty()) {
      return Optional.empty();
    }
    ScanSummary findings = examiner.examine(IntakeWorker.REGISTRY, home.get(), (_, _, _) -> {});
    EvidenceClaim.Scan scan = findings.claim(SCANNER, RuleCatalog.digest());
    database.write(sql -> add(sql, version, scan));
    return findings.isRefused() ? Optional.of(findings.refusal()) : Optional.empty();
  }

  /// Ends a registration otherwise.
  void finish(ModelVersion version, VersionStatus status, @Nullable String message) {
    database.write(sql -> end(sql, version, status, message));
  }

  private boolean add(JdbcClient sql, ModelVersion version, EvidenceClaim.Scan scan) {
    RegistryEvidence.scanned(sql, version.model(), version.number(), clock.instant(), scan);
    return true;
  }

  private ModelVersion end(
      JdbcClient sql, ModelVersion version, VersionStatus status, @Nullable String message) {
    return ModelVersions.complete(
        sql,
        clock.instant(),
        IntakeWorker.REGISTRY.id(),
        version.model(),
        version.number(),
        status,
        message);
  }

  private void used(JdbcClient sql, ModelVersion version, EvidenceClaim.Signature signature) {
    SecurityEventBody body =
        new SecurityEventBody().with("key", RegistryModelSigner.KEY).with("for", "signature");
    body.with("hint", signature.key());
    String subject = "models:/" + version.model() + "/" + version.number();
    Outbox.add(
        sql,
        new SecurityEvent(
            "key.used", subject, IntakeWorker.REGISTRY.id(), clock.instant(), body.text()));
  }

  private VersionScanner.Listener progress(ModelVersion version) {
    return new VersionScanner.Listener() {
      private Instant next = Instant.MIN;

      @Override
      public void next(int file, int files, String path) {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
          next = now.plus(PACE);
          versions.progress(
              version, "its files are being scanned: %d of %d, `%s`".formatted(file, files, path));
        }
      }
    };
  }

  @Override
  public void close() {
    examiner.close();
  }
}

package dev.redoubt.registry.intake;

import dev.redoubt.artifacts.ArtifactRoot;
import dev.redoubt.artifacts.ArtifactStore;
import dev.redoubt.gate.EvidenceClaim;
import dev.redoubt.gate.RegistryEvidence;
import dev.redoubt.gate.transition.VersionStatus;
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

/// Scans and signs one version. The evidence is recorded in the transaction that ends the
/// registration, so that no version is ready without its evidence.
final class VersionIntake implements AutoCloseable {

  static final String SCANNER = "redoubt model scan";

  /// Interval between progress messages.
  private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(1);

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final ModelVersions versions;
  private final ArtifactStore artifacts;
  private final VersionScanner scanner;
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
    this.scanner = new VersionScanner(artifacts, scratch);
    this.signer = new RegistryModelSigner(keys);
  }

  /// Completes the registration of a pending version.
  ///
  /// @throws IOException if the blob store or the key provider fails
  /// @throws dev.redoubt.access.RequestRefusedException if the registration has already ended or
  ///   the version is deleted
  void register(ModelVersion version) throws IOException {
    Optional<ArtifactRoot.OfVersion> root = VersionRegistration.artifactRoot(version);
    if (root.isEmpty()) {
      versions.completeWithoutFiles(IntakeWorker.REGISTRY, version.model(), version.number());
      return;
    }
    ScanSummary findings = scanner.scan(IntakeWorker.REGISTRY, root.get(), progress(version));
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
        signer.sign(version.model() + "/" + version.number(), artifacts.all(root.get()));
    database.write(
        sql -> {
          add(sql, version, scan);
          recordKeyUse(sql, version, signature);
          RegistryEvidence.signed(
              sql, version.model(), version.number(), clock.instant(), signature);
          return end(sql, version, VersionStatus.READY, null);
        });
  }

  /// Scans the files of a ready version again.
  ///
  /// @return why it would be refused today; empty if it would be accepted
  Optional<String> scanAgain(ModelVersion version) throws IOException {
    Optional<ArtifactRoot.OfVersion> root = VersionRegistration.artifactRoot(version);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    ScanSummary findings = scanner.scan(IntakeWorker.REGISTRY, root.get(), (_, _, _) -> {});
    EvidenceClaim.Scan scan = findings.claim(SCANNER, RuleCatalog.digest());
    database.write(sql -> add(sql, version, scan));
    return findings.isRefused() ? Optional.of(findings.refusal()) : Optional.empty();
  }

  /// Ends a registration with another status.
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

  private void recordKeyUse(
      JdbcClient sql, ModelVersion version, EvidenceClaim.Signature signature) {
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
          next = now.plus(PROGRESS_INTERVAL);
          versions.progress(
              version, "its files are being scanned: %d of %d, `%s`".formatted(file, files, path));
        }
      }
    };
  }

  @Override
  public void close() {
    scanner.close();
  }
}

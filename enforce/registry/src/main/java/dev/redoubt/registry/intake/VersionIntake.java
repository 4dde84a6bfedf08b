package dev.redoubt.registry.intake;

import dev.redoubt.artifacts.Artifacts;
import dev.redoubt.artifacts.Home;
import dev.redoubt.gate.Claim;
import dev.redoubt.gate.OwnEvidence;
import dev.redoubt.gate.move.VersionStatus;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.ModelVersions;
import dev.redoubt.registry.registration.Registrations;
import dev.redoubt.scan.engine.Rules;
import dev.redoubt.store.Database;
import dev.redoubt.store.outbox.Event;
import dev.redoubt.store.outbox.EventBody;
import dev.redoubt.store.outbox.Outbox;
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

  private final Database database;
  private final InstantSource clock;
  private final ModelVersions versions;
  private final Artifacts artifacts;
  private final Examiner examiner;
  private final RegistrySigner signer;

  VersionIntake(
      Database database,
      InstantSource clock,
      ModelVersions versions,
      Artifacts artifacts,
      KeyProvider keys,
      Path scratch) {
    this.database = database;
    this.clock = clock;
    this.versions = versions;
    this.artifacts = artifacts;
    this.examiner = new Examiner(artifacts, scratch);
    this.signer = new RegistrySigner(keys);
  }

  /// Ends the registration of a pending version.
  ///
  /// @throws IOException if the store or the keys fail
  /// @throws dev.redoubt.access.RefusedException if somebody else has ended it, or it is gone
  void register(ModelVersion version) throws IOException {
    Optional<Home.OfVersion> home = Registrations.home(version);
    if (home.isEmpty()) {
      versions.completeWithoutFiles(Intake.REGISTRY, version.model(), version.number());
      return;
    }
    Findings findings = examiner.examine(Intake.REGISTRY, home.get(), progress(version));
    Claim.Scan scan = findings.claim(SCANNER, Rules.digest());
    if (findings.isRefused()) {
      database.write(
          sql -> {
            add(sql, version, scan);
            return end(sql, version, VersionStatus.FAILED_REGISTRATION, findings.refusal());
          });
      return;
    }
    versions.progress(version, "its files are being signed");
    Claim.Signature signature =
        signer.sign(version.model() + "/" + version.number(), artifacts.all(home.get()));
    database.write(
        sql -> {
          add(sql, version, scan);
          used(sql, version, signature);
          OwnEvidence.signed(sql, version.model(), version.number(), clock.instant(), signature);
          return end(sql, version, VersionStatus.READY, null);
        });
  }

  /// Scans the files of a version that is there once more.
  ///
  /// @return why it would be refused today; empty if it would not be
  Optional<String> scanAgain(ModelVersion version) throws IOException {
    Optional<Home.OfVersion> home = Registrations.home(version);
    if (home.isEmpty()) {
      return Optional.empty();
    }
    Findings findings = examiner.examine(Intake.REGISTRY, home.get(), (_, _, _) -> {});
    Claim.Scan scan = findings.claim(SCANNER, Rules.digest());
    database.write(sql -> add(sql, version, scan));
    return findings.isRefused() ? Optional.of(findings.refusal()) : Optional.empty();
  }

  /// Ends a registration otherwise.
  void finish(ModelVersion version, VersionStatus status, @Nullable String message) {
    database.write(sql -> end(sql, version, status, message));
  }

  private boolean add(JdbcClient sql, ModelVersion version, Claim.Scan scan) {
    OwnEvidence.scanned(sql, version.model(), version.number(), clock.instant(), scan);
    return true;
  }

  private ModelVersion end(
      JdbcClient sql, ModelVersion version, VersionStatus status, @Nullable String message) {
    return ModelVersions.complete(
        sql,
        clock.instant(),
        Intake.REGISTRY.id(),
        version.model(),
        version.number(),
        status,
        message);
  }

  private void used(JdbcClient sql, ModelVersion version, Claim.Signature signature) {
    EventBody body = new EventBody().with("key", RegistrySigner.KEY).with("for", "signature");
    body.with("hint", signature.key());
    String subject = "models:/" + version.model() + "/" + version.number();
    Outbox.add(
        sql, new Event("key.used", subject, Intake.REGISTRY.id(), clock.instant(), body.text()));
  }

  private Examiner.Listener progress(ModelVersion version) {
    return new Examiner.Listener() {
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

package dev.redoubt.registry.intake;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.artifacts.ArtifactKeys;
import dev.redoubt.artifacts.ArtifactLocation;
import dev.redoubt.artifacts.ArtifactPath;
import dev.redoubt.artifacts.ArtifactRoot;
import dev.redoubt.artifacts.ArtifactStore;
import dev.redoubt.artifacts.blob.FolderBlobStore;
import dev.redoubt.gate.Evidence;
import dev.redoubt.gate.EvidenceClaim;
import dev.redoubt.gate.GatePolicy;
import dev.redoubt.gate.GateService;
import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.keys.KeyInfo;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.local.RootSecret;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.registry.RegistryMigrations;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.ModelVersions;
import dev.redoubt.registry.models.NewModelVersion;
import dev.redoubt.registry.models.RegisteredModels;
import dev.redoubt.registry.models.VersionDeletionListener;
import dev.redoubt.registry.registration.VersionRegistration;
import dev.redoubt.registry.tracking.Experiments;
import dev.redoubt.registry.tracking.NewRun;
import dev.redoubt.registry.tracking.Runs;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.testing.TestDatabases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A registry in a folder, with a model and an intake worker for its versions.
final class IntakeFixture implements AutoCloseable {

  static final Caller ALICE = new Caller("test#alice", "alice", _ -> true);
  static final Duration LONG = Duration.ofSeconds(60);
  static final Duration MAX_AGE = Duration.ofDays(23);

  final Path folder;
  final RegistryDatabase database;
  final LocalKeyStore keys;
  final ArtifactKeys vaults;
  final ArtifactStore artifacts;
  final ModelVersions versions;
  final List<String> trouble = new CopyOnWriteArrayList<>();
  private final VersionRegistration registrations;
  private final Runs runs;
  private volatile Duration moved = Duration.ZERO;

  IntakeFixture(TestDatabases databases, Path folder) throws IOException, SQLException {
    this.folder = folder;
    database = databases.open(folder, RegistryMigrations.MIGRATIONS);
    keys =
        LocalKeyStore.create(
            folder.resolve("keys"), new RootSecret.Given(SecretBytes.random(RootSecret.SIZE)));
    vaults = new ArtifactKeys(database, this::now, keys, KeyType.AES_256);
    artifacts =
        new ArtifactStore(
            database, this::now, FolderBlobStore.open(folder.resolve("blobs")), vaults);
    VersionDeletionListener removals = VersionRegistration.removals(artifacts);
    versions = new ModelVersions(database, this::now, (_, _, _, _) -> {}, removals);
    RegisteredModels models =
        new RegisteredModels(database, this::now, (_, _, _, _) -> {}, removals);
    registrations = new VersionRegistration(database, models, versions, artifacts);
    Experiments.open(database, this::now);
    runs = new Runs(database, this::now);
    models.create(ALICE, "credit", AccessAttributes.DEFAULT, null, Map.of());
  }

  Instant now() {
    return Instant.now().plus(moved);
  }

  void later(Duration by) {
    moved = moved.plus(by);
  }

  IntakeWorker start() {
    return start(2);
  }

  IntakeWorker start(int threads) {
    return IntakeWorker.start(
        database,
        this::now,
        versions,
        artifacts,
        keys,
        new IntakeWorker.Options(folder.resolve("scratch"), threads, MAX_AGE, trouble::add));
  }

  /// Registers a version with files, by path.
  ModelVersion register(Map<String, byte[]> files) throws IOException {
    return register(ALICE, files);
  }

  ModelVersion register(Caller author, String path, String text) throws IOException {
    return register(author, Map.of(path, text.getBytes(StandardCharsets.UTF_8)));
  }

  private ModelVersion register(Caller author, Map<String, byte[]> files) throws IOException {
    String run = runs.create(author, new NewRun(0, "", "", 1, List.of())).info().id();
    ArtifactRoot root = new ArtifactRoot.OfRun(run);
    for (Map.Entry<String, byte[]> each : files.entrySet()) {
      artifacts.put(
          ALICE,
          root,
          new ArtifactPath("model/" + each.getKey()),
          new ByteArrayInputStream(each.getValue()));
    }
    String location =
        VersionRegistration.ARTIFACTS
            + new ArtifactLocation(0L, root, new ArtifactPath("model")).text();
    return registrations.register(
        author,
        new NewModelVersion(
            "credit", "runs:/" + run + "/model", location, run, null, null, null, Map.of()));
  }

  ModelVersion register(String path, String text) throws IOException {
    return register(Map.of(path, text.getBytes(StandardCharsets.UTF_8)));
  }

  ModelVersion read(ModelVersion version) {
    return versions.get(ALICE, version.model(), version.number());
  }

  /// Waits for the registration to end.
  ModelVersion ended(IntakeWorker intake, ModelVersion version) {
    ModelVersion now = intake.awaitRegistration(ALICE, version, LONG);
    if (now.status() == VersionStatus.PENDING_REGISTRATION) {
      throw new AssertionError("it is still pending: " + now.statusMessage() + ", " + trouble);
    }
    return now;
  }

  List<Evidence> evidence(ModelVersion version) {
    return new GateService(database, this::now, GatePolicy.builtIn())
        .evidence(ALICE, version.model(), version.number());
  }

  List<EvidenceClaim.Scan> scans(ModelVersion version) {
    return evidence(version).stream()
        .map(Evidence::claim)
        .filter(EvidenceClaim.Scan.class::isInstance)
        .map(EvidenceClaim.Scan.class::cast)
        .toList();
  }

  /// Returns the events that wait for the ledger, as `type actor`.
  List<String> events() {
    return database.read(
        sql ->
            sql.sql("SELECT type, actor FROM outbox ORDER BY id")
                .query((row, _) -> row.getString(1) + " " + row.getString(2))
                .list());
  }

  /// Versions in the order in which their registration ended.
  List<String> completed() {
    return database.read(
        sql ->
            sql.sql("SELECT subject FROM outbox WHERE type = 'version.completed' ORDER BY id")
                .query((row, _) -> row.getString(1))
                .list());
  }

  /// Makes the key provider unavailable or available again.
  void keysAre(boolean there) throws KeyAccessException {
    for (KeyInfo each : keys.list()) {
      if (there) {
        keys.enable(KeyName.of(each.name()));
      } else {
        keys.disable(KeyName.of(each.name()));
      }
    }
    // Unwrapped keys are cached for five minutes.
    later(Duration.ofMinutes(6));
  }

  @Override
  public void close() {
    vaults.close();
    keys.close();
    database.close();
  }
}

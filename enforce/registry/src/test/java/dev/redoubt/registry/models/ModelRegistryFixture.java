package dev.redoubt.registry.models;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.gate.transition.Transition;
import dev.redoubt.gate.transition.TransitionGuard;
import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.store.RegistryDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The stores on one database, with a clock that advances by a second with each reading, and a
/// guard that records transitions and refuses on request.
final class ModelRegistryFixture implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-25T08:00:00Z");
  static final AccessAttributes SECRET = new AccessAttributes("credit", "production", "restricted");

  static final Caller ALICE = new Caller("test#alice", "alice", label -> true);
  static final Caller BOB = new Caller("test#bob", "bob", AccessAttributes.DEFAULT::equals);
  static final Caller NOBODY = new Caller("test#nobody", "nobody", label -> false);

  final RegistryDatabase database;
  final List<Transition> asked = new ArrayList<>();
  final List<Transition> refused = new ArrayList<>();
  final RegisteredModels models;
  final ModelVersions versions;
  final ModelStages stages;
  final ModelAliases aliases;
  final ModelSearch search;

  private Instant now = START;

  ModelRegistryFixture(RegistryDatabase database) {
    this.database = database;
    InstantSource clock = this::tick;
    TransitionGuard guard =
        (sql, label, move, caller) -> {
          asked.add(move);
          if (refused.contains(move)) {
            throw new RequestRefusedException(
                ErrorCode.PERMISSION_DENIED, "an approval is missing");
          }
        };
    models = new RegisteredModels(database, clock, guard, (_, _, _) -> {});
    versions = new ModelVersions(database, clock, guard, (_, _, _) -> {});
    stages = new ModelStages(database, clock, guard);
    aliases = new ModelAliases(database, clock, guard);
    search = new ModelSearch(database);
  }

  private Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }

  RegisteredModel model(String name) {
    return model(name, AccessAttributes.DEFAULT);
  }

  RegisteredModel model(String name, AccessAttributes label) {
    return models.create(ALICE, name, label, null, Map.of());
  }

  ModelVersion version(String model) {
    return versions.create(ALICE, new NewModelVersion(model, "mlflow-artifacts:/" + model));
  }

  /// Returns a version that was scanned and is ready.
  ModelVersion ready(String model) {
    long number = version(model).number();
    scanned(model, number);
    return versions.complete(ALICE, model, number, VersionStatus.READY, null);
  }

  /// Records a snapshot and a scan of a version, as far as this package checks them.
  void scanned(String model, long number) {
    database.write(
        sql -> {
          sql.sql(
                  """
                  INSERT INTO version_digest (version, root, layout)
                  SELECT v.id, 'root', 'layout'
                  FROM model_version v JOIN registered_model m ON m.id = v.model
                  WHERE m.name = ? AND v.version = ?
                  """)
              .params(model, number)
              .update();
          return evidence(sql, models.get(ALICE, model).label().project(), "scan", "registry");
        });
  }

  /// Digest of the files of all versions here.
  static int evidence(JdbcClient sql, String project, String kind, String principal) {
    return sql.sql(
            """
            INSERT INTO evidence (project, root, layout, kind, environment, principal,
              principal_name, principal_kind, demo, personas, time, body)
            VALUES (?, 'root', 'layout', ?, '', ?, 'x', 'WORKLOAD', 0, '', 0, '{}')
            """)
        .params(project, kind, principal)
        .update();
  }

  /// Returns types and subjects of the events in the outbox.
  List<String> events() {
    return database.read(
        sql ->
            sql.sql("SELECT type || ' ' || subject FROM outbox ORDER BY id")
                .query(String.class)
                .list());
  }

  static void assertRefused(ErrorCode problem, ThrowingCallable call) {
    Assertions.assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused -> Assertions.assertThat(refused.problem()).isEqualTo(problem));
  }

  @Override
  public void close() {
    database.close();
  }
}

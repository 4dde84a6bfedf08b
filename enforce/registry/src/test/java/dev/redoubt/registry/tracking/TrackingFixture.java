package dev.redoubt.registry.tracking;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.store.RegistryDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The tracking stores on a real database, with a clock that advances by a second with each
/// reading.
final class TrackingFixture implements AutoCloseable {

  static final AccessAttributes SECRET = new AccessAttributes("fraud", "production", "restricted");

  /// Sees everything.
  static final Caller ALICE = new Caller("test#alice", "alice", _ -> true);

  /// Sees everything except [#SECRET].
  static final Caller BOB = new Caller("test#bob", "bob", label -> !label.equals(SECRET));

  /// Sees nothing.
  static final Caller NOBODY = new Caller("test#nobody", "nobody", _ -> false);

  final RegistryDatabase database;
  final Experiments experiments;
  final ExperimentSearch experimentSearch;
  final Runs runs;
  final RunData data;
  final RunSearch runSearch;
  final MetricHistory history;
  final RunInputs inputs;
  final LoggedModels models;
  final LoggedModelSearch modelSearch;

  TrackingFixture(RegistryDatabase database) {
    this.database = database;
    AtomicLong seconds = new AtomicLong(1_000);
    InstantSource clock = () -> Instant.ofEpochSecond(seconds.incrementAndGet());
    experiments = Experiments.open(database, clock);
    experimentSearch = new ExperimentSearch(database);
    runs = new Runs(database, clock);
    data = new RunData(database);
    runSearch = new RunSearch(database);
    history = new MetricHistory(database);
    inputs = new RunInputs(database);
    models = new LoggedModels(database, clock);
    modelSearch = new LoggedModelSearch(database);
  }

  long experiment(String name) {
    return experiments.create(
        ALICE, new NewExperiment(name, AccessAttributes.DEFAULT, "", List.of()));
  }

  long secretExperiment(String name) {
    return experiments.create(ALICE, new NewExperiment(name, SECRET, "", List.of()));
  }

  String run(long experiment) {
    return run(experiment, 1);
  }

  String run(long experiment, long startTime) {
    return runs.create(ALICE, new NewRun(experiment, "", "", startTime, List.of())).info().id();
  }

  String model(long experiment) {
    return models
        .create(ALICE, new NewLoggedModel(experiment, "", "", "", List.of(), List.of()))
        .id();
  }

  Run read(String run) {
    return runs.get(ALICE, run);
  }

  List<String> find(long experiment, String filter, String... orders) {
    return runSearch
        .find(ALICE, List.of(experiment), SearchRequest.of(filter, orders))
        .items()
        .stream()
        .map(run -> run.info().id())
        .toList();
  }

  @Override
  public void close() {
    database.close();
  }
}

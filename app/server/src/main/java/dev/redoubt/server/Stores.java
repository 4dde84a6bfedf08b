package dev.redoubt.server;

import dev.redoubt.registry.models.Aliases;
import dev.redoubt.registry.models.ModelSearch;
import dev.redoubt.registry.models.ModelVersions;
import dev.redoubt.registry.models.MoveGuard;
import dev.redoubt.registry.models.RegisteredModels;
import dev.redoubt.registry.models.Stages;
import dev.redoubt.registry.store.Database;
import dev.redoubt.registry.tracking.ExperimentSearch;
import dev.redoubt.registry.tracking.Experiments;
import dev.redoubt.registry.tracking.Inputs;
import dev.redoubt.registry.tracking.LoggedModelSearch;
import dev.redoubt.registry.tracking.LoggedModels;
import dev.redoubt.registry.tracking.MetricHistory;
import dev.redoubt.registry.tracking.RunData;
import dev.redoubt.registry.tracking.RunSearch;
import dev.redoubt.registry.tracking.Runs;
import java.time.InstantSource;

/// All that is kept in one database.
public record Stores(
    Database database,
    InstantSource clock,
    Experiments experiments,
    ExperimentSearch experimentSearch,
    Runs runs,
    RunData runData,
    RunSearch runSearch,
    MetricHistory metrics,
    Inputs inputs,
    LoggedModels loggedModels,
    LoggedModelSearch loggedModelSearch,
    RegisteredModels models,
    ModelVersions versions,
    Stages stages,
    Aliases aliases,
    ModelSearch modelSearch) {

  /// Opens a database.
  ///
  /// @param guard is asked before anything moves that models are loaded by
  public static Stores open(Database database, InstantSource clock, MoveGuard guard) {
    return new Stores(
        database,
        clock,
        Experiments.open(database, clock),
        new ExperimentSearch(database),
        new Runs(database, clock),
        new RunData(database),
        new RunSearch(database),
        new MetricHistory(database),
        new Inputs(database),
        new LoggedModels(database, clock),
        new LoggedModelSearch(database),
        new RegisteredModels(database, clock, guard),
        new ModelVersions(database, clock, guard),
        new Stages(database, clock, guard),
        new Aliases(database, clock, guard),
        new ModelSearch(database));
  }
}

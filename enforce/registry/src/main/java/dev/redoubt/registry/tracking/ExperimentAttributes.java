package dev.redoubt.registry.tracking;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.store.RegistryDatabase;
import java.util.function.Supplier;

/// Reads the access attributes of experiments, runs and logged models, deleted ones included.
public final class ExperimentAttributes {

  private final RegistryDatabase database;

  /// Creates the service.
  public ExperimentAttributes(RegistryDatabase database) {
    this.database = database;
  }

  /// Returns the access attributes of a run's experiment.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException if the run does not exist for the caller
  public AccessAttributes ofRun(Caller caller, String run) {
    return find(
        caller,
        "SELECT l.project, l.environment, l.sensitivity FROM run r"
            + " JOIN experiment e ON e.id = r.experiment JOIN label l ON l.id = e.label"
            + " WHERE r.id = ? AND ",
        run,
        () -> TrackingErrors.noRun(run));
  }

  /// Returns the access attributes of a logged model's experiment.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException if the logged model does not exist for the
  ///   caller
  public AccessAttributes ofLoggedModel(Caller caller, String model) {
    return find(
        caller,
        "SELECT l.project, l.environment, l.sensitivity FROM logged_model m"
            + " JOIN experiment e ON e.id = m.experiment JOIN label l ON l.id = e.label"
            + " WHERE m.id = ? AND ",
        model,
        () -> TrackingErrors.noModel(model));
  }

  /// Returns the access attributes of an experiment.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException if the experiment does not exist for the
  ///   caller
  public AccessAttributes ofExperiment(Caller caller, long id) {
    return find(
        caller,
        "SELECT l.project, l.environment, l.sensitivity FROM experiment e"
            + " JOIN label l ON l.id = e.label WHERE e.id = ? AND ",
        id,
        () -> TrackingErrors.noExperiment(id));
  }

  private AccessAttributes find(
      Caller caller, String select, Object id, Supplier<? extends RuntimeException> missing) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    return database.read(
        sql ->
            sql.sql(select + visible.condition("e.label"))
                .param(id)
                .params(visible.labels())
                .query((row, _) -> VisibleAttributeIds.label(row))
                .optional()
                .orElseThrow(missing));
  }
}

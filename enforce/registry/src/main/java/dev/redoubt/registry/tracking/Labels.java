package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Label;
import dev.redoubt.access.Visible;
import dev.redoubt.store.Database;
import java.util.function.Supplier;

/// The labels that rights depend on, found without reading what they are the labels of. Deleted
/// things have theirs, too.
public final class Labels {

  private final Database database;

  /// Labels in a database.
  public Labels(Database database) {
    this.database = database;
  }

  /// The label of a run's experiment.
  ///
  /// @throws dev.redoubt.access.RefusedException if there is none for the caller
  public Label ofRun(Caller caller, String run) {
    return find(
        caller,
        "SELECT l.project, l.environment, l.sensitivity FROM run r"
            + " JOIN experiment e ON e.id = r.experiment JOIN label l ON l.id = e.label"
            + " WHERE r.id = ? AND ",
        run,
        () -> Refusals.noRun(run));
  }

  /// The label of a logged model's experiment.
  ///
  /// @throws dev.redoubt.access.RefusedException if there is none for the caller
  public Label ofLoggedModel(Caller caller, String model) {
    return find(
        caller,
        "SELECT l.project, l.environment, l.sensitivity FROM logged_model m"
            + " JOIN experiment e ON e.id = m.experiment JOIN label l ON l.id = e.label"
            + " WHERE m.id = ? AND ",
        model,
        () -> Refusals.noModel(model));
  }

  /// The label of an experiment.
  ///
  /// @throws dev.redoubt.access.RefusedException if there is none for the caller
  public Label ofExperiment(Caller caller, long id) {
    return find(
        caller,
        "SELECT l.project, l.environment, l.sensitivity FROM experiment e"
            + " JOIN label l ON l.id = e.label WHERE e.id = ? AND ",
        id,
        () -> Refusals.noExperiment(id));
  }

  private Label find(
      Caller caller, String select, Object id, Supplier<? extends RuntimeException> missing) {
    Visible visible = Visible.experiments(caller, database);
    return database.read(
        sql ->
            sql.sql(select + visible.condition("e.label"))
                .param(id)
                .params(visible.labels())
                .query((row, _) -> Visible.label(row))
                .optional()
                .orElseThrow(missing));
  }
}

package dev.redoubt.registry.models;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Label;
import dev.redoubt.access.Visible;
import dev.redoubt.store.Database;

/// The labels that rights to registered models depend on.
public final class ModelLabels {

  private final Database database;

  /// Labels in a database.
  public ModelLabels(Database database) {
    this.database = database;
  }

  /// The label of a model.
  ///
  /// @throws dev.redoubt.access.RefusedException if there is no such model for the caller
  public Label of(Caller caller, String model) {
    Visible visible = Visible.models(caller, database);
    return database.read(sql -> ModelRows.find(sql, visible, model).label());
  }
}

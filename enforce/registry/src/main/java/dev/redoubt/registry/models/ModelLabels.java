package dev.redoubt.registry.models;

import dev.redoubt.registry.Caller;
import dev.redoubt.registry.Label;
import dev.redoubt.registry.internal.Visible;
import dev.redoubt.registry.store.Database;

/// The labels that rights to registered models depend on.
public final class ModelLabels {

  private final Database database;

  /// Labels in a database.
  public ModelLabels(Database database) {
    this.database = database;
  }

  /// The label of a model.
  ///
  /// @throws dev.redoubt.registry.RefusedException if there is no such model for the caller
  public Label of(Caller caller, String model) {
    Visible visible = Visible.models(caller, database);
    return database.read(sql -> ModelRows.find(sql, visible, model).label());
  }
}

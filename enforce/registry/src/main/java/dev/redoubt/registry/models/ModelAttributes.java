package dev.redoubt.registry.models;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.VisibleAttributes;
import dev.redoubt.store.RegistryDatabase;

/// The labels that rights to registered models depend on.
public final class ModelAttributes {

  private final RegistryDatabase database;

  /// Labels in a database.
  public ModelAttributes(RegistryDatabase database) {
    this.database = database;
  }

  /// The label of a model.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException if there is no such model for the caller
  public AccessAttributes of(Caller caller, String model) {
    VisibleAttributes visible = VisibleAttributes.models(caller, database);
    return database.read(sql -> RegisteredModelRows.find(sql, visible, model).label());
  }
}

package dev.redoubt.registry.models;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.store.RegistryDatabase;

/// Reads the access attributes of registered models.
public final class ModelAttributes {

  private final RegistryDatabase database;

  /// Creates the service.
  public ModelAttributes(RegistryDatabase database) {
    this.database = database;
  }

  /// Returns the access attributes of a model.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException if the model does not exist for the caller
  public AccessAttributes of(Caller caller, String model) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.read(sql -> RegisteredModelRows.find(sql, visible, model).label());
  }
}

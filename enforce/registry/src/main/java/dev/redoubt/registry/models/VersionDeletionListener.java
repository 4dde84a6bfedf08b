package dev.redoubt.registry.models;

import dev.redoubt.access.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Lets go of what belongs to a version when it is deleted.
@FunctionalInterface
public interface VersionDeletionListener {

  /// Lets go of it.
  ///
  /// @param sql of the transaction in which the version is deleted
  /// @throws dev.redoubt.access.RequestRefusedException if it is to be kept; the version stays then
  void removing(JdbcClient sql, Caller caller, ModelVersion version);
}

package dev.redoubt.registry.models;

import dev.redoubt.access.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Releases what belongs to a version when it is deleted.
@FunctionalInterface
public interface VersionDeletionListener {

  /// Called in the transaction that deletes a version.
  ///
  /// @param sql client of the transaction that deletes the version
  /// @throws dev.redoubt.access.RequestRefusedException if the version must be kept; it is not
  ///   deleted then
  void removing(JdbcClient sql, Caller caller, ModelVersion version);
}

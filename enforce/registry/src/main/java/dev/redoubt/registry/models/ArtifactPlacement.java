package dev.redoubt.registry.models;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Puts the files of a new version in their place.
public interface ArtifactPlacement {

  /// Puts them there.
  ///
  /// @param sql of the transaction in which the version is made
  /// @return their address
  /// @throws dev.redoubt.access.RequestRefusedException if there are none; nothing is registered
  ///   then
  String place(JdbcClient sql);

  /// Writes down what is known of them, now that the version is there, in the same transaction.
  void placed(JdbcClient sql, ModelVersion version);
}

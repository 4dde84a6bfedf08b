package dev.redoubt.registry.models;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Stores the files of a new version.
public interface ArtifactPlacement {

  /// Stores the files.
  ///
  /// @param sql client of the transaction that creates the version
  /// @return their location
  /// @throws dev.redoubt.access.RequestRefusedException if there are none; the version is not
  ///   registered then
  String place(JdbcClient sql);

  /// Records digests and authors of the files in the same transaction, after the row of the version
  /// is inserted.
  void placed(JdbcClient sql, ModelVersion version);
}

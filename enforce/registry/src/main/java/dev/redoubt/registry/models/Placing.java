package dev.redoubt.registry.models;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Puts the files of a new version in their place.
@FunctionalInterface
public interface Placing {

  /// Puts them there.
  ///
  /// @param sql of the transaction in which the version is made
  /// @return their address
  /// @throws dev.redoubt.registry.RefusedException if there are none; nothing is registered then
  String place(JdbcClient sql);
}

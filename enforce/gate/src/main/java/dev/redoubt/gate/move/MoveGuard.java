package dev.redoubt.gate.move;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Label;
import dev.redoubt.access.RefusedException;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Is asked before anything moves. The gate of releases is one.
@FunctionalInterface
public interface MoveGuard {

  /// Lets a move happen, or refuses it.
  ///
  /// @param sql of the transaction in which it is going to happen, which may run more than once
  /// @param label of the model
  /// @throws RefusedException with `PERMISSION_DENIED` and what is missing; nothing is changed then
  void check(JdbcClient sql, Label label, Move move, Caller caller);

  /// The environments that a version is in by its stage and its aliases: those into which it is let
  /// by [#check] alone.
  default Set<String> environments(Stage stage, Collection<String> aliases) {
    return Set.of();
  }
}

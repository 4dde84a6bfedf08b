package dev.redoubt.gate.move;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Is asked before anything moves. The gate of releases is one.
@FunctionalInterface
public interface TransitionGuard {

  /// Lets a move happen, or refuses it.
  ///
  /// @param sql of the transaction in which it is going to happen, which may run more than once
  /// @param label of the model
  /// @throws RequestRefusedException with `PERMISSION_DENIED` and what is missing; nothing is
  ///   changed then
  void check(JdbcClient sql, AccessAttributes label, Transition move, Caller caller);

  /// The environments that a version is in by its stage and its aliases: those into which it is let
  /// by [#check] alone.
  default Set<String> environments(ModelStage stage, Collection<String> aliases) {
    return Set.of();
  }
}

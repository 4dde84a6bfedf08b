package dev.redoubt.gate.transition;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Checks every transition before it happens; implemented by the release gate.
@FunctionalInterface
public interface TransitionGuard {

  /// Allows a transition or refuses it.
  ///
  /// @param sql client of the transaction that makes the change, which may be retried
  /// @param label access attributes of the model
  /// @throws RequestRefusedException with `PERMISSION_DENIED` and what is missing; nothing has been
  ///   changed
  void check(JdbcClient sql, AccessAttributes label, Transition transition, Caller caller);

  /// Returns the environments that a version is in by its stage and its aliases: those that it can
  /// enter only through [#check].
  default Set<String> environments(ModelStage stage, Collection<String> aliases) {
    return Set.of();
  }
}

package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.http.route.CallerPermissions;

/// Checks who may change stages and aliases. Which changes are releases, and whether the gate
/// allows them, is decided by [dev.redoubt.gate.transition.TransitionGuard] within the transaction.
final class TransitionPermission {

  private TransitionPermission() {}

  /// Requires the permission to register versions or to release: developers set `latest` and
  /// `candidate`; operators set what is in use, but register nothing. Only the guard can tell these
  /// transitions apart, so neither group is asked for a permission that its transition does not
  /// need.
  ///
  /// @throws dev.redoubt.http.route.AuthorizationDeniedException if the caller has neither
  ///   permission; the exception explains the release
  static void demand(CallerPermissions rights, AuthorizationResource model) {
    if (!rights.decide(Action.REGISTER, model).allowed()) {
      rights.require(Action.RELEASE, model);
    }
  }
}

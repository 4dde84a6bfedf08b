package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.http.route.CallerPermissions;

/// Who may try to move a stage or an alias at all. Which moves are releases, and whether one may
/// happen, is for the [dev.redoubt.gate.move.TransitionGuard] to say, within the transaction.
final class TransitionPermission {

  private TransitionPermission() {}

  /// Lets those pass who may register in the model, or release it: whoever develops moves `latest`
  /// and `candidate`, and whoever operates moves what is in use and registers nothing. Only the
  /// guard tells the one move from the other, so that neither is asked for a right that the move
  /// does not need.
  ///
  /// @throws dev.redoubt.http.route.AuthorizationDeniedException if they may do neither; what would
  ///   have to be lifted is said of the release
  static void demand(CallerPermissions rights, AuthorizationResource model) {
    if (!rights.decide(Action.REGISTER, model).allowed()) {
      rights.demand(Action.RELEASE, model);
    }
  }
}

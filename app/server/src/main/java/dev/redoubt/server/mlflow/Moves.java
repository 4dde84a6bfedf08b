package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.Target;
import dev.redoubt.http.route.Rights;

/// Who may try to move a stage or an alias at all. Which moves are releases, and whether one may
/// happen, is for the [dev.redoubt.gate.move.MoveGuard] to say, within the transaction.
final class Moves {

  private Moves() {}

  /// Lets those pass who may register in the model, or release it: whoever develops moves `latest`
  /// and `candidate`, and whoever operates moves what is in use and registers nothing. Only the
  /// guard tells the one move from the other, so that neither is asked for a right that the move
  /// does not need.
  ///
  /// @throws dev.redoubt.http.route.DeniedException if they may do neither; what would have to be
  ///   lifted is said of the release
  static void demand(Rights rights, Target model) {
    if (!rights.decide(Action.REGISTER, model).allowed()) {
      rights.demand(Action.RELEASE, model);
    }
  }
}

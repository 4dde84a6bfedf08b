package dev.redoubt.engine;

/// Learns what a run is doing.
public interface AssessmentProgress {

  /// Nobody is interested.
  AssessmentProgress NONE = (_, _, _, _) -> {};

  /// What is done with one deployment after the other.
  enum Phase {
    EXPANDING,
    EVALUATING
  }

  /// A phase of a deployment begins.
  ///
  /// @param number from 1
  /// @param deployment the id of the deployment
  void begins(Phase phase, int number, int total, String deployment);
}

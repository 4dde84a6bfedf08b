package dev.redoubt.registry.tracking;

import dev.redoubt.access.Label;
import dev.redoubt.access.Problem;
import dev.redoubt.access.RefusedException;

/// What is said when something is refused. MLflow's words are in it where its clients or tests look
/// for them.
final class Refusals {

  private Refusals() {}

  static RefusedException noExperiment(long id) {
    return RefusedException.missing("there is none: No Experiment with id=" + id + " exists");
  }

  static RefusedException noExperiment(String name) {
    return RefusedException.missing(
        "there is none: Could not find experiment with name '" + name + "'");
  }

  static RefusedException experimentExists(String name) {
    return new RefusedException(
        Problem.RESOURCE_ALREADY_EXISTS,
        "the name is taken: Experiment(name="
            + name
            + ") already exists, perhaps among the deleted ones");
  }

  static RefusedException outOfSight(Label label) {
    return new RefusedException(
        Problem.PERMISSION_DENIED,
        "you do not see what is of the project `"
            + label.project()
            + "`, `"
            + label.environment()
            + "`, `"
            + label.sensitivity()
            + "`, and make nothing there");
  }

  static RefusedException notActive(Experiment experiment) {
    return RefusedException.invalid(
        "The experiment "
            + experiment.id()
            + " must be in the 'active' state; it is deleted: restore it first");
  }

  static RefusedException noRun(String id) {
    return RefusedException.missing("there is none: Run with id=" + id + " not found");
  }

  static RefusedException notActive(RunInfo run) {
    return RefusedException.invalid(
        "The run " + run.id() + " must be in the 'active' state; it is deleted: restore it first");
  }

  static RefusedException noModel(String id) {
    return RefusedException.missing("there is none: Logged model with ID '" + id + "' not found");
  }

  static RefusedException noTag(String key, String where) {
    return RefusedException.missing("No tag with name: " + key + " in " + where);
  }

  static RefusedException changed(Entry was, Entry now, String where) {
    return RefusedException.invalid(
        "Changing param values is not allowed: `"
            + was.key()
            + "` is already logged with value='"
            + was.value()
            + "' for "
            + where
            + ", and not '"
            + now.value()
            + "'");
  }
}

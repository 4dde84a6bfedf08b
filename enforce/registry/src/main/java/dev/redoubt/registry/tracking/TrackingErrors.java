package dev.redoubt.registry.tracking;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;

/// Creates refusals with MLflow's wording where its clients or tests depend on it.
final class TrackingErrors {

  private TrackingErrors() {}

  static RequestRefusedException noExperiment(long id) {
    return RequestRefusedException.missing("not found: No Experiment with id=" + id + " exists");
  }

  static RequestRefusedException noExperiment(String name) {
    return RequestRefusedException.missing(
        "not found: Could not find experiment with name '" + name + "'");
  }

  static RequestRefusedException experimentExists(String name) {
    return new RequestRefusedException(
        ErrorCode.RESOURCE_ALREADY_EXISTS,
        "the name is already in use: Experiment(name="
            + name
            + ") already exists, possibly deleted");
  }

  static RequestRefusedException notVisible(AccessAttributes label) {
    return new RequestRefusedException(
        ErrorCode.PERMISSION_DENIED,
        "you have no access to the project `"
            + label.project()
            + "`, `"
            + label.environment()
            + "`, `"
            + label.sensitivity()
            + "` and cannot create anything there");
  }

  static RequestRefusedException notActive(Experiment experiment) {
    return RequestRefusedException.invalid(
        "The experiment "
            + experiment.id()
            + " must be in the 'active' state; it is deleted: restore it first");
  }

  static RequestRefusedException noRun(String id) {
    return RequestRefusedException.missing("not found: Run with id=" + id + " not found");
  }

  static RequestRefusedException notActive(RunInfo run) {
    return RequestRefusedException.invalid(
        "The run " + run.id() + " must be in the 'active' state; it is deleted: restore it first");
  }

  static RequestRefusedException noModel(String id) {
    return RequestRefusedException.missing(
        "not found: Logged model with ID '" + id + "' not found");
  }

  static RequestRefusedException noTag(String key, String where) {
    return RequestRefusedException.missing("No tag with name: " + key + " in " + where);
  }

  static RequestRefusedException changed(KeyValue logged, KeyValue now, String where) {
    return RequestRefusedException.invalid(
        "Changing param values is not allowed: `"
            + logged.key()
            + "` is already logged with value='"
            + logged.value()
            + "' for "
            + where
            + ", and not '"
            + now.value()
            + "'");
  }
}

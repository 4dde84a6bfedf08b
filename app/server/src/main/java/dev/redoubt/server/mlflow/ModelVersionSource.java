package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.RequestRefusedException;
import org.jspecify.annotations.Nullable;

/// The source of a new model version: artifacts that this registry stores.
///
/// @param address as the version will show it
/// @param location where the files are
/// @param run that created the files; null for none
/// @param loggedModel null for none
/// @param reading the permission that the creator of the version needs; null for a prompt, which
///   has no files
record ModelVersionSource(
    String address,
    String location,
    @Nullable String run,
    @Nullable String loggedModel,
    @Nullable Reading reading) {

  /// An action on a resolved resource.
  record Reading(Action action, AuthorizationResource target) {}

  /// Rejects a request whose `run_id` or `model_id` does not match the source.
  ///
  /// @param givenRun empty if absent
  /// @param givenModel empty if absent
  void check(String givenRun, String givenModel) {
    check("run_id", givenRun, run);
    check("model_id", givenModel, loggedModel);
  }

  private void check(String field, String given, @Nullable String known) {
    if (!given.isEmpty() && !given.equals(known)) {
      throw RequestRefusedException.invalid(
          "Invalid model version source: '%s'. The %s request parameter must identify the resource"
                  .formatted(address, field)
              + " that contains the source, and `%s` does not".formatted(given));
    }
  }
}

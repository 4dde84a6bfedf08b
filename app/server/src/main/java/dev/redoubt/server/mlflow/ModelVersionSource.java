package dev.redoubt.server.mlflow;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.RequestRefusedException;
import org.jspecify.annotations.Nullable;

/// What a version is made of: something that this registry keeps, and nothing else.
///
/// @param address as the version is going to show it
/// @param location where the files are
/// @param run that made it; null for none
/// @param loggedModel null for none
/// @param reading what whoever makes a version of it must be allowed to do; null for a prompt,
///   which has no files
record ModelVersionSource(
    String address,
    String location,
    @Nullable String run,
    @Nullable String loggedModel,
    @Nullable Reading reading) {

  /// An action with something that was found.
  record Reading(Action action, AuthorizationResource target) {}

  /// Refuses a client that says something else about where it comes from.
  ///
  /// @param givenRun empty for not said
  /// @param givenModel empty for not said
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

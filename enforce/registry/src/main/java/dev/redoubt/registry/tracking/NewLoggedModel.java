package dev.redoubt.registry.tracking;

import dev.redoubt.access.RefusedException;
import java.util.List;

/// A logged model to be made.
///
/// @param name or empty for a random one; without `/`, `:`, `.`, `%` and quotes
/// @param type what kind of model, or empty
/// @param sourceRun the id of the run that makes it, or empty
/// @param tags of equal keys the last one counts
/// @param parameters no key has two values
public record NewLoggedModel(
    long experiment,
    String name,
    String type,
    String sourceRun,
    List<Entry> tags,
    List<Entry> parameters) {

  /// @throws RefusedException if something is too long or the name misleading
  public NewLoggedModel {
    if (name.chars().anyMatch(c -> "/:.%\"'".indexOf(c) >= 0)) {
      throw RefusedException.invalid(
          "Invalid model name (`"
              + name
              + "`) provided: it must have none of `/`, `:`, `.`, `%`, and no quotes");
    }
    Limits.text("name of a logged model", name, Limits.LOGGED_MODEL_NAME);
    Limits.text("type of a logged model", type, Limits.LOGGED_MODEL_NAME);
    tags = tags.stream().map(NewLoggedModel::checked).toList();
    parameters = parameters.stream().map(NewLoggedModel::checked).toList();
  }

  /// A tag or a parameter of a logged model, if it is not too long.
  static Entry checked(Entry entry) {
    return Limits.entry(entry, Limits.LOGGED_MODEL_KEY, Limits.LOGGED_MODEL_VALUE);
  }
}

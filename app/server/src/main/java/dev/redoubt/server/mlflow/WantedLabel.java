package dev.redoubt.server.mlflow;

import dev.redoubt.access.Label;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RefusedException;
import dev.redoubt.registry.tracking.Entry;
import java.util.List;

/// Under which label something new is to be, as its tags say: `redoubt.project`,
/// `redoubt.environment` and `redoubt.sensitivity`.
final class WantedLabel {

  static final String PROJECT = "redoubt.project";
  static final String ENVIRONMENT = "redoubt.environment";
  static final String SENSITIVITY = "redoubt.sensitivity";

  private WantedLabel() {}

  /// Without tags it is the only project of who asks, or the usual one.
  static Label of(Principal who, List<Entry> tags) {
    String project =
        who.projects().size() == 1 ? who.projects().iterator().next() : Label.DEFAULT.project();
    return new Label(
        value(tags, PROJECT, project),
        value(tags, ENVIRONMENT, Label.DEFAULT.environment()),
        value(tags, SENSITIVITY, Label.DEFAULT.sensitivity()));
  }

  /// Keeps tags from saying later what is not so: a label stays as it was when the thing was made.
  static void refuseIfFixed(String key) {
    if (key.equals(PROJECT) || key.equals(ENVIRONMENT) || key.equals(SENSITIVITY)) {
      throw RefusedException.invalid(
          "Invalid value '%s' for parameter 'key': it is said when something is made, and stays"
              .formatted(key));
    }
  }

  private static String value(List<Entry> tags, String key, String usual) {
    return tags.stream()
        .filter(tag -> tag.key().equals(key))
        .map(Entry::value)
        .reduce(usual, (_, last) -> last);
  }
}

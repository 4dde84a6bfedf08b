package dev.redoubt.server.mlflow;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.registry.tracking.KeyValue;
import java.util.List;

/// Under which label something new is to be, as its tags say: `redoubt.project`,
/// `redoubt.environment` and `redoubt.sensitivity`.
final class RequestedAttributes {

  static final String PROJECT = "redoubt.project";
  static final String ENVIRONMENT = "redoubt.environment";
  static final String SENSITIVITY = "redoubt.sensitivity";

  private RequestedAttributes() {}

  /// Without tags it is the only project of who asks, or the usual one.
  static AccessAttributes of(Principal who, List<KeyValue> tags) {
    String project =
        who.projects().size() == 1
            ? who.projects().iterator().next()
            : AccessAttributes.DEFAULT.project();
    return new AccessAttributes(
        value(tags, PROJECT, project),
        value(tags, ENVIRONMENT, AccessAttributes.DEFAULT.environment()),
        value(tags, SENSITIVITY, AccessAttributes.DEFAULT.sensitivity()));
  }

  /// Keeps tags from saying later what is not so: a label stays as it was when the thing was made.
  static void refuseIfFixed(String key) {
    if (key.equals(PROJECT) || key.equals(ENVIRONMENT) || key.equals(SENSITIVITY)) {
      throw RequestRefusedException.invalid(
          "Invalid value '%s' for parameter 'key': this tag is set on creation and cannot be changed later"
              .formatted(key));
    }
  }

  private static String value(List<KeyValue> tags, String key, String usual) {
    return tags.stream()
        .filter(tag -> tag.key().equals(key))
        .map(KeyValue::value)
        .reduce(usual, (_, last) -> last);
  }
}

package dev.redoubt.server.mlflow;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.registry.tracking.KeyValue;
import java.util.List;

/// Reads the label of a new resource from its tags: `redoubt.project`, `redoubt.environment` and
/// `redoubt.sensitivity`.
final class RequestedAttributes {

  static final String PROJECT = "redoubt.project";
  static final String ENVIRONMENT = "redoubt.environment";
  static final String SENSITIVITY = "redoubt.sensitivity";

  private RequestedAttributes() {}

  /// Without a tag, the project is the only project of the principal, or the default one.
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

  /// Rejects later changes of these tags: the label is fixed at creation.
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

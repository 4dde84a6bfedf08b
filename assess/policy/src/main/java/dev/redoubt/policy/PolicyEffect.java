package dev.redoubt.policy;

import dev.redoubt.estate.PropertyName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The effect of a policy: what Azure does if the condition holds.
///
/// Source: "Azure Policy definitions effect basics", Microsoft Learn, 2025.
public enum PolicyEffect {
  AUDIT("audit"),
  DENY("deny"),
  DISABLED("disabled"),
  AUDIT_IF_NOT_EXISTS("auditIfNotExists"),
  DEPLOY_IF_NOT_EXISTS("deployIfNotExists"),
  MODIFY("modify"),
  APPEND("append"),
  DENY_ACTION("denyAction"),
  MANUAL("manual"),
  MUTATE("mutate"),
  ADD_TO_NETWORK_GROUP("addToNetworkGroup"),
  AUDIT_ACTION("auditAction"),
  ENFORCE_SETTING("enforceSetting"),
  ENFORCE_OPA_CONSTRAINT("enforceOPAConstraint"),
  ENFORCE_REGO_POLICY("enforceRegoPolicy"),
  /// The effect is unknown or does not exist in Azure.
  UNKNOWN("unknown");

  private static final Map<String, PolicyEffect> BY_WORD = byWord();

  private final String word;

  PolicyEffect(String word) {
    this.word = word;
  }

  /// As Azure writes it: `auditIfNotExists`.
  public String word() {
    return word;
  }

  /// Whether policies with this effect are evaluated.
  public boolean isEvaluated() {
    return switch (this) {
      case AUDIT, DENY, DISABLED, AUDIT_IF_NOT_EXISTS -> true;
      case DEPLOY_IF_NOT_EXISTS,
          MODIFY,
          APPEND,
          DENY_ACTION,
          MANUAL,
          MUTATE,
          ADD_TO_NETWORK_GROUP,
          AUDIT_ACTION,
          ENFORCE_SETTING,
          ENFORCE_OPA_CONSTRAINT,
          ENFORCE_REGO_POLICY,
          UNKNOWN ->
          false;
    };
  }

  /// Whether the effect requires a related resource.
  public boolean looksForExistence() {
    return this == AUDIT_IF_NOT_EXISTS || this == DEPLOY_IF_NOT_EXISTS;
  }

  /// The effect with a name, ignoring case; or null.
  public static @Nullable PolicyEffect find(String word) {
    return BY_WORD.get(PropertyName.folded(word));
  }

  private static Map<String, PolicyEffect> byWord() {
    Map<String, PolicyEffect> words = new HashMap<>();
    for (PolicyEffect effect : values()) {
      if (effect != UNKNOWN) {
        words.put(PropertyName.folded(effect.word), effect);
      }
    }
    return words;
  }
}

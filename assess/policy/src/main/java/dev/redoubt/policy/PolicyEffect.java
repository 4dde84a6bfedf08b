package dev.redoubt.policy;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.policy.internal.evaluate.ExistenceRule;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The effect of a policy, with its bound details: what Azure does if the condition holds.
///
/// Source: "Azure Policy definitions effect basics", Microsoft Learn, 2025.
public sealed interface PolicyEffect {

  /// Reports the resource as non-compliant.
  record Audit() implements PolicyEffect {
    @Override
    public Name name() {
      return Name.AUDIT;
    }
  }

  /// Refuses the request.
  record Deny() implements PolicyEffect {
    @Override
    public Name name() {
      return Name.DENY;
    }
  }

  /// The policy is not evaluated.
  record Disabled() implements PolicyEffect {
    @Override
    public Name name() {
      return Name.DISABLED;
    }
  }

  /// Reports the resource as non-compliant if it has no related resource.
  ///
  /// @param related the related resource
  record AuditIfNotExists(ExistenceRule related) implements PolicyEffect {
    @Override
    public Name name() {
      return Name.AUDIT_IF_NOT_EXISTS;
    }
  }

  /// Deploys a template if the resource has no related resource; until then, the resource is
  /// non-compliant.
  ///
  /// @param related the related resource
  record DeployIfNotExists(ExistenceRule related) implements PolicyEffect {
    @Override
    public Name name() {
      return Name.DEPLOY_IF_NOT_EXISTS;
    }
  }

  /// An effect that is not evaluated, or whose details are invalid.
  record Unsupported(Name name) implements PolicyEffect {}

  /// The names of the effects.
  enum Name {
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

    private static final Map<String, Name> BY_WORD = byWord();

    private final String word;

    Name(String word) {
      this.word = word;
    }

    /// As Azure writes it: `auditIfNotExists`.
    public String word() {
      return word;
    }

    /// The effect with a name, ignoring case; or null.
    public static @Nullable Name find(String word) {
      return BY_WORD.get(PropertyName.folded(word));
    }

    private static Map<String, Name> byWord() {
      Map<String, Name> words = new HashMap<>();
      for (Name name : values()) {
        if (name != UNKNOWN) {
          words.put(PropertyName.folded(name.word), name);
        }
      }
      return words;
    }
  }

  Name name();

  /// As Azure writes it: `auditIfNotExists`.
  default String word() {
    return name().word();
  }

  /// The related resource that the effect requires; null if it requires none.
  default @Nullable ExistenceRule related() {
    return switch (this) {
      case AuditIfNotExists(var related) -> related;
      case DeployIfNotExists(var related) -> related;
      case Audit _, Deny _, Disabled _, Unsupported _ -> null;
    };
  }

  /// Whether the effect requires a related resource.
  default boolean looksForExistence() {
    return switch (name()) {
      case AUDIT_IF_NOT_EXISTS, DEPLOY_IF_NOT_EXISTS -> true;
      case AUDIT,
          DENY,
          DISABLED,
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
}

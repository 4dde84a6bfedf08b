package dev.redoubt.http.identity;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RequestRefusedException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A hypothetical authorization request: may this principal perform this action on this resource?
public record AccessQuestion(
    Principal who, Action action, AuthorizationResource resource, AuthorizationContext how) {

  /// @throws RequestRefusedException if the action does not apply to the resource
  public AccessQuestion {
    if (!action.appliesTo(resource.kind())) {
      throw RequestRefusedException.invalid(
          "the action `%s` does not apply to a resource of the type `%s`"
              .formatted(action.id(), resource.kind().name().toLowerCase(java.util.Locale.ROOT)));
    }
  }

  /// Parses a principal as personas in projects: `data-scientist@credit`, `auditor`,
  /// `mlops-engineer+model-reviewer@credit,fraud`.
  ///
  /// @throws RequestRefusedException if a persona is unknown
  public static Principal who(String text, Principal.Kind kind, boolean demo) {
    String[] parts = text.split("@", 2);
    Set<Persona> personas = new HashSet<>();
    for (String each : parts[0].split("\\+", -1)) {
      personas.add(
          Persona.of(each)
              .orElseThrow(() -> unknownWord("persona", each, Persona.values(), Persona::id)));
    }
    Set<String> projects = parts.length == 1 ? Set.of() : Set.of(parts[1].split(","));
    return new Principal(kind, "somebody", text, personas, projects, demo);
  }

  /// Parses the id of an action.
  ///
  /// @throws RequestRefusedException if the action is unknown
  public static Action action(String text) {
    return Arrays.stream(Action.values())
        .filter(each -> each.id().equals(text))
        .findFirst()
        .orElseThrow(() -> unknownWord("action", text, Action.values(), Action::id));
  }

  /// Parses a resource: `registry`, or `model` or `experiment` with project, environment and
  /// sensitivity: `model:credit/production/restricted`. Omitted parts have their defaults.
  ///
  /// @throws RequestRefusedException if the text is not a resource
  public static AuthorizationResource resource(String text) {
    if (text.equals("registry")) {
      return AuthorizationResource.REGISTRY;
    }
    String[] parts = text.split(":", 2);
    String[] label = parts.length == 1 ? new String[0] : parts[1].split("/", -1);
    if (label.length > 3 || !List.of("model", "experiment").contains(parts[0])) {
      throw RequestRefusedException.invalid(
          "`%s` is not a resource; write `registry`, or `model` or `experiment` with `:PROJECT/ENVIRONMENT/SENSITIVITY`"
              .formatted(text));
    }
    return AuthorizationResource.of(
        parts[0].equals("model")
            ? AuthorizationResource.Kind.MODEL
            : AuthorizationResource.Kind.EXPERIMENT,
        new AccessAttributes(
            label.length > 0 ? label[0] : AccessAttributes.DEFAULT.project(),
            label.length > 1 ? label[1] : AccessAttributes.DEFAULT.environment(),
            label.length > 2 ? label[2] : AccessAttributes.DEFAULT.sensitivity()));
  }

  private static <T> RequestRefusedException unknownWord(
      String what, String text, T[] all, java.util.function.Function<T, String> id) {
    return RequestRefusedException.invalid(
        "unknown %2$s `%1$s`; valid values: %3$s"
            .formatted(
                text,
                what,
                Arrays.stream(all)
                    .map(each -> "`" + id.apply(each) + "`")
                    .collect(Collectors.joining(", "))));
  }
}

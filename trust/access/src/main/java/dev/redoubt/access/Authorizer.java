package dev.redoubt.access;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.Context;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Asks the rules. Safe for use by many threads.
public final class Authorizer {

  private static final Map<String, EntityTypeName> TYPES = types();

  private final CedarPolicySet rules;
  private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();

  /// Decides by some rules.
  public Authorizer(CedarPolicySet rules) {
    this.rules = rules;
  }

  /// Decides. What the engine cannot decide is denied: an error in one rule is no permission.
  ///
  /// @throws IllegalArgumentException if the action is not for such a target
  public AuthorizationDecision decide(
      Principal who, Action action, AuthorizationResource what, AuthorizationContext how) {
    if (!action.appliesTo(what.kind())) {
      throw new IllegalArgumentException(action + " is not for " + what.kind());
    }
    AuthorizationResponse response = ask(who, action, what, how);
    AuthorizationSuccessResponse answer =
        response.success.orElseThrow(() -> new IllegalStateException("the authorization engine gave no decision: " + response));
    if (!answer.getErrors().isEmpty()) {
      return new AuthorizationDecision.Denied(List.of());
    }
    List<CedarPolicy> by = answer.getReason().stream().sorted().map(rules::rule).toList();
    if (answer.isAllowed()) {
      return new AuthorizationDecision.Allowed(by);
    }
    return stepUp(by, who, action, what, how);
  }

  /// A denial that signing in again would lift: asked again as if that had been done, so that
  /// nobody signs in twice for nothing.
  private AuthorizationDecision stepUp(
      List<CedarPolicy> by,
      Principal who,
      Action action,
      AuthorizationResource what,
      AuthorizationContext how) {
    boolean liftable = !by.isEmpty() && by.stream().allMatch(rule -> rule.stepUp().isPresent());
    if (!liftable) {
      return new AuthorizationDecision.Denied(by);
    }
    Set<String> contexts = new HashSet<>(how.contexts());
    by.forEach(rule -> contexts.add(rule.stepUp().orElseThrow()));
    AuthorizationContext then =
        new AuthorizationContext(contexts, how.methods(), how.compliantDevice(), how.network());
    return ask(who, action, what, then)
            .success
            .filter(AuthorizationSuccessResponse::isAllowed)
            .isPresent()
        ? new AuthorizationDecision.StepUp(by.getFirst().stepUp().orElseThrow(), by)
        : new AuthorizationDecision.Denied(by);
  }

  private AuthorizationResponse ask(
      Principal who, Action action, AuthorizationResource what, AuthorizationContext how) {
    EntityUID principal = uid(who.kind().type(), who.id());
    EntityUID resource = uid(what.kind().type(), what.id());
    Set<EntityUID> personas = new HashSet<>();
    who.personas().forEach(persona -> personas.add(uid("Persona", persona.id())));
    Map<String, Value> attributes =
        Map.of("demo", new PrimBool(who.demo()), "projects", texts(who.projects()));
    Set<Entity> entities = new HashSet<>();
    entities.add(new Entity(principal, attributes, personas));
    entities.add(new Entity(resource, attributes(what), Set.of()));
    AuthorizationRequest request =
        new AuthorizationRequest(principal, uid("Action", action.id()), resource, context(how));
    try {
      return engine.isAuthorized(request, rules.policies(), entities);
    } catch (AuthException failed) {
      throw new IllegalStateException("the access rules cannot be evaluated", failed);
    }
  }

  private static Map<String, Value> attributes(AuthorizationResource what) {
    if (what.kind() == AuthorizationResource.Kind.REGISTRY) {
      return Map.of();
    }
    Map<String, Value> attributes = new HashMap<>();
    attributes.put("project", new PrimString(what.label().project()));
    attributes.put("environment", new PrimString(what.label().environment()));
    attributes.put("sensitivity", new PrimString(what.label().sensitivity()));
    attributes.put("authors", uids("User", what.authors()));
    attributes.put("workloads", uids("Workload", what.workloads()));
    if (what.kind() == AuthorizationResource.Kind.MODEL) {
      attributes.put("releasedTo", texts(what.releasedTo()));
    }
    return attributes;
  }

  private static Context context(AuthorizationContext how) {
    return new Context(
        Map.of(
            "acrs",
            texts(how.contexts()),
            "amr",
            texts(how.methods()),
            "compliantDevice",
            new PrimBool(how.compliantDevice()),
            "network",
            new PrimString(how.network())));
  }

  private static CedarList texts(Collection<String> texts) {
    return new CedarList(texts.stream().<Value>map(PrimString::new).toList());
  }

  private static CedarList uids(String type, Collection<String> ids) {
    return new CedarList(ids.stream().<Value>map(id -> uid(type, id)).toList());
  }

  private static EntityUID uid(String type, String id) {
    return new EntityUID(Objects.requireNonNull(TYPES.get(type), type), id);
  }

  private static Map<String, EntityTypeName> types() {
    Map<String, EntityTypeName> types = new HashMap<>();
    for (String type :
        List.of("User", "Workload", "Persona", "Action", "Experiment", "Model", "Registry")) {
      types.put(type, EntityTypeName.parse("Redoubt::" + type).orElseThrow());
    }
    return Map.copyOf(types);
  }
}

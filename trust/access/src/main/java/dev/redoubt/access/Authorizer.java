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

/// Decides by Cedar policies whether a principal may perform an action on a resource. Safe for use
/// by many threads.
public final class Authorizer {

  private static final Map<String, EntityTypeName> TYPES = types();

  private final CedarPolicySet policySet;
  private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();

  /// Creates an authorizer for a set of policies.
  public Authorizer(CedarPolicySet policySet) {
    this.policySet = policySet;
  }

  /// Decides a request. An error of the engine, or in one policy, denies the request.
  ///
  /// @throws IllegalArgumentException if the action does not apply to resources of this kind
  public AuthorizationDecision decide(
      Principal principal,
      Action action,
      AuthorizationResource resource,
      AuthorizationContext context) {
    if (!action.appliesTo(resource.kind())) {
      throw new IllegalArgumentException(action + " is not for " + resource.kind());
    }
    AuthorizationResponse response = evaluate(principal, action, resource, context);
    AuthorizationSuccessResponse result =
        response.success.orElseThrow(
            () ->
                new IllegalStateException(
                    "the authorization engine gave no decision: " + response));
    if (!result.getErrors().isEmpty()) {
      return new AuthorizationDecision.Denied(List.of());
    }
    List<CedarPolicy> by = result.getReason().stream().sorted().map(policySet::policy).toList();
    if (result.isAllowed()) {
      return new AuthorizationDecision.Allowed(by);
    }
    return stepUp(by, principal, action, resource, context);
  }

  /// Whether step-up authentication would lift the denial: the request is evaluated again as if it
  /// had been done, so that nobody is sent to sign in again for nothing.
  private AuthorizationDecision stepUp(
      List<CedarPolicy> by,
      Principal principal,
      Action action,
      AuthorizationResource resource,
      AuthorizationContext context) {
    boolean liftable = !by.isEmpty() && by.stream().allMatch(rule -> rule.stepUp().isPresent());
    if (!liftable) {
      return new AuthorizationDecision.Denied(by);
    }
    Set<String> contexts = new HashSet<>(context.contexts());
    by.forEach(rule -> contexts.add(rule.stepUp().orElseThrow()));
    AuthorizationContext withStepUp =
        new AuthorizationContext(
            contexts, context.methods(), context.compliantDevice(), context.network());
    return evaluate(principal, action, resource, withStepUp)
            .success
            .filter(AuthorizationSuccessResponse::isAllowed)
            .isPresent()
        ? new AuthorizationDecision.StepUp(by.getFirst().stepUp().orElseThrow(), by)
        : new AuthorizationDecision.Denied(by);
  }

  private AuthorizationResponse evaluate(
      Principal principal,
      Action action,
      AuthorizationResource resource,
      AuthorizationContext context) {
    EntityUID principalId = uid(principal.kind().type(), principal.id());
    EntityUID resourceId = uid(resource.kind().type(), resource.id());
    Set<EntityUID> personas = new HashSet<>();
    principal.personas().forEach(persona -> personas.add(uid("Persona", persona.id())));
    Map<String, Value> attributes =
        Map.of("demo", new PrimBool(principal.demo()), "projects", texts(principal.projects()));
    Set<Entity> entities = new HashSet<>();
    entities.add(new Entity(principalId, attributes, personas));
    entities.add(new Entity(resourceId, attributes(resource), Set.of()));
    AuthorizationRequest request =
        new AuthorizationRequest(
            principalId, uid("Action", action.id()), resourceId, cedarContext(context));
    try {
      return engine.isAuthorized(request, policySet.policies(), entities);
    } catch (AuthException failed) {
      throw new IllegalStateException("the access rules cannot be evaluated", failed);
    }
  }

  private static Map<String, Value> attributes(AuthorizationResource resource) {
    if (resource.kind() == AuthorizationResource.Kind.REGISTRY) {
      return Map.of();
    }
    Map<String, Value> attributes = new HashMap<>();
    attributes.put("project", new PrimString(resource.label().project()));
    attributes.put("environment", new PrimString(resource.label().environment()));
    attributes.put("sensitivity", new PrimString(resource.label().sensitivity()));
    attributes.put("authors", uids("User", resource.authors()));
    attributes.put("workloads", uids("Workload", resource.workloads()));
    if (resource.kind() == AuthorizationResource.Kind.MODEL) {
      attributes.put("releasedTo", texts(resource.releasedTo()));
    }
    return attributes;
  }

  private static Context cedarContext(AuthorizationContext context) {
    return new Context(
        Map.of(
            "acrs",
            texts(context.contexts()),
            "amr",
            texts(context.methods()),
            "compliantDevice",
            new PrimBool(context.compliantDevice()),
            "network",
            new PrimString(context.network())));
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

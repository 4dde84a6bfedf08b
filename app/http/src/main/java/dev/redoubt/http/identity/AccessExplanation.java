package dev.redoubt.http.identity;

import dev.redoubt.access.AuthorizationDecision;
import dev.redoubt.access.Authorizer;
import dev.redoubt.access.CedarPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Explains an access decision: the verdict, the access rules that caused it, and the smallest
/// changes that would allow it. Each change is found by evaluating the rules again.
///
/// @param possibleChanges the smallest sets of changes that lead to `allowed`; empty if the
///   decision is `allowed` already, or if no set of up to [#MAX_CHANGES] changes does
public record AccessExplanation(
    AccessQuestion question, AuthorizationDecision decision, List<List<String>> possibleChanges) {

  /// Larger sets of changes are not useful advice.
  private static final int MAX_CHANGES = 4;

  private static final int MAX_WAYS = 5;

  /// Copies the lists.
  public AccessExplanation {
    possibleChanges = possibleChanges.stream().map(List::copyOf).toList();
  }

  /// Evaluates a question.
  ///
  /// @param rules all access rules
  public static AccessExplanation of(
      AccessQuestion question, Authorizer access, Collection<CedarPolicy> rules) {
    AuthorizationDecision decision = decide(question, access);
    if (decision.allowed()) {
      return new AccessExplanation(question, decision, List.of());
    }
    List<AccessCounterfactual> changes = AccessCounterfactual.of(question, rules);
    List<List<String>> ways = new ArrayList<>();
    for (int size = 1; size <= MAX_CHANGES && ways.isEmpty(); size++) {
      search(question, access, changes, 0, size, List.of(), ways);
    }
    return new AccessExplanation(question, decision, ways);
  }

  private static AuthorizationDecision decide(AccessQuestion question, Authorizer access) {
    return access.decide(question.who(), question.action(), question.resource(), question.how());
  }

  private static void search(
      AccessQuestion question,
      Authorizer access,
      List<AccessCounterfactual> changes,
      int from,
      int left,
      List<String> so,
      List<List<String>> ways) {
    if (left == 0) {
      if (decide(question, access).allowed()) {
        ways.add(so);
      }
      return;
    }
    for (int i = from; i <= changes.size() - left && ways.size() < MAX_WAYS; i++) {
      List<String> then = new ArrayList<>(so);
      then.add(changes.get(i).words());
      search(changes.get(i).apply().apply(question), access, changes, i + 1, left - 1, then, ways);
    }
  }

  /// Returns `allowed`, `denied` or `stepUp`.
  public String verdict() {
    return switch (decision) {
      case AuthorizationDecision.Allowed _ -> "allowed";
      case AuthorizationDecision.Denied _ -> "denied";
      case AuthorizationDecision.StepUp _ -> "stepUp";
    };
  }

  /// Returns the access rules that caused the decision.
  public List<CedarPolicy> rules() {
    return switch (decision) {
      case AuthorizationDecision.Allowed allowed -> allowed.by();
      case AuthorizationDecision.Denied denied -> denied.by();
      case AuthorizationDecision.StepUp stepUp -> stepUp.by();
    };
  }

  /// Returns the explanation as JSON.
  public ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("decision", verdict())
            .put("action", question.action().id());
    ArrayNode rules = json.putArray("rules");
    for (CedarPolicy rule : rules()) {
      rules.addObject().put("id", rule.id()).put("sentence", rule.sentence());
    }
    if (decision instanceof AuthorizationDecision.StepUp needed) {
      json.put("authenticationContext", needed.context());
    }
    ArrayNode ways = json.putArray("ways");
    for (List<String> way : this.possibleChanges) {
      ArrayNode changes = ways.addArray();
      way.forEach(changes::add);
    }
    return json;
  }
}

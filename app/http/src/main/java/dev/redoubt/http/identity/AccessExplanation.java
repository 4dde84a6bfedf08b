package dev.redoubt.http.identity;

import dev.redoubt.access.Access;
import dev.redoubt.access.Decision;
import dev.redoubt.access.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the rules say to a question, which of them, and what would make it otherwise: each found
/// out by asking the rules again.
///
/// @param ways the shortest ones that lead to a yes, each with what all has to change; none if it
///   is one already, or no short way leads there
public record AccessExplanation(
    AccessQuestion question, Decision decision, List<List<String>> ways) {

  /// Longer ways are no advice.
  private static final int MAX_CHANGES = 4;

  private static final int MAX_WAYS = 5;

  /// Copies the lists.
  public AccessExplanation {
    ways = ways.stream().map(List::copyOf).toList();
  }

  /// Asks.
  ///
  /// @param rules all of them
  public static AccessExplanation of(
      AccessQuestion question, Access access, Collection<Rule> rules) {
    Decision decision = decide(question, access);
    if (decision.allowed()) {
      return new AccessExplanation(question, decision, List.of());
    }
    List<AccessChange> changes = AccessChange.of(question, rules);
    List<List<String>> ways = new ArrayList<>();
    for (int size = 1; size <= MAX_CHANGES && ways.isEmpty(); size++) {
      search(question, access, changes, 0, size, List.of(), ways);
    }
    return new AccessExplanation(question, decision, ways);
  }

  private static Decision decide(AccessQuestion question, Access access) {
    return access.decide(question.who(), question.action(), question.what(), question.how());
  }

  private static void search(
      AccessQuestion question,
      Access access,
      List<AccessChange> changes,
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

  /// `allowed`, `denied` or `stepUp`.
  public String verdict() {
    return switch (decision) {
      case Decision.Allowed _ -> "allowed";
      case Decision.Denied _ -> "denied";
      case Decision.StepUp _ -> "stepUp";
    };
  }

  /// The rules that decided.
  public List<Rule> rules() {
    return switch (decision) {
      case Decision.Allowed allowed -> allowed.by();
      case Decision.Denied denied -> denied.by();
      case Decision.StepUp stepUp -> stepUp.by();
    };
  }

  /// All of it.
  public ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("decision", verdict())
            .put("action", question.action().id());
    ArrayNode rules = json.putArray("rules");
    for (Rule rule : rules()) {
      rules.addObject().put("id", rule.id()).put("sentence", rule.sentence());
    }
    if (decision instanceof Decision.StepUp needed) {
      json.put("authenticationContext", needed.context());
    }
    ArrayNode ways = json.putArray("ways");
    for (List<String> way : this.ways) {
      ArrayNode changes = ways.addArray();
      way.forEach(changes::add);
    }
    return json;
  }
}

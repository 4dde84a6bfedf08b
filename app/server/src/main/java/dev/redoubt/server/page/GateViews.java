package dev.redoubt.server.page;

import dev.redoubt.access.Action;
import dev.redoubt.access.Decision;
import dev.redoubt.access.Target;
import dev.redoubt.gate.Environment;
import dev.redoubt.gate.Evidence;
import dev.redoubt.gate.GateDecision;
import dev.redoubt.gate.GateDecision.Reached;
import dev.redoubt.gate.Requirement;
import dev.redoubt.http.route.Call;
import dev.redoubt.http.route.DeniedException;
import dev.redoubt.server.gate.EvidenceWords;
import dev.redoubt.server.gate.GateStores;
import dev.redoubt.server.gate.VersionOf;
import java.util.Arrays;
import java.util.List;

/// Shows what the gate says.
final class GateViews {

  private final GateStores gate;

  GateViews(GateStores gate) {
    this.gate = gate;
  }

  /// @param problem why a review was not taken; empty if nothing is wrong
  GateView of(Call call, String environment, String problem) {
    VersionOf version = VersionOf.path(call);
    GateDecision decision =
        gate.gates().decide(call.caller(), version.model(), version.number(), environment);
    return new GateView(
        environment,
        decision.allowed(),
        Arrays.stream(Reached.values())
            .filter(each -> each != Reached.NOTHING)
            .map(each -> new Step(each.text(), each.compareTo(decision.reached()) <= 0))
            .toList(),
        decision.requirements().stream().map(GateViews::view).toList(),
        gate.policy().environments().stream().map(Environment::name).toList(),
        decision.policy(),
        mayNot(call, environment),
        problem);
  }

  /// Why whoever looks at it may not approve it; empty if they may.
  private String mayNot(Call call, String environment) {
    Target version = VersionOf.version(gate, call, environment);
    Decision decision = call.rights().decide(Action.APPROVE, version);
    return decision.allowed()
        ? ""
        : String.valueOf(new DeniedException(Action.APPROVE, version, decision).getMessage());
  }

  private static RequirementView view(Requirement requirement) {
    String tone =
        switch (requirement.state()) {
          case HOLDS -> "good";
          case FAILED -> "bad";
          case MISSING, EXPIRED -> "wait";
        };
    return new RequirementView(
        requirement.name(), requirement.state().text(), tone, requirement.sentence());
  }

  List<EvidenceView> evidence(Call call) {
    VersionOf version = VersionOf.path(call);
    return gate.gates().evidence(call.caller(), version.model(), version.number()).stream()
        .map(GateViews::view)
        .toList();
  }

  private static EvidenceView view(Evidence evidence) {
    return new EvidenceView(
        evidence.id(),
        evidence.claim().kind(),
        EvidenceWords.of(evidence.claim()),
        evidence.by().name() + (evidence.by().demo() ? " (demo)" : ""),
        Times.of(evidence.time()),
        evidence.expires().map(Times::of).orElse(""));
  }
}

package dev.redoubt.server.page;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationDecision;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.gate.Evidence;
import dev.redoubt.gate.GateDecision;
import dev.redoubt.gate.GateDecision.Reached;
import dev.redoubt.gate.GateEnvironment;
import dev.redoubt.gate.RequirementResult;
import dev.redoubt.http.route.AuthorizationDeniedException;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.server.gate.EvidenceSummary;
import dev.redoubt.server.gate.GateServices;
import dev.redoubt.server.gate.ModelVersionResolver;
import java.util.Arrays;
import java.util.List;

/// Builds the views of gates and evidence.
final class GateViewFactory {

  private final GateServices gate;

  GateViewFactory(GateServices gate) {
    this.gate = gate;
  }

  /// @param problem why the last review was rejected; empty if it was not
  GateView of(RouteRequest request, String environment, String problem) {
    ModelVersionResolver version = ModelVersionResolver.path(request);
    GateDecision decision =
        gate.gates().decide(request.caller(), version.model(), version.number(), environment);
    return new GateView(
        environment,
        decision.allowed(),
        Arrays.stream(Reached.values())
            .filter(each -> each != Reached.NOTHING)
            .map(each -> new LifecycleStep(each.text(), each.compareTo(decision.reached()) <= 0))
            .toList(),
        decision.requirements().stream().map(GateViewFactory::view).toList(),
        gate.policy().environments().stream().map(GateEnvironment::name).toList(),
        decision.policy(),
        denial(request, environment),
        problem);
  }

  /// Returns why the user may not approve the version; empty if they may.
  private String denial(RouteRequest request, String environment) {
    AuthorizationResource version = ModelVersionResolver.version(gate, request, environment);
    AuthorizationDecision decision = request.permissions().decide(Action.APPROVE, version);
    return decision.allowed()
        ? ""
        : String.valueOf(
            new AuthorizationDeniedException(Action.APPROVE, version, decision).getMessage());
  }

  private static RequirementView view(RequirementResult requirement) {
    String tone =
        switch (requirement.state()) {
          case HOLDS -> "good";
          case FAILED -> "bad";
          case MISSING, EXPIRED -> "wait";
        };
    return new RequirementView(
        requirement.name(), requirement.state().text(), tone, requirement.sentence());
  }

  List<EvidenceView> evidence(RouteRequest request) {
    ModelVersionResolver version = ModelVersionResolver.path(request);
    return gate.gates().evidence(request.caller(), version.model(), version.number()).stream()
        .map(GateViewFactory::view)
        .toList();
  }

  private static EvidenceView view(Evidence evidence) {
    return new EvidenceView(
        evidence.id(),
        evidence.claim().kind(),
        EvidenceSummary.of(evidence.claim()),
        evidence.by().name() + (evidence.by().demo() ? " (demo)" : ""),
        TimeFormat.of(evidence.time()),
        evidence.expires().map(TimeFormat::of).orElse(""));
  }
}

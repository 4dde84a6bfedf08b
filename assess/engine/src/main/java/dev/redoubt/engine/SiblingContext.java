package dev.redoubt.engine;

import dev.redoubt.estate.Estate;
import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Assessment.Deployment.Context;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An estate in which `existing` resources have the properties that other deployments declare.
///
/// @param byOrigin these resources, by the location of their declaration
record SiblingContext(Estate estate, Map<Origin, Context> byOrigin) {

  List<Context> resources() {
    return List.copyOf(byOrigin.values());
  }

  /// The finding, with a reason that names the deployment that declares what it is based on.
  Finding named(Finding finding) {
    return byOrigin.isEmpty() ? finding : finding.withReason(named(finding.reason()));
  }

  private Reason named(Reason reason) {
    List<Reason> because = new ArrayList<>();
    reason.because().forEach(each -> because.add(named(each)));
    Context context = byOrigin.get(reason.origin());
    String text =
        context == null
            ? reason.text()
            : reason.text() + " (declared by the deployment `" + context.declaredBy() + "`)";
    return new Reason(reason.truth(), text, reason.origin(), because, reason.isSummary());
  }
}

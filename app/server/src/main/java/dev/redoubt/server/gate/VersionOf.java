package dev.redoubt.server.gate;

import dev.redoubt.access.Label;
import dev.redoubt.access.Target;
import dev.redoubt.gate.VersionFacts;
import dev.redoubt.http.route.Call;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.RegisteredModel;
import java.util.Set;

/// The version that a call is about, from its path.
public record VersionOf(String model, long number) {

  /// Reads it.
  public static VersionOf path(Call call) {
    return new VersionOf(call.path("model"), ModelVersion.number(call.path("version")));
  }

  /// The model, with its own label.
  public static Target model(GateStores gate, Call call) {
    RegisteredModel model = gate.stores().models().get(call.caller(), call.path("model"));
    return new Target(Target.Kind.MODEL, model.name(), model.label(), Set.of(), Set.of());
  }

  /// The model as it would be in an environment, with all who had a hand in the version.
  public static Target version(GateStores gate, Call call, String environment) {
    VersionOf version = path(call);
    Label label = model(gate, call).label();
    VersionFacts facts = gate.gates().facts(call.caller(), version.model(), version.number());
    return new Target(
        Target.Kind.MODEL,
        version.model(),
        new Label(label.project(), environment, label.sensitivity()),
        facts.makers(),
        facts.makers());
  }

  /// The same for a rejection, which authors may, too: it keeps their own work out.
  static Target withoutMakers(Target version) {
    return new Target(version.kind(), version.id(), version.label(), Set.of(), Set.of());
  }
}

package dev.redoubt.server.gate;

import dev.redoubt.gate.Evidence;
import dev.redoubt.gate.EvidenceClaim;
import dev.redoubt.gate.GateDecision;
import dev.redoubt.gate.ModelDigest;
import dev.redoubt.gate.RequirementResult;
import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.registry.models.ModelVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes gate decisions and evidence as JSON.
final class GateJson {

  private GateJson() {}

  static ObjectNode decision(
      ModelVersion version, Optional<ModelDigest> digest, GateDecision decision) {
    boolean pending = version.status() == VersionStatus.PENDING_REGISTRATION;
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("model", version.model())
            .put("version", version.number())
            .put("environment", decision.environment())
            .put("stage", decision.reached().text())
            .put("allowed", decision.allowed())
            .put("pending", pending)
            .put("policy", decision.policy());
    digest.ifPresent(each -> json.put("digest", "sha256:" + each.root()));
    if (version.statusMessage() != null) {
      json.put("state", version.statusMessage());
    }
    ArrayNode requirements = json.putArray("requirements");
    decision.requirements().forEach(each -> requirements.add(requirement(each)));
    return json;
  }

  private static ObjectNode requirement(RequirementResult requirement) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", requirement.name())
            .put("state", requirement.state().name().toLowerCase(Locale.ROOT))
            .put("message", requirement.sentence());
    ArrayNode evidence = json.putArray("evidence");
    requirement.evidence().forEach(evidence::add);
    return json;
  }

  static ArrayNode evidence(List<Evidence> all) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    all.forEach(each -> array.add(evidence(each)));
    return array;
  }

  static ObjectNode evidence(Evidence evidence) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", evidence.id())
            .put("kind", evidence.claim().kind())
            .put("summary", EvidenceSummary.of(evidence.claim()))
            .put("by", evidence.by().name())
            .put("byId", evidence.by().id())
            .put("demo", evidence.by().demo())
            .put("at", evidence.time().toString());
    evidence.expires().ifPresent(end -> json.put("expires", end.toString()));
    if (!evidence.claim().environment().isEmpty()) {
      json.put("environment", evidence.claim().environment());
    }
    evidence.reviewed().ifPresent(of -> json.put("model", of.model()).put("version", of.number()));
    if (evidence.claim() instanceof EvidenceClaim.Scan scan) {
      ArrayNode findings = json.putArray("findings");
      scan.findings().forEach(findings::add);
    }
    return json;
  }
}

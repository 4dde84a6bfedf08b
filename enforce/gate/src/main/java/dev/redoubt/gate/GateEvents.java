package dev.redoubt.gate;

import dev.redoubt.store.outbox.Outbox;
import dev.redoubt.store.outbox.SecurityEvent;
import dev.redoubt.store.outbox.SecurityEventBody;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Records security events for decisions about versions, with the evidence they are based on.
///
/// @param sql client of the transaction that makes the change
/// @param actor id of the principal who makes it
record GateEvents(JdbcClient sql, String actor, Instant now) {

  void added(VersionFacts facts, Evidence evidence) {
    EvidenceClaim claim = evidence.claim();
    SecurityEventBody body =
        about(facts).with("evidence", evidence.id()).with("kind", claim.kind());
    body.with("by", evidence.by().id());
    if (!claim.environment().isEmpty()) {
      body.with("environment", claim.environment());
    }
    switch (claim) {
      case EvidenceClaim.Scan scan ->
          body.with("verdict", scan.verdict().name())
              .with("scanner", scan.scanner())
              .with("rules", scan.rules());
      case EvidenceClaim.Signature signature -> body.with("key", signature.key());
      case EvidenceClaim.Attestation attestation ->
          body.with("predicateType", attestation.predicateType())
              .with("outcome", attestation.outcome().name())
              .with("key", attestation.key().orElse(null));
      case EvidenceClaim.Approval _, EvidenceClaim.Rejection _ -> {}
      case EvidenceClaim.Withdrawal withdrawal -> body.with("withdraws", withdrawal.evidence());
    }
    add("evidence.added", facts, body);
  }

  /// Records an approval, a rejection or a withdrawal.
  void decided(VersionFacts facts, String decision, String environment, String policy, long id) {
    decided(facts, decision, environment, policy, List.of(id));
  }

  /// Records that the gate allowed a transition.
  void decided(VersionFacts facts, String what, GateDecision decision) {
    decided(facts, what, decision.environment(), decision.policy(), decision.evidence());
  }

  private void decided(
      VersionFacts facts, String decision, String environment, String policy, List<Long> ids) {
    SecurityEventBody body =
        about(facts).with("decision", decision).with("environment", environment);
    body.with("policy", policy);
    body.with("evidence", ids.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    add("decision.made", facts, body);
  }

  private static SecurityEventBody about(VersionFacts facts) {
    SecurityEventBody body =
        new SecurityEventBody().with("model", facts.model()).with("version", facts.number());
    body.with("project", facts.project());
    facts
        .digest()
        .ifPresent(digest -> body.with("digest", digest.root()).with("layout", digest.layout()));
    return body;
  }

  private void add(String type, VersionFacts facts, SecurityEventBody body) {
    String subject = "models:/" + facts.model() + "/" + facts.number();
    Outbox.add(sql, new SecurityEvent(type, subject, actor, now, body.text()));
  }
}

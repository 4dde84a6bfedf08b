package dev.redoubt.gate;

import dev.redoubt.store.RegistryDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Finds policy drift: released versions that the current gate policy would no longer allow. A
/// changed policy does not move any alias or stage by itself.
public final class PolicyDriftCheck {

  private PolicyDriftCheck() {}

  /// Checks all versions, and records an event for each one that has drifted.
  ///
  /// @param policy the current gate policy
  /// @param actor id of the principal that runs the check
  /// @return the gate's sentence for each drifted version
  public static List<String> note(
      RegistryDatabase database, GatePolicy policy, String actor, Instant now) {
    return database.write(
        sql -> {
          List<String> found = new ArrayList<>();
          for (String model : models(sql)) {
            for (VersionFacts facts : VersionFactRows.all(sql, model)) {
              found.addAll(note(sql, policy, actor, now, facts));
            }
          }
          return found;
        });
  }

  private static List<String> models(JdbcClient sql) {
    return sql.sql("SELECT name FROM registered_model ORDER BY name")
        .query((row, _) -> row.getString(1))
        .list();
  }

  /// Checks one version, in the transaction that changed its evidence.
  static List<String> note(
      JdbcClient sql, GatePolicy policy, String actor, Instant now, VersionFacts facts) {
    List<String> found = new ArrayList<>();
    for (String environment : policy.of(facts.stage(), facts.aliases())) {
      GateDecision decision =
          GateEvaluator.decide(facts, EvidenceRows.of(sql, facts), policy, environment, now);
      if (!decision.allowed()) {
        new GateEvents(sql, actor, now).decided(facts, "lapsed", decision);
        found.add(decision.text());
      }
    }
    return found;
  }
}

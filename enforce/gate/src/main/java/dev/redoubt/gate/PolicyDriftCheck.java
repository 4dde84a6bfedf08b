package dev.redoubt.gate;

import dev.redoubt.store.RegistryDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Finds what is in an environment although the gate would not let it in today: a policy that names
/// another alias, or asks for more, makes nothing move.
public final class PolicyDriftCheck {

  private PolicyDriftCheck() {}

  /// Looks at all versions, and writes down those that it finds.
  ///
  /// @param policy the one that counts from now on
  /// @param actor the id of who looks
  /// @return what the gate says of each, in words
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

  /// Looks at one version, in the transaction in which something changed that speaks for it.
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

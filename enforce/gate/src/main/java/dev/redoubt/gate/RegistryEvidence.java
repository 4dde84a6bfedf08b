package dev.redoubt.gate;

import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.store.RegistryDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Adds the evidence of the registry itself: its scans and signatures of model versions.
public final class RegistryEvidence {

  /// A version, identified by model name and number.
  public record Named(String model, long number) {}

  private RegistryEvidence() {}

  /// Adds a scan result to a version with a snapshot.
  ///
  /// @param sql client of the transaction that records it
  public static Evidence scanned(
      JdbcClient sql, String model, long number, Instant now, EvidenceClaim.Scan scan) {
    return add(sql, model, number, now, scan);
  }

  /// Adds a signature to a version with a snapshot.
  ///
  /// @param sql client of the transaction that records it
  public static Evidence signed(
      JdbcClient sql, String model, long number, Instant now, EvidenceClaim.Signature signature) {
    return add(sql, model, number, now, signature);
  }

  private static Evidence add(
      JdbcClient sql, String model, long number, Instant now, EvidenceClaim claim) {
    VersionFacts facts = VersionFactRows.get(sql, model, number);
    Evidence added = EvidenceRows.add(sql, facts, Attester.REGISTRY, now, Optional.empty(), claim);
    new GateEvents(sql, Attester.REGISTRY.id(), now).added(facts, added);
    return added;
  }

  /// Returns versions whose latest scan is too old or was made with other detection rules.
  ///
  /// @param rules digest of the current detection rules, as in [EvidenceClaim.Scan]
  /// @param since earlier scans are too old
  /// @param limit maximum number of versions
  public static List<Named> findOutdatedScans(
      RegistryDatabase database, String rules, Instant since, int limit) {
    return database.read(
        sql ->
            sql.sql(
                    """
                    SELECT m.name, v.version
                    FROM model_version v JOIN registered_model m ON m.id = v.model
                      JOIN label l ON l.id = m.label JOIN version_digest d ON d.version = v.id
                    WHERE v.status = ? AND NOT EXISTS (
                      SELECT 1 FROM evidence e
                      WHERE e.root = d.root AND e.layout = d.layout AND e.project = l.project
                        AND e.kind = 'scan' AND e.principal = ? AND e.time >= ? AND e.body LIKE ?)
                    ORDER BY v.id LIMIT ?
                    """)
                .params(VersionStatus.READY.name(), Attester.REGISTRY.id(), since.toEpochMilli())
                .params("%\"rules\":\"" + rules + "\"%", limit)
                .query((row, _) -> new Named(row.getString(1), row.getLong(2)))
                .list());
  }
}

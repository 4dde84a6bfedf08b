package dev.redoubt.gate;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RequestRefusedException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads and inserts evidence in the database.
final class EvidenceRows {

  private EvidenceRows() {}

  /// Returns the evidence about a version: that about its files within its project, and the reviews
  /// of this very version, in the order in which they were added. Empty while the version has no
  /// snapshot.
  static List<Evidence> of(JdbcClient sql, VersionFacts facts) {
    if (facts.digest().isEmpty()) {
      return List.of();
    }
    ModelDigest digest = facts.digest().get();
    return sql.sql(
            """
            SELECT e.* FROM evidence e LEFT JOIN evidence w ON w.id = e.withdraws
            WHERE e.root = ? AND e.layout = ? AND e.project = ?
              AND COALESCE(w.version, e.version, ?) = ?
            ORDER BY e.id
            """)
        .params(digest.root(), digest.layout(), facts.project(), facts.id(), facts.id())
        .query((row, _) -> evidence(row, facts))
        .list();
  }

  private static Evidence evidence(ResultSet row, VersionFacts facts) throws SQLException {
    long expires = row.getLong("expires");
    Optional<Instant> end =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires));
    return new Evidence(
        row.getLong("id"),
        row.getString("project"),
        new ModelDigest(row.getString("root"), row.getString("layout")),
        attester(row),
        Instant.ofEpochMilli(row.getLong("time")),
        end,
        reviewed(row, facts),
        EvidenceClaimJson.read(
            row.getString("kind"),
            row.getString("environment"),
            row.getLong("withdraws"),
            row.getString("body"),
            row.getBytes("bundle")));
  }

  private static Optional<ReviewedVersion> reviewed(ResultSet row, VersionFacts facts)
      throws SQLException {
    String model = row.getString("model");
    return model == null
        ? Optional.empty()
        : Optional.of(
            new ReviewedVersion(
                row.getLong("version"), model, facts.number(), row.getLong("turn")));
  }

  private static Attester attester(ResultSet row) throws SQLException {
    Set<Persona> personas = EnumSet.noneOf(Persona.class);
    for (String id : row.getString("personas").split(" ", -1)) {
      Persona.of(id).ifPresent(personas::add);
    }
    return new Attester(
        Principal.Kind.valueOf(row.getString("principal_kind")),
        row.getString("principal"),
        row.getString("principal_name"),
        personas,
        row.getInt("demo") == 1);
  }

  /// Inserts evidence about the files of a version with a snapshot.
  ///
  /// @param expires truncated to milliseconds, so that evidence never lasts longer than requested
  /// @throws RequestRefusedException if it would already have expired
  static Evidence add(
      JdbcClient sql,
      VersionFacts facts,
      Attester by,
      Instant now,
      Optional<Instant> expires,
      EvidenceClaim claim) {
    return add(sql, facts, by, now, expires, Optional.empty(), claim);
  }

  /// Inserts a review of a version with a snapshot.
  ///
  /// @param turn one more than that of the reviewer's previous review
  /// @throws RequestRefusedException if it would already have expired
  static Evidence review(
      JdbcClient sql,
      VersionFacts facts,
      Attester by,
      Instant now,
      Optional<Instant> expires,
      long turn,
      EvidenceClaim claim) {
    ReviewedVersion reviewed = new ReviewedVersion(facts.id(), facts.model(), facts.number(), turn);
    return add(sql, facts, by, now, expires, Optional.of(reviewed), claim);
  }

  private static Evidence add(
      JdbcClient sql,
      VersionFacts facts,
      Attester by,
      Instant now,
      Optional<Instant> expires,
      Optional<ReviewedVersion> reviewed,
      EvidenceClaim claim) {
    ModelDigest digest = facts.digest().orElseThrow();
    Instant time = Instant.ofEpochMilli(now.toEpochMilli());
    Optional<Instant> end = expires.map(each -> Instant.ofEpochMilli(each.toEpochMilli()));
    if (end.filter(each -> !each.isAfter(now)).isPresent()) {
      throw RequestRefusedException.invalid(
          "`expires`: the %s would already have expired at %s; it is now %s"
              .formatted(claim.kind(), expires.get(), now));
    }
    long id =
        sql.sql(
                """
                INSERT INTO evidence (project, root, layout, kind, environment, principal,
                  principal_name, principal_kind, demo, personas, time, expires, withdraws, body,
                  bundle, version, model, turn)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
                """)
            .params(facts.project(), digest.root(), digest.layout())
            .params(claim.kind(), claim.environment())
            .params(by.id(), by.name(), by.kind().name(), by.demo() ? 1 : 0)
            .params(personas(by.personas()), time.toEpochMilli())
            .param(end.map(Instant::toEpochMilli).orElse(null))
            .param(
                claim instanceof EvidenceClaim.Withdrawal withdrawal ? withdrawal.evidence() : null)
            .param(EvidenceClaimJson.write(claim))
            .param(bundle(claim))
            .param(reviewed.map(ReviewedVersion::id).orElse(null))
            .param(reviewed.map(ReviewedVersion::model).orElse(null))
            .param(reviewed.map(ReviewedVersion::turn).orElse(null))
            .query(Long.class)
            .single();
    return new Evidence(id, facts.project(), digest, by, time, end, reviewed, claim);
  }

  private static byte @Nullable [] bundle(EvidenceClaim claim) {
    return switch (claim) {
      case EvidenceClaim.Signature signature -> signature.bundle().toArray();
      case EvidenceClaim.Attestation attestation ->
          attestation.bundle().map(ImmutableBytes::toArray).orElse(null);
      case EvidenceClaim.Scan _,
          EvidenceClaim.Approval _,
          EvidenceClaim.Rejection _,
          EvidenceClaim.Withdrawal _ ->
          null;
    };
  }

  private static String personas(Set<Persona> personas) {
    return Arrays.stream(Persona.values())
        .filter(personas::contains)
        .map(Persona::id)
        .collect(Collectors.joining(" "));
  }
}

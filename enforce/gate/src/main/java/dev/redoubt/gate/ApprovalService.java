package dev.redoubt.gate;

import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.store.RegistryDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Records the approvals, rejections and withdrawals of reviewers. The caller has already
/// authorized the review; that nobody approves a version of their own is checked here as well.
public final class ApprovalService {

  /// In characters.
  private static final int MAX_TEXT_LENGTH = 5000;

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final GatePolicy policy;

  /// Creates the service.
  public ApprovalService(RegistryDatabase database, InstantSource clock, GatePolicy policy) {
    this.database = database;
    this.clock = clock;
    this.policy = policy;
  }

  /// Approves a version for an environment. Replaces an approval and ends a rejection by the same
  /// reviewer. If the same approval is already in force, it is returned and nothing is recorded.
  ///
  /// @param expires when the approval expires; empty for the maximum age of the policy
  /// @throws RequestRefusedException with `PERMISSION_DENIED` for an author of the version,
  ///   `INVALID_STATE` if the version has no snapshot
  public Evidence approve(
      Caller caller,
      Principal who,
      String model,
      long number,
      String environment,
      String comment,
      Optional<Instant> expires) {
    policy.requireEnvironment(environment);
    checkLength("comment", comment);
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.write(
        sql -> {
          VersionFacts facts = withSnapshot(sql, visible, model, number);
          Instant now = clock.instant();
          refuseAuthor(facts, who);
          EvidenceClaim claim = new EvidenceClaim.Approval(environment, comment);
          return review(sql, caller, facts, who, now, expires, claim, "approved");
        });
  }

  /// Rejects a version for an environment, until the same reviewer approves it or withdraws the
  /// rejection. Ends an approval by the same reviewer. Authors may reject. If the same rejection is
  /// already in force, nothing is recorded.
  ///
  /// @param reason not empty
  public Evidence reject(
      Caller caller, Principal who, String model, long number, String environment, String reason) {
    policy.requireEnvironment(environment);
    checkLength("reason", reason);
    if (reason.isBlank()) {
      throw RequestRefusedException.invalid("a rejection needs a reason");
    }
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.write(
        sql -> {
          VersionFacts facts = withSnapshot(sql, visible, model, number);
          EvidenceClaim claim = new EvidenceClaim.Rejection(environment, reason);
          Instant now = clock.instant();
          Evidence recorded =
              review(sql, caller, facts, who, now, Optional.empty(), claim, "rejected");
          PolicyDriftCheck.recordDrift(sql, policy, caller.id(), now, facts);
          return recorded;
        });
  }

  /// Withdraws evidence that the same principal added to a version. A withdrawal is final; to
  /// restore evidence, it is added again.
  ///
  /// @param evidence id of the evidence
  /// @throws RequestRefusedException with `RESOURCE_DOES_NOT_EXIST` if the version has no evidence
  ///   with this id, `PERMISSION_DENIED` if another principal added it, `INVALID_STATE` if it is
  ///   already withdrawn
  public Evidence revoke(
      Caller caller, Principal who, String model, long number, long evidence, String reason) {
    checkLength("reason", reason);
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.write(
        sql -> {
          VersionFacts facts = withSnapshot(sql, visible, model, number);
          Evidence before = revocable(sql, facts, who, evidence);
          Instant now = clock.instant();
          EvidenceClaim claim = new EvidenceClaim.Withdrawal(evidence, reason);
          Evidence added =
              EvidenceRows.add(sql, facts, Attester.of(who), now, Optional.empty(), claim);
          GateEvents events = new GateEvents(sql, caller.id(), now);
          events.added(facts, added);
          if (!before.claim().environment().isEmpty()) {
            events.decided(
                facts, "revoked", before.claim().environment(), policy.digest(), evidence);
          }
          PolicyDriftCheck.recordDrift(sql, policy, caller.id(), now, facts);
          return added;
        });
  }

  private static Evidence revocable(JdbcClient sql, VersionFacts facts, Principal who, long id) {
    Evidence found =
        EvidenceRows.of(sql, facts).stream()
            .filter(each -> each.id() == id && !(each.claim() instanceof EvidenceClaim.Withdrawal))
            .findFirst()
            .orElseThrow(
                () ->
                    RequestRefusedException.missing(
                        "no evidence with id " + id + " about " + facts.title()));
    if (!found.by().id().equals(who.id())) {
      throw new RequestRefusedException(
          ErrorCode.PERMISSION_DENIED,
          "evidence "
              + id
              + " can be revoked only by the principal who added it, `"
              + found.by().name()
              + "`");
    }
    boolean revoked =
        sql.sql("SELECT COUNT(*) FROM evidence WHERE withdraws = ?")
                .param(id)
                .query(Long.class)
                .single()
            > 0;
    if (revoked) {
      throw new RequestRefusedException(
          ErrorCode.INVALID_STATE, "evidence " + id + " is already revoked");
    }
    return found;
  }

  /// A reviewer has at most one review in force for a version and an environment. Two identical
  /// concurrent requests record it once: both use the same turn number, of which the database
  /// accepts only one.
  private Evidence review(
      JdbcClient sql,
      Caller caller,
      VersionFacts facts,
      Principal who,
      Instant now,
      Optional<Instant> expires,
      EvidenceClaim claim,
      String decision) {
    Attester by = Attester.of(who);
    LatestReview last = LatestReview.of(EvidenceRows.of(sql, facts), by, claim.environment());
    Optional<Evidence> inForce =
        last.inForce()
            .filter(each -> isSame(each, facts, by, expires, claim))
            .filter(each -> !GateInput.expired(each, maxAge(facts, claim), now));
    if (inForce.isPresent()) {
      return inForce.get();
    }
    Evidence added = EvidenceRows.review(sql, facts, by, now, expires, last.turn() + 1, claim);
    GateEvents events = new GateEvents(sql, caller.id(), now);
    events.added(facts, added);
    events.decided(facts, decision, claim.environment(), policy.digest(), added.id());
    return added;
  }

  /// Maximum age of approvals; a rejection does not expire.
  private Optional<Duration> maxAge(VersionFacts facts, EvidenceClaim claim) {
    return claim instanceof EvidenceClaim.Rejection
        ? Optional.empty()
        : policy
            .requirements(claim.environment(), facts.project(), facts.model())
            .approvals()
            .flatMap(EnvironmentRequirements.ApprovalRule::maxAge);
  }

  private static boolean isSame(
      Evidence recorded,
      VersionFacts facts,
      Attester by,
      Optional<Instant> expires,
      EvidenceClaim claim) {
    return recorded.claim().equals(claim)
        && recorded.by().equals(by)
        && recorded.expires().equals(expires.map(end -> Instant.ofEpochMilli(end.toEpochMilli())))
        && recorded.reviewed().filter(of -> of.model().equals(facts.model())).isPresent();
  }

  private static void refuseAuthor(VersionFacts facts, Principal who) {
    if (facts.authors().isEmpty()) {
      throw new RequestRefusedException(
          ErrorCode.PERMISSION_DENIED,
          "the authors of "
              + facts.title()
              + " are unknown, so no reviewer can be shown to be someone else");
    }
    if (facts.authors().contains(who.id()) || facts.author().equals(who.name())) {
      throw new RequestRefusedException(
          ErrorCode.PERMISSION_DENIED,
          "`" + who.name() + "` contributed to " + facts.title() + " and cannot approve it");
    }
  }

  /// Returns a version with a snapshot: only such versions can be reviewed.
  static VersionFacts withSnapshot(
      JdbcClient sql, VisibleAttributeIds visible, String model, long number) {
    VersionFacts facts = VersionFactRows.find(sql, visible, model, number);
    if (facts.digest().isEmpty()) {
      throw new RequestRefusedException(
          ErrorCode.INVALID_STATE, "the files of " + facts.title() + " have no snapshot yet");
    }
    return facts;
  }

  private static void checkLength(String what, String text) {
    if (text.length() > MAX_TEXT_LENGTH) {
      throw RequestRefusedException.invalid(
          "the " + what + " is longer than " + MAX_TEXT_LENGTH + " characters");
    }
  }
}

package dev.redoubt.gate;

import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributes;
import dev.redoubt.store.RegistryDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What reviewers say of versions. Whether somebody may review at all is decided before, by the
/// rules; that nobody approves their own is looked at here, too.
public final class ApprovalService {

  /// In characters.
  private static final int MAX_WORDS = 5000;

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final GatePolicy policy;

  /// Approvals in a database.
  public ApprovalService(RegistryDatabase database, InstantSource clock, GatePolicy policy) {
    this.database = database;
    this.clock = clock;
    this.policy = policy;
  }

  /// Lets a version into an environment, as far as this reviewer is concerned. It ends a rejection
  /// of theirs, and takes the place of an approval of theirs. What stands already is not said
  /// again: then that is the answer.
  ///
  /// @param expires when it stops to count; empty for when the policy says
  /// @throws RequestRefusedException with `PERMISSION_DENIED` for who made it, `INVALID_STATE` if
  ///   its files are not frozen
  public Evidence approve(
      Caller caller,
      Principal who,
      String model,
      long number,
      String environment,
      String comment,
      Optional<Instant> expires) {
    policy.needEnvironment(environment);
    checkWords("comment", comment);
    VisibleAttributes visible = VisibleAttributes.models(caller, database);
    return database.write(
        sql -> {
          VersionFacts facts = frozen(sql, visible, model, number);
          Instant now = clock.instant();
          refuseAuthor(facts, who);
          EvidenceClaim claim = new EvidenceClaim.Approval(environment, comment);
          return review(sql, caller, facts, who, now, expires, claim, "approved");
        });
  }

  /// Keeps a version out of an environment, until this reviewer approves it or revokes that. It
  /// ends an approval of theirs. Authors may. What stands already is not said again.
  ///
  /// @param reason not empty
  public Evidence reject(
      Caller caller, Principal who, String model, long number, String environment, String reason) {
    policy.needEnvironment(environment);
    checkWords("reason", reason);
    if (reason.isBlank()) {
      throw RequestRefusedException.invalid("a rejection needs a reason");
    }
    VisibleAttributes visible = VisibleAttributes.models(caller, database);
    return database.write(
        sql -> {
          VersionFacts facts = frozen(sql, visible, model, number);
          EvidenceClaim claim = new EvidenceClaim.Rejection(environment, reason);
          Instant now = clock.instant();
          Evidence said = review(sql, caller, facts, who, now, Optional.empty(), claim, "rejected");
          PolicyDriftCheck.note(sql, policy, caller.id(), now, facts);
          return said;
        });
  }

  /// Takes back something that the same principal has said of a version. What was revoked stays
  /// revoked; whoever changes their mind says it anew.
  ///
  /// @param evidence its id
  /// @throws RequestRefusedException with `RESOURCE_DOES_NOT_EXIST` if nothing of the version has
  ///   that id, `PERMISSION_DENIED` if it is somebody else's, `INVALID_STATE` if it is revoked
  ///   already
  public Evidence revoke(
      Caller caller, Principal who, String model, long number, long evidence, String reason) {
    checkWords("reason", reason);
    VisibleAttributes visible = VisibleAttributes.models(caller, database);
    return database.write(
        sql -> {
          VersionFacts facts = frozen(sql, visible, model, number);
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
          PolicyDriftCheck.note(sql, policy, caller.id(), now, facts);
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
          "evidence " + id + " can be revoked only by the principal who added it, `" + found.by().name() + "`");
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

  /// One of a reviewer stands for a version and an environment. Who says the same twice at a time
  /// has said it once: both take the same turn, and the database lets one of them have it.
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
    Optional<Evidence> standing =
        last.standing()
            .filter(each -> isSame(each, facts, by, expires, claim))
            .filter(each -> !GateInput.expired(each, maxAge(facts, claim), now));
    if (standing.isPresent()) {
      return standing.get();
    }
    Evidence added = EvidenceRows.review(sql, facts, by, now, expires, last.turn() + 1, claim);
    GateEvents events = new GateEvents(sql, caller.id(), now);
    events.added(facts, added);
    events.decided(facts, decision, claim.environment(), policy.digest(), added.id());
    return added;
  }

  /// Of approvals; a rejection does not get old.
  private Optional<Duration> maxAge(VersionFacts facts, EvidenceClaim claim) {
    return claim instanceof EvidenceClaim.Rejection
        ? Optional.empty()
        : policy
            .asks(claim.environment(), facts.project(), facts.model())
            .approvals()
            .flatMap(EnvironmentRequirements.ApprovalRule::maxAge);
  }

  private static boolean isSame(
      Evidence said,
      VersionFacts facts,
      Attester by,
      Optional<Instant> expires,
      EvidenceClaim claim) {
    return said.claim().equals(claim)
        && said.by().equals(by)
        && said.expires().equals(expires.map(end -> Instant.ofEpochMilli(end.toEpochMilli())))
        && said.reviewed().filter(of -> of.model().equals(facts.model())).isPresent();
  }

  private static void refuseAuthor(VersionFacts facts, Principal who) {
    if (facts.makers().isEmpty()) {
      throw new RequestRefusedException(
          ErrorCode.PERMISSION_DENIED,
          "the authors of "
              + facts.title()
              + " are unknown, so no reviewer can be shown to be someone else");
    }
    if (facts.makers().contains(who.id()) || facts.author().equals(who.name())) {
      throw new RequestRefusedException(
          ErrorCode.PERMISSION_DENIED,
          "`" + who.name() + "` contributed to " + facts.title() + " and cannot approve it");
    }
  }

  /// A version whose files are frozen: only those can be spoken of.
  static VersionFacts frozen(JdbcClient sql, VisibleAttributes visible, String model, long number) {
    VersionFacts facts = VersionFactRows.find(sql, visible, model, number);
    if (facts.digest().isEmpty()) {
      throw new RequestRefusedException(
          ErrorCode.INVALID_STATE, "the files of " + facts.title() + " have no snapshot yet");
    }
    return facts;
  }

  private static void checkWords(String what, String words) {
    if (words.length() > MAX_WORDS) {
      throw RequestRefusedException.invalid(
          "the " + what + " is longer than " + MAX_WORDS + " characters");
    }
  }
}

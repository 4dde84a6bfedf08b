package dev.redoubt.gate;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributes;
import dev.redoubt.signing.HashScope;
import dev.redoubt.signing.Manifest;
import dev.redoubt.signing.ModelVerifier;
import dev.redoubt.signing.attestation.AttestationVerifier;
import dev.redoubt.signing.trust.PublicKeyReader;
import dev.redoubt.signing.trust.SigstoreBundle;
import dev.redoubt.signing.trust.TrustRoots;
import dev.redoubt.store.RegistryDatabase;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What others bring to a version: in-toto statements, alone or in a Sigstore bundle, and
/// signatures of the model by keys of the policy. Whether somebody may bring anything is decided
/// before.
public final class EvidenceSubmission {

  /// A signature of 20,000 files; statements have a few thousand bytes.
  public static final int MAX_BYTES = 4 << 20;

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final GatePolicy policy;

  /// Statements in a database.
  public EvidenceSubmission(RegistryDatabase database, InstantSource clock, GatePolicy policy) {
    this.database = database;
    this.clock = clock;
    this.policy = policy;
  }

  /// Adds a statement or a signature to a version whose files are frozen.
  ///
  /// @param json an in-toto statement, or a bundle with one
  /// @param expires when it stops to count; empty for when the policy says
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE` if it is about other files, is
  ///   no statement, is signed by nobody whose key the policy has, or would have expired already
  public Evidence add(
      Caller caller,
      Principal who,
      String model,
      long number,
      byte[] json,
      Optional<Instant> expires) {
    if (json.length > MAX_BYTES) {
      throw RequestRefusedException.invalid("the statement has more than " + MAX_BYTES + " bytes");
    }
    VisibleAttributes visible = VisibleAttributes.models(caller, database);
    VersionFacts about = database.read(sql -> ApprovalService.frozen(sql, visible, model, number));
    EvidenceClaim claim = claim(about, json);
    return database.write(
        sql -> {
          VersionFacts facts = ApprovalService.frozen(sql, visible, model, number);
          Instant now = clock.instant();
          Evidence added = EvidenceRows.add(sql, facts, Attester.of(who), now, expires, claim);
          new GateEvents(sql, caller.id(), now).added(facts, added);
          return added;
        });
  }

  private EvidenceClaim claim(VersionFacts about, byte[] json) {
    if (!InTotoStatement.isBundle(json)) {
      return attestation(about, InTotoStatement.read(json), Optional.empty(), Optional.empty());
    }
    try {
      SigstoreBundle bundle = SigstoreBundle.read(json);
      String type = InTotoStatement.read(bundle.payload()).predicateType();
      return type.equals(Manifest.PREDICATE_TYPE) ? signature(about, json) : signed(about, json);
    } catch (dev.redoubt.signing.refusal.RefusedException wrong) {
      throw RequestRefusedException.invalid("the bundle cannot be read: " + words(wrong));
    }
  }

  private static String words(dev.redoubt.signing.refusal.RefusedException refused) {
    return String.valueOf(refused.getMessage());
  }

  /// What a key has to say to a bundle.
  @FunctionalInterface
  private interface Check<T> {
    T with(TrustRoots trust) throws dev.redoubt.signing.refusal.RefusedException;
  }

  /// What a bundle says, and how signatures name the key.
  private record Verified<T>(T said, String key) {}

  private <T> Verified<T> verified(Check<T> check) {
    String why = "the policy has no keys";
    for (Map.Entry<String, PublicKey> each : new TreeMap<>(policy.keys()).entrySet()) {
      try {
        T said = check.with(TrustRoots.Keys.of(each.getValue()));
        return new Verified<>(said, PublicKeyReader.hint(each.getValue()));
      } catch (dev.redoubt.signing.refusal.RefusedException refused) {
        why = "with the key `" + each.getKey() + "`: " + words(refused);
      }
    }
    throw RequestRefusedException.invalid("not signed by a key of the policy; " + why);
  }

  private EvidenceClaim signature(VersionFacts about, byte[] json) {
    Verified<Manifest> verified =
        verified(trust -> ModelVerifier.of(trust, HashScope.DEFAULT).manifest(json));
    ModelDigest digest;
    try {
      digest = ModelDigest.of(verified.said());
    } catch (IllegalArgumentException _) {
      throw RequestRefusedException.invalid(
          "only signatures over whole files with SHA-256 are supported, not over shards or with other digests");
    }
    if (!about.digest().equals(Optional.of(digest))) {
      throw RequestRefusedException.invalid(
          "the signature covers other files than those of " + about.title());
    }
    return new EvidenceClaim.Signature(verified.key(), ImmutableBytes.of(json));
  }

  private EvidenceClaim signed(VersionFacts about, byte[] json) {
    Verified<byte[]> verified = verified(trust -> AttestationVerifier.of(trust).statement(json));
    return attestation(
        about,
        InTotoStatement.read(verified.said()),
        Optional.of(verified.key()),
        Optional.of(ImmutableBytes.of(json)));
  }

  private static EvidenceClaim attestation(
      VersionFacts about,
      InTotoStatement statement,
      Optional<String> key,
      Optional<ImmutableBytes> bundle) {
    String root = about.digest().orElseThrow().root();
    if (!statement.subject().equals(root)) {
      throw RequestRefusedException.invalid(
          "the subject of the statement is not this model version: sha256:%s; expected sha256:%s"
              .formatted(statement.subject(), root));
    }
    if (statement.predicateType().equals(Manifest.PREDICATE_TYPE)) {
      throw RequestRefusedException.invalid("a model signature must be in a Sigstore bundle");
    }
    return new EvidenceClaim.Attestation(
        statement.predicateType(),
        statement.outcome(),
        statement.metrics(),
        statement.text(),
        key,
        bundle);
  }
}

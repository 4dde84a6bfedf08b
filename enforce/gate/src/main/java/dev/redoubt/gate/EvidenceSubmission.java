package dev.redoubt.gate;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Principal;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributeIds;
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

/// Adds evidence that clients submit: in-toto statements, plain or in a Sigstore bundle, and model
/// signatures by keys of the policy. The caller has already authorized the request.
public final class EvidenceSubmission {

  /// Enough for a signature over 20,000 files; statements have a few thousand bytes.
  public static final int MAX_BYTES = 4 << 20;

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final GatePolicy policy;

  /// Creates the service.
  public EvidenceSubmission(RegistryDatabase database, InstantSource clock, GatePolicy policy) {
    this.database = database;
    this.clock = clock;
    this.policy = policy;
  }

  /// Adds an attestation or a signature to a version with a snapshot.
  ///
  /// @param json an in-toto statement, or a Sigstore bundle
  /// @param expires when the evidence expires; empty for the maximum age of the policy
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE` if it is about other files, is
  ///   not a valid statement, is not signed by a key of the policy, or would already have expired
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
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    VersionFacts about =
        database.read(sql -> ApprovalService.withSnapshot(sql, visible, model, number));
    EvidenceClaim claim = claim(about, json);
    return database.write(
        sql -> {
          VersionFacts facts = ApprovalService.withSnapshot(sql, visible, model, number);
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
      throw RequestRefusedException.invalid("the bundle cannot be read: " + message(wrong));
    }
  }

  private static String message(dev.redoubt.signing.refusal.RefusedException refused) {
    return String.valueOf(refused.getMessage());
  }

  /// Verifies a bundle with one key.
  @FunctionalInterface
  private interface Check<T> {
    T with(TrustRoots trust) throws dev.redoubt.signing.refusal.RefusedException;
  }

  /// Verified content of a bundle, with the id of the key as in signatures.
  private record Verified<T>(T content, String key) {}

  private <T> Verified<T> verified(Check<T> check) {
    String why = "the policy has no keys";
    for (Map.Entry<String, PublicKey> each : new TreeMap<>(policy.keys()).entrySet()) {
      try {
        T content = check.with(TrustRoots.Keys.of(each.getValue()));
        return new Verified<>(content, PublicKeyReader.hint(each.getValue()));
      } catch (dev.redoubt.signing.refusal.RefusedException refused) {
        why = "with the key `" + each.getKey() + "`: " + message(refused);
      }
    }
    throw RequestRefusedException.invalid("not signed by a key of the policy; " + why);
  }

  private EvidenceClaim signature(VersionFacts about, byte[] json) {
    Verified<Manifest> verified =
        verified(trust -> ModelVerifier.of(trust, HashScope.DEFAULT).manifest(json));
    ModelDigest digest;
    try {
      digest = ModelDigest.of(verified.content());
    } catch (IllegalArgumentException _) {
      throw RequestRefusedException.invalid(
          "only signatures over whole files with SHA-256 are supported, not over "
              + "shards or with other digests");
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
        InTotoStatement.read(verified.content()),
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

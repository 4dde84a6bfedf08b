package dev.redoubt.keys.release;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import dev.redoubt.keys.material.KeyAccessException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Verifies tokens of Microsoft Azure Attestation: a trusted issuer signed the token, for a nonce
/// that this process issued, it is valid now, the enclave cannot be debugged, and it has one
/// encryption key.
///
/// A [ReleasePolicy] then decides whether the enclave is accepted.
public final class AttestationVerifier {

  /// The accepted difference of clocks.
  public static final Duration SKEW = Duration.ofMinutes(2);

  /// Tokens with all of a virtual machine's claims have some 15 KB.
  public static final int MAX_CHARACTERS = 128 * 1024;

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  private final AttestationKeySetSource keySets;
  private final NonceStore nonces;
  private final Clock clock;

  /// @param keySets the keys of issuers
  /// @param nonces that were issued to enclaves
  public AttestationVerifier(AttestationKeySetSource keySets, NonceStore nonces, Clock clock) {
    this.keySets = keySets;
    this.nonces = nonces;
    this.clock = clock;
  }

  /// Verifies a token and uses its nonce.
  ///
  /// @param token a JWT in compact serialization
  /// @param issuers that are trusted, such as [ReleasePolicy#authorities()]
  /// @param wrapping how keys are wrapped for the enclave
  /// @throws KeyAccessException.NotAuthentic if a trusted issuer did not sign it
  /// @throws KeyAccessException.Refused if it is authentic but not sufficient
  /// @throws KeyAccessException.Malformed if it is not a token
  public AttestedEnclave verify(
      String token, Collection<String> issuers, KeyReleaseEncryption wrapping)
      throws KeyAccessException {
    if (token.length() > MAX_CHARACTERS) {
      throw new KeyAccessException.Malformed(
          "the token is longer than " + MAX_CHARACTERS + " characters");
    }
    JWSObject signed = parse(token);
    JsonNode claims = ReleaseJson.object("the token", signed.getPayload().toBytes());
    String issuer = ReleasePolicy.withoutSlash(claims.path("iss").asString(""));
    if (issuers.stream().map(ReleasePolicy::withoutSlash).noneMatch(issuer::equals)) {
      throw new KeyAccessException.NotAuthentic(
          "the token is issued by `" + issuer + "`; trusted issuers: " + issuers);
    }
    checkSignature(signed, issuer);
    checkTime(claims);
    EnclaveClaims enclave = new EnclaveClaims(claims);
    enclave.checkNotDebuggable();
    RSAPublicKey key = enclave.encryptionKey();
    if (!nonces.use(enclave.nonce())) {
      throw new KeyAccessException.Refused(
          "the token's nonce is unknown, is older than "
              + NonceStore.LIFETIME.toMinutes()
              + " minutes, or was already used; attest again with a new nonce");
    }
    return new AttestedEnclave(issuer, claims, key, wrapping);
  }

  private static JWSObject parse(String token) throws KeyAccessException {
    try {
      JWSObject parsed = JWSObject.parse(token);
      if (!ALGORITHMS.contains(parsed.getHeader().getAlgorithm())) {
        throw new KeyAccessException.NotAuthentic(
            "the token is signed with `"
                + parsed.getHeader().getAlgorithm()
                + "`; only RS256, PS256 and ES256 are accepted");
      }
      return parsed;
    } catch (ParseException | IllegalArgumentException | IllegalStateException wrong) {
      throw new KeyAccessException.Malformed(
          "the token is not a signed JWT in compact serialization");
    }
  }

  private void checkSignature(JWSObject signed, String issuer) throws KeyAccessException {
    JWSHeader header = signed.getHeader();
    if (header.getKeyID() == null) {
      throw new KeyAccessException.NotAuthentic("the token has no `kid` header");
    }
    PublicKey key =
        AttestationKeySet.parse(keySets.keySet(issuer)).key(header.getKeyID(), clock.instant());
    try {
      if (!signed.verify(verifier(header.getAlgorithm(), key))) {
        throw new KeyAccessException.NotAuthentic("the signature of the token is invalid");
      }
    } catch (JOSEException | IllegalStateException wrong) {
      throw new KeyAccessException.NotAuthentic("the signature of the token cannot be verified");
    }
  }

  private static JWSVerifier verifier(JWSAlgorithm algorithm, PublicKey key)
      throws JOSEException, KeyAccessException {
    boolean elliptic = algorithm.equals(JWSAlgorithm.ES256);
    if (elliptic && key instanceof ECPublicKey ec) {
      return new ECDSAVerifier(ec);
    }
    if (!elliptic && key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= 2048) {
      return new RSASSAVerifier(rsa);
    }
    throw new KeyAccessException.NotAuthentic(
        "the token's algorithm `" + algorithm + "` does not match the type of the issuer's key");
  }

  private void checkTime(JsonNode claims) throws KeyAccessException {
    Instant now = clock.instant();
    Instant expires = time(claims, "exp");
    if (!now.minus(SKEW).isBefore(expires)) {
      throw new KeyAccessException.Refused("the token expired at " + expires);
    }
    Instant issued = time(claims, "iat");
    Instant valid = claims.has("nbf") ? time(claims, "nbf") : issued;
    if (now.plus(SKEW).isBefore(valid) || now.plus(SKEW).isBefore(issued)) {
      throw new KeyAccessException.Refused("the token is valid from " + valid + " only");
    }
  }

  private static Instant time(JsonNode claims, String name) throws KeyAccessException {
    JsonNode found = claims.path(name);
    if (!found.isIntegralNumber() || !found.canConvertToLong()) {
      throw new KeyAccessException.Refused("the token has no valid time claim `" + name + "`");
    }
    try {
      return Instant.ofEpochSecond(found.longValue());
    } catch (java.time.DateTimeException outside) {
      throw new KeyAccessException.Refused("the token's time claim `" + name + "` is out of range");
    }
  }
}

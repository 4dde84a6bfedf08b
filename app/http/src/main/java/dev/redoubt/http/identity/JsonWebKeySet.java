package dev.redoubt.http.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The public keys of an issuer at one time. Those that cannot be read, or are not for signatures,
/// are left out: an issuer may have others that we need.
record JsonWebKeySet(List<Entry> entries) {

  /// In bits, of an RSA key.
  private static final int MIN_RSA = 2048;

  /// More is no key set of an issuer.
  private static final int MAX_KEYS = 100;

  /// A key.
  ///
  /// @param id as tokens name it; null if it has none
  /// @param algorithm the only one that it is for; null for any that fits
  record Entry(@Nullable String id, @Nullable String algorithm, PublicKey key) {}

  JsonWebKeySet {
    entries = List.copyOf(entries);
  }

  /// Reads a JWK set (RFC 7517); empty if it is none.
  static Optional<JsonWebKeySet> parse(byte[] json) {
    JsonNode keys = TokenClaims.parse(json).map(claims -> claims.json().path("keys")).orElse(null);
    if (keys == null || !keys.isArray() || keys.size() > MAX_KEYS) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    keys.values().forEach(each -> entry(each).ifPresent(entries::add));
    return Optional.of(new JsonWebKeySet(entries));
  }

  private static Optional<Entry> entry(JsonNode jwk) {
    if (!jwk.isObject() || !jwk.path("use").asString("sig").equals("sig")) {
      return Optional.empty();
    }
    try {
      JWK parsed = JWK.parse(jwk.toString());
      if (parsed instanceof AsymmetricJWK asymmetric && isGood(asymmetric.toPublicKey())) {
        String algorithm = parsed.getAlgorithm() == null ? null : parsed.getAlgorithm().getName();
        return Optional.of(new Entry(parsed.getKeyID(), algorithm, asymmetric.toPublicKey()));
      }
      return Optional.empty();
    } catch (ParseException | JOSEException | RuntimeException _) {
      return Optional.empty();
    }
  }

  private static boolean isGood(PublicKey key) {
    return key instanceof ECPublicKey
        || (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA);
  }

  /// Whether a token's key is here. A token that names none is taken to mean the only one.
  boolean has(Optional<String> id) {
    return !find(id, null).isEmpty();
  }

  /// The keys that may have signed.
  List<PublicKey> find(Optional<String> id, @Nullable JWSAlgorithm algorithm) {
    if (id.isEmpty() && entries.size() != 1) {
      return List.of();
    }
    return entries.stream()
        .filter(each -> id.isEmpty() || id.get().equals(each.id()))
        .filter(
            each ->
                algorithm == null
                    || each.algorithm() == null
                    || algorithm.getName().equals(each.algorithm()))
        .map(Entry::key)
        .toList();
  }
}

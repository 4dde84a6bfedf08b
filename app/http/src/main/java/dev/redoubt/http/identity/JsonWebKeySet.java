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

/// The public keys of an issuer (RFC 7517). Keys that are unsupported or not for signatures are
/// skipped: an issuer may publish other keys, too.
record JsonWebKeySet(List<Entry> entries) {

  /// Minimum size of an RSA key in bits.
  private static final int MIN_RSA = 2048;

  /// Maximum number of keys.
  private static final int MAX_KEYS = 100;

  /// A public key.
  ///
  /// @param id the key id (`kid`); null if it has none
  /// @param algorithm the only algorithm that the key may be used with; null for any that fits
  record Entry(@Nullable String id, @Nullable String algorithm, PublicKey key) {}

  JsonWebKeySet {
    entries = List.copyOf(entries);
  }

  /// Parses a JWK set (RFC 7517); empty if it is malformed.
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

  /// Whether the set contains the key with this id. A token without a key id matches a set with one
  /// key.
  boolean has(Optional<String> id) {
    return !find(id, null).isEmpty();
  }

  /// Returns the keys that may have signed a token.
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

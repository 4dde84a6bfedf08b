package dev.redoubt.http.identity;

import com.nimbusds.jose.JWSAlgorithm;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An issuer whose keys are here already: tokens are signed and checked, and nothing is fetched.
final class FixedIssuer {

  static final String NAME = "https://issuer.example";

  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  /// Making a key takes longer than using it.
  static final TokenKey KEY = TokenKey.ec("first");

  private FixedIssuer() {}

  static KeyRing ring(TokenKey... keys) {
    StringBuilder json = new StringBuilder("{\"keys\":[");
    for (int i = 0; i < keys.length; i++) {
      json.append(i == 0 ? "" : ",").append(keys[i].jwk());
    }
    return KeyRing.parse(json.append("]}").toString().getBytes(StandardCharsets.UTF_8))
        .orElseThrow();
  }

  /// One that knows everybody, as a data scientist.
  static Issuer issuer() {
    KeyRing ring = ring(KEY);
    return with(_ -> Optional.of(ring), Map.of(), List.of(), false);
  }

  static Issuer with(
      Keys keys, Map<String, String> pinned, List<Condition> device, boolean loopbackOnly) {
    return new Issuer(
        NAME,
        Set.of("registry"),
        Set.of(JWSAlgorithm.ES256),
        pinned,
        keys,
        FixedIssuer::admitted,
        device,
        loopbackOnly);
  }

  static Issuer.Outcome admitted(Claims claims) {
    return claims
        .text("sub")
        .<Issuer.Outcome>map(sub -> new Issuer.Outcome.Admitted(principal(sub)))
        .orElseGet(() -> new Issuer.Outcome.Refused("nobody"));
  }

  static Principal principal(String sub) {
    return new Principal(
        Principal.Kind.USER,
        NAME + "#" + sub,
        sub,
        Set.of(Persona.DATA_SCIENTIST),
        Set.of("credit"),
        false);
  }

  static Claims parsed(Map<String, ?> claims) {
    return Claims.parse(TokenKey.json(claims).getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  /// Claims of a token that counts for an hour.
  static Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", NAME);
    claims.put("aud", "registry");
    claims.put("sub", "alice");
    claims.put("iat", NOW.getEpochSecond());
    claims.put("exp", NOW.getEpochSecond() + 3600);
    return claims;
  }

  static String token(Map<String, ?> claims) {
    return KEY.sign(KEY.header(), claims);
  }
}

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

/// An issuer whose key set is in memory: nothing is fetched.
final class FixedIssuer {

  static final String NAME = "https://issuer.example";

  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  /// Making a key takes longer than using it.
  static final TokenKey KEY = TokenKey.ec("first");

  private FixedIssuer() {}

  static JsonWebKeySet keySet(TokenKey... keys) {
    StringBuilder json = new StringBuilder("{\"keys\":[");
    for (int i = 0; i < keys.length; i++) {
      json.append(i == 0 ? "" : ",").append(keys[i].jwk());
    }
    return JsonWebKeySet.parse(json.append("]}").toString().getBytes(StandardCharsets.UTF_8))
        .orElseThrow();
  }

  /// One that knows everybody, as a data scientist.
  static TokenIssuer issuer() {
    JsonWebKeySet keySet = keySet(KEY);
    return with(_ -> Optional.of(keySet), Map.of(), List.of(), false);
  }

  static TokenIssuer with(
      KeySetProvider keys,
      Map<String, String> pinned,
      List<ClaimCondition> device,
      boolean loopbackOnly) {
    return new TokenIssuer(
        NAME,
        Set.of("registry"),
        Set.of(JWSAlgorithm.ES256),
        pinned,
        keys,
        FixedIssuer::admitted,
        device,
        loopbackOnly);
  }

  static TokenIssuer.Outcome admitted(TokenClaims claims) {
    return claims
        .text("sub")
        .<TokenIssuer.Outcome>map(sub -> new TokenIssuer.Outcome.Admitted(principal(sub)))
        .orElseGet(() -> new TokenIssuer.Outcome.Refused("nobody"));
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

  static TokenClaims parsed(Map<String, ?> claims) {
    return TokenClaims.parse(TokenKey.json(claims).getBytes(StandardCharsets.UTF_8)).orElseThrow();
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

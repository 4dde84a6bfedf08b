package dev.redoubt.http.identity;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Verifies bearer tokens against the trusted issuers: signature, audience, pinned claims and
/// validity period (RFC 7519, RFC 8725).
final class TokenVerifier {

  /// Allowed clock skew.
  static final Duration SKEW = Duration.ofSeconds(60);

  /// Maximum lifetime of any token: a token that lives longer is a password. The longest-lived
  /// tokens of Entra ID are valid for 28 hours.
  static final Duration MAX_LIFETIME = Duration.ofHours(36);

  private static final Set<String> TYPES = Set.of("", "jwt", "at+jwt");

  private final Map<String, TokenIssuer> issuers = new HashMap<>();
  private final InstantSource clock;

  TokenVerifier(Collection<TokenIssuer> issuers, InstantSource clock) {
    issuers.forEach(each -> this.issuers.put(each.name(), each));
    this.clock = clock;
  }

  /// The result of verifying a token.
  sealed interface Result {
    /// The token is valid.
    record Genuine(TokenIssuer issuer, TokenClaims claims, Instant issued, Instant expires)
        implements Result {}

    /// The token is invalid.
    ///
    /// @param reason shown to the sender; reveals nothing about other principals
    record Refused(String reason) implements Result {}
  }

  /// Verifies a token. Never throws for malformed input.
  Result check(String text) {
    Optional<CompactJwt> parsed = CompactJwt.parse(text);
    if (parsed.isEmpty()) {
      return new Result.Refused("the token is not a well-formed signed JWT");
    }
    CompactJwt token = parsed.get();
    TokenIssuer issuer = issuers.get(token.issuer());
    if (issuer == null) {
      return new Result.Refused("the token's issuer is not trusted");
    }
    if (!TYPES.contains(token.type()) || token.claims().has("events")) {
      return new Result.Refused("the token is not an access token");
    }
    if (!issuer.algorithms().contains(token.algorithm())) {
      return new Result.Refused("the token's signature algorithm is not allowed for its issuer");
    }
    Optional<String> wrong = signature(issuer.keys(), token);
    return wrong.isPresent() ? new Result.Refused(wrong.get()) : content(issuer, token.claims());
  }

  /// Returns the error if the signature is invalid.
  static Optional<String> signature(KeySetProvider keys, CompactJwt token) {
    Optional<JsonWebKeySet> keySet = keys.keySet(token.key());
    if (keySet.isEmpty()) {
      return Optional.of("the key set of the token's issuer is not available; try again later");
    }
    List<PublicKey> found = keySet.get().find(token.key(), token.algorithm());
    if (found.isEmpty()) {
      return Optional.of("the token's signing key is not in the key set of its issuer");
    }
    return found.stream().anyMatch(token::isSignedBy)
        ? Optional.empty()
        : Optional.of("the token's signature is invalid");
  }

  private Result content(TokenIssuer issuer, TokenClaims claims) {
    if (claims.texts("aud").stream().noneMatch(issuer.audiences()::contains)) {
      return new Result.Refused("the token's audience (`aud`) is not this server");
    }
    for (Map.Entry<String, String> each : issuer.pinned().entrySet()) {
      if (!claims.text(each.getKey()).orElse("").equals(each.getValue())) {
        return new Result.Refused(
            "the token's claim `" + each.getKey() + "` does not have the configured value");
      }
    }
    return time(issuer, claims);
  }

  private Result time(TokenIssuer issuer, TokenClaims claims) {
    Optional<Instant> expires = claims.time("exp");
    Optional<Instant> issued = claims.time("iat");
    if (expires.isEmpty() || issued.isEmpty() || hasInvalidNotBefore(claims)) {
      return new Result.Refused(
          "the token's `iat` or `exp` is missing, or one of its times is invalid");
    }
    Instant now = clock.instant();
    if (!now.minus(SKEW).isBefore(expires.get())) {
      return new Result.Refused("the token has expired");
    }
    Instant from = claims.time("nbf").orElse(issued.get());
    if (now.plus(SKEW).isBefore(from) || now.plus(SKEW).isBefore(issued.get())) {
      return new Result.Refused("the token is not valid yet (allowed clock skew: 60 seconds)");
    }
    if (Duration.between(issued.get(), expires.get()).compareTo(MAX_LIFETIME) > 0) {
      return new Result.Refused(
          "the token's lifetime is longer than " + MAX_LIFETIME.toHours() + " hours");
    }
    return new Result.Genuine(issuer, claims, issued.get(), expires.get());
  }

  private static boolean hasInvalidNotBefore(TokenClaims claims) {
    return claims.has("nbf") && claims.time("nbf").isEmpty();
  }
}

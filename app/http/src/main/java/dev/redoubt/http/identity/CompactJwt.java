package dev.redoubt.http.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A parsed, not yet verified JWS in compact serialization (RFC 7515).
///
/// Only the algorithm, the type and the key id of the header are used. Embedded keys and key URLs
/// (`jwk`, `jku`, `x5c`, `x5u`) are chosen by the sender and are ignored.
record CompactJwt(TokenClaims header, TokenClaims claims, String signed, String signature) {

  /// In characters. Entra ID tokens with 200 groups have about 10,000.
  static final int MAX_LENGTH = 24 * 1024;

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");

  /// Parses a token; empty if it is malformed, requires an extension (`crit`), or contains a nested
  /// token (`cty`).
  static Optional<CompactJwt> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    var match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    Optional<TokenClaims> header = decoded(match.group(1));
    Optional<TokenClaims> claims = decoded(match.group(2));
    if (header.isEmpty() || claims.isEmpty()) {
      return Optional.empty();
    }
    boolean extended = header.get().has("crit") || header.get().has("cty");
    return extended
        ? Optional.empty()
        : Optional.of(
            new CompactJwt(
                header.get(), claims.get(), text.substring(0, match.end(2)), match.group(3)));
  }

  private static Optional<TokenClaims> decoded(String part) {
    try {
      return TokenClaims.parse(Base64.getUrlDecoder().decode(part));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Returns the algorithm in the header (unverified); an empty name if there is none.
  JWSAlgorithm algorithm() {
    return new JWSAlgorithm(header.text("alg").orElse(""));
  }

  /// Returns the key id in the header (unverified).
  Optional<String> key() {
    return header.text("kid");
  }

  /// Returns the media type without `application/`, in lower case; empty if there is none.
  String type() {
    String type = header.text("typ").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith("application/") ? type.substring("application/".length()) : type;
  }

  /// Returns the `iss` claim (unverified).
  String issuer() {
    return claims.text("iss").orElse("");
  }

  /// Verifies the signature with a public key and the algorithm of the header.
  boolean isSignedBy(PublicKey key) {
    try {
      JWSVerifier verifier = verifier(key);
      return verifier != null
          && verifier.supportedJWSAlgorithms().contains(algorithm())
          && verifier.verify(
              new JWSHeader(algorithm()),
              signed.getBytes(StandardCharsets.US_ASCII),
              new Base64URL(signature));
    } catch (JOSEException | RuntimeException _) {
      return false;
    }
  }

  private static @org.jspecify.annotations.Nullable JWSVerifier verifier(PublicKey key)
      throws JOSEException {
    return switch (key) {
      case ECPublicKey ec -> new ECDSAVerifier(ec);
      case RSAPublicKey rsa -> new RSASSAVerifier(rsa);
      default -> null;
    };
  }
}

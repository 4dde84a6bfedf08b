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

/// A signed token in compact form (RFC 7515), taken apart and not yet believed.
///
/// Of the header, the algorithm, the type and the name of the key are read. Keys and addresses of
/// keys that it may hold (`jwk`, `jku`, `x5c`, `x5u`) are the sender's word, and are not looked at.
record CompactToken(TokenClaims header, TokenClaims claims, String signed, String signature) {

  /// In characters. Tokens of Entra ID with 200 groups have some 10,000.
  static final int MAX_LENGTH = 24 * 1024;

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");

  /// Takes a token apart; empty if it is none, or asks for an extension that we do not know
  /// (`crit`), or holds another token (`cty`).
  static Optional<CompactToken> parse(String text) {
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
            new CompactToken(
                header.get(), claims.get(), text.substring(0, match.end(2)), match.group(3)));
  }

  private static Optional<TokenClaims> decoded(String part) {
    try {
      return TokenClaims.parse(Base64.getUrlDecoder().decode(part));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// What it is said to be signed with; empty text if nothing is said.
  JWSAlgorithm algorithm() {
    return new JWSAlgorithm(header.text("alg").orElse(""));
  }

  /// The key that it is said to be signed with.
  Optional<String> key() {
    return header.text("kid");
  }

  /// Its media type without `application/`, in lower case; empty if nothing is said.
  String type() {
    String type = header.text("typ").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith("application/") ? type.substring("application/".length()) : type;
  }

  /// Who is said to have issued it.
  String issuer() {
    return claims.text("iss").orElse("");
  }

  /// Whether the key has signed it, with the algorithm that it names.
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

package dev.redoubt.keys.release;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import tools.jackson.databind.JsonNode;

/// The key set (JWKS) of an attestation issuer. Microsoft Azure Attestation lists its keys as
/// certificates (`x5c`) without key parameters; others list parameters; if a key has both, they
/// must agree.
final class AttestationKeySet {

  private final JsonNode keys;

  private AttestationKeySet(JsonNode keys) {
    this.keys = keys;
  }

  static AttestationKeySet parse(byte[] json) throws KeyAccessException {
    JsonNode keys = ReleaseJson.object("the issuer's key set", json).path("keys");
    if (!keys.isArray()) {
      throw new KeyAccessException.Malformed("the issuer's key set has no array `keys`");
    }
    return new AttestationKeySet(keys);
  }

  /// Finds the key with an id.
  ///
  /// @throws KeyAccessException.NotAuthentic if there is no such key, or more than one
  PublicKey key(String id, Instant now) throws KeyAccessException {
    JsonNode found = null;
    for (JsonNode each : keys) {
      if (each.isObject() && each.path("kid").asString("").equals(id)) {
        if (found != null) {
          throw new KeyAccessException.NotAuthentic(
              "the issuer's key set has two keys `" + id + "`");
        }
        found = each;
      }
    }
    if (found == null) {
      throw new KeyAccessException.NotAuthentic(
          "the token is signed with key `" + id + "`, which is not in the issuer's key set");
    }
    return read(found, now);
  }

  private static PublicKey read(JsonNode jwk, Instant now) throws KeyAccessException {
    JsonNode chain = jwk.path("x5c");
    boolean parameters = jwk.has("n") || jwk.has("x");
    if (chain.isMissingNode() && !parameters) {
      throw malformed();
    }
    PublicKey certified = chain.isMissingNode() ? null : certified(chain, now);
    PublicKey given = parameters ? given(jwk) : null;
    if (certified != null && given != null && !certified.equals(given)) {
      throw new KeyAccessException.NotAuthentic(
          "a key in the issuer's key set does not match its certificate");
    }
    PublicKey key = certified != null ? certified : given;
    if (key == null) {
      throw malformed();
    }
    return key;
  }

  private static PublicKey certified(JsonNode chain, Instant now) throws KeyAccessException {
    if (!chain.isArray() || !chain.path(0).isString()) {
      throw malformed();
    }
    try {
      byte[] der = Base64.getDecoder().decode(chain.path(0).asString());
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      certificate.checkValidity(Date.from(now));
      return certificate.getPublicKey();
    } catch (java.security.cert.CertificateExpiredException
        | java.security.cert.CertificateNotYetValidException expired) {
      throw new KeyAccessException.NotAuthentic(
          "the certificate of the issuer's key has expired or is not valid yet");
    } catch (CertificateException | IllegalArgumentException wrong) {
      throw malformed();
    }
  }

  private static PublicKey given(JsonNode jwk) throws KeyAccessException {
    try {
      JWK parsed = JWK.parse(jwk.toString());
      if (parsed instanceof AsymmetricJWK asymmetric) {
        return asymmetric.toPublicKey();
      }
    } catch (ParseException | JOSEException | RuntimeException wrong) {
      throw malformed();
    }
    throw malformed();
  }

  private static KeyAccessException malformed() {
    return new KeyAccessException.Malformed("a key in the issuer's key set is invalid");
  }
}

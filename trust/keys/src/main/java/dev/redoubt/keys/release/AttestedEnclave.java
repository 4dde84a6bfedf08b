package dev.redoubt.keys.release;

import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.security.interfaces.RSAPublicKey;
import tools.jackson.databind.JsonNode;

/// An enclave whose attestation token was verified. Only [AttestationVerifier] creates instances.
public final class AttestedEnclave {

  private final String issuer;
  private final JsonNode claims;
  private final RSAPublicKey key;
  private final KeyReleaseEncryption wrapping;

  AttestedEnclave(String issuer, JsonNode claims, RSAPublicKey key, KeyReleaseEncryption wrapping) {
    this.issuer = issuer;
    this.claims = claims;
    this.key = key;
    this.wrapping = wrapping;
  }

  /// The issuer of the token, without a trailing slash.
  public String issuer() {
    return issuer;
  }

  JsonNode claims() {
    return claims;
  }

  /// How keys are wrapped for this enclave.
  public KeyReleaseEncryption wrapping() {
    return wrapping;
  }

  /// Wraps the material of a key for this enclave, if the policy of the key accepts it.
  ///
  /// @throws KeyAccessException.Refused with the explanation of the policy
  public byte[] wrap(ReleasePolicy policy, SecretBytes material) throws KeyAccessException {
    ReleaseReason reason = policy.evaluate(this);
    return switch (reason.result()) {
      case HOLDS -> wrapping.wrap(key, material);
      case VIOLATED, UNKNOWN ->
          throw new KeyAccessException.Refused(
              "the release policy does not accept this enclave:\n" + reason);
    };
  }
}

package dev.redoubt.keys.azure;

import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyCurveName;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.internal.SigningAlgorithms;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Maps the key types of Azure to [KeyType].
final class VaultKeyTypes {

  private VaultKeyTypes() {}

  /// Maps a key type; null for an unsupported one.
  static @Nullable KeyType type(KeyVaultKey key) {
    String kind = String.valueOf(key.getKeyType());
    KeyCurveName curve = key.getKey().getCurveName();
    return switch (kind) {
      case "RSA", "RSA-HSM" -> KeyType.RSA_3072;
      case "oct", "oct-HSM" -> KeyType.AES_256;
      case "EC", "EC-HSM" -> curve == null ? null : ofCurve(curve);
      default -> null;
    };
  }

  private static @Nullable KeyType ofCurve(KeyCurveName curve) {
    if (curve.equals(KeyCurveName.P_256)) {
      return KeyType.EC_P256;
    }
    if (curve.equals(KeyCurveName.P_384)) {
      return KeyType.EC_P384;
    }
    return curve.equals(KeyCurveName.P_521) ? KeyType.EC_P521 : null;
  }

  static KeyState state(KeyProperties properties) {
    return Boolean.FALSE.equals(properties.isEnabled())
        ? new KeyState.Disabled()
        : new KeyState.Enabled();
  }

  /// Refuses a key that has expired or is not valid yet. Azure itself checks this when it wraps and
  /// signs, but wrapping with RSA uses the public key in this process. Unwrapping and releasing
  /// stay possible, so that nothing is lost when a key expires: "Date-time controlled operations"
  /// of Microsoft's "About keys".
  ///
  /// At the instant of expiry, a key has expired; at the instant of its beginning, it is valid.
  static void checkTime(String version, KeyProperties properties, Instant now)
      throws KeyAccessException {
    OffsetDateTime expires = properties.getExpiresOn();
    if (expires != null && !now.isBefore(expires.toInstant())) {
      throw new KeyAccessException.Refused(
          "key `"
              + version
              + "` expired at "
              + expires.toInstant()
              + ": it can still unwrap, but no longer wrap or sign;"
              + " use `redoubt model key rotate` to create a new version");
    }
    OffsetDateTime from = properties.getNotBefore();
    if (from != null && now.isBefore(from.toInstant())) {
      throw new KeyAccessException.Refused(
          "key `" + version + "` cannot wrap or sign before " + from.toInstant());
    }
  }

  static PublicKey publicKey(String id, KeyVaultKey key) throws KeyAccessException {
    JsonWebKey jwk = key.getKey();
    KeyType type = type(key);
    try {
      if (type == KeyType.RSA_3072) {
        return KeyFactory.getInstance("RSA")
            .generatePublic(
                new RSAPublicKeySpec(new BigInteger(1, jwk.getN()), new BigInteger(1, jwk.getE())));
      }
      if (type != null && !type.wraps()) {
        return KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(
                    new ECPoint(new BigInteger(1, jwk.getX()), new BigInteger(1, jwk.getY())),
                    SigningAlgorithms.of(type).parameters()));
      }
    } catch (GeneralSecurityException | RuntimeException wrong) {
      throw new KeyAccessException.Malformed("the public key of `" + id + "` is not valid");
    }
    throw new KeyAccessException.Refused("key `" + id + "` has no public key");
  }
}

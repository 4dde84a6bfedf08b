package dev.redoubt.keys.azure;

import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyCurveName;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.redoubt.keys.KeyAccessException;
import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.KeyType;
import dev.redoubt.keys.internal.SigningAlgorithms;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Azure's keys in our terms.
final class VaultKeys {

  private VaultKeys() {}

  /// Null for a type that is not used here.
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
    OffsetDateTime expires = properties.getExpiresOn();
    boolean expired = expires != null && expires.isBefore(OffsetDateTime.now(expires.getOffset()));
    return Boolean.FALSE.equals(properties.isEnabled()) || expired
        ? new KeyState.Disabled()
        : new KeyState.Enabled();
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
      throw new KeyAccessException.Malformed("the public half of `" + id + "` is not valid");
    }
    throw new KeyAccessException.Refused("key `" + id + "` has no public half");
  }
}

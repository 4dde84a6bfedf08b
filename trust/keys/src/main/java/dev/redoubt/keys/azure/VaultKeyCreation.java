package dev.redoubt.keys.azure;

import com.azure.core.util.BinaryData;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.CreateKeyOptions;
import com.azure.security.keyvault.keys.models.CreateOctKeyOptions;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.KeyCurveName;
import com.azure.security.keyvault.keys.models.KeyReleasePolicy;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.redoubt.keys.NewKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.release.ReleasePolicy;

/// Creates keys in Azure: AES keys only in a Managed HSM; confidential keys in hardware and
/// exportable.
final class VaultKeyCreation {

  private VaultKeyCreation() {}

  /// The options of a new key.
  ///
  /// @param managedHsm whether the key is created in a Managed HSM, else in a vault
  static CreateKeyOptions options(NewKey key, boolean managedHsm) throws KeyAccessException {
    CreateKeyOptions options = ofType(key, managedHsm);
    String policy = key.releasePolicy();
    if (policy != null) {
      ReleasePolicy.parse(policy);
      options.setExportable(true);
      options.setReleasePolicy(new KeyReleasePolicy(BinaryData.fromString(policy)));
    }
    return options;
  }

  static KeyVaultKey make(KeyClient keys, CreateKeyOptions options) {
    return switch (options) {
      case CreateOctKeyOptions oct -> keys.createOctKey(oct);
      case CreateRsaKeyOptions rsa -> keys.createRsaKey(rsa);
      case CreateEcKeyOptions ec -> keys.createEcKey(ec);
      default -> keys.createKey(options);
    };
  }

  private static CreateKeyOptions ofType(NewKey key, boolean managedHsm) throws KeyAccessException {
    boolean hardware = managedHsm || key.releasePolicy() != null;
    return switch (key.type()) {
      case AES_256 -> {
        if (!managedHsm) {
          throw new KeyAccessException.Refused(
              "Key Vault does not support AES keys (Managed HSM does); use `rsa-3072`");
        }
        yield new CreateOctKeyOptions(key.name()).setKeySize(256).setHardwareProtected(true);
      }
      case RSA_3072 ->
          new CreateRsaKeyOptions(key.name()).setKeySize(3072).setHardwareProtected(hardware);
      case EC_P256 -> curve(key, KeyCurveName.P_256, hardware);
      case EC_P384 -> curve(key, KeyCurveName.P_384, hardware);
      case EC_P521 -> curve(key, KeyCurveName.P_521, hardware);
      case ED25519 ->
          throw new KeyAccessException.Refused(
              "Azure does not support Ed25519 keys; use `ec-p256`");
    };
  }

  private static CreateEcKeyOptions curve(NewKey key, KeyCurveName curve, boolean hardware) {
    return new CreateEcKeyOptions(key.name()).setCurveName(curve).setHardwareProtected(hardware);
  }
}

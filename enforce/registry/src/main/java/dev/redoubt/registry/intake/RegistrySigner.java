package dev.redoubt.registry.intake;

import dev.redoubt.artifacts.Artifact;
import dev.redoubt.gate.Bytes;
import dev.redoubt.gate.Claim;
import dev.redoubt.gate.ModelDigest;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.NewKey;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.registry.registration.Registrations;
import dev.redoubt.signing.ModelSigner;
import dev.redoubt.signing.Signer;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.Bundle;
import dev.redoubt.signing.trust.PublicKeys;
import java.util.List;

/// Signs models with the registry's own key, which is made when it is first needed.
final class RegistrySigner {

  /// Of the key at its provider.
  static final String KEY = "redoubt-registry";

  private final KeyProvider keys;

  RegistrySigner(KeyProvider keys) {
    this.keys = keys;
  }

  /// Signs files by the digests that were taken when they were uploaded.
  ///
  /// @param name what the model is called, for people
  Claim.Signature sign(String name, List<Artifact> files) throws KeyAccessException {
    Signer signer = Signer.withKey(key());
    try {
      Bundle bundle =
          ModelSigner.sign(ModelDigest.manifest(name, Registrations.digests(files)), signer);
      return new Claim.Signature(
          PublicKeys.hint(signer.key().publicKey()), Bytes.of(bundle.toJson()));
    } catch (RefusedException impossible) {
      throw new IllegalStateException("the registry's own key does not sign", impossible);
    }
  }

  private synchronized SigningKey key() throws KeyAccessException {
    try {
      return keys.signingKey(KeyName.of(KEY));
    } catch (KeyAccessException.NotFound _) {
      keys.create(NewKey.of(KEY, KeyType.EC_P256));
      return keys.signingKey(KeyName.of(KEY));
    }
  }
}

package dev.redoubt.registry.intake;

import dev.redoubt.artifacts.Artifact;
import dev.redoubt.gate.EvidenceClaim;
import dev.redoubt.gate.ImmutableBytes;
import dev.redoubt.gate.ModelDigest;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.NewKey;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.registry.registration.VersionRegistration;
import dev.redoubt.signing.EnvelopeSigner;
import dev.redoubt.signing.ModelSigner;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.PublicKeyReader;
import dev.redoubt.signing.trust.SigstoreBundle;
import java.util.List;

/// Signs models with the registry's own key, which is created on first use.
final class RegistryModelSigner {

  /// Name of the key at its provider.
  static final String KEY = "redoubt-registry";

  private final KeyProvider keys;

  RegistryModelSigner(KeyProvider keys) {
    this.keys = keys;
  }

  /// Signs files by the digests that were computed during upload.
  ///
  /// @param name display name of the model
  EvidenceClaim.Signature sign(String name, List<Artifact> files) throws KeyAccessException {
    EnvelopeSigner signer = EnvelopeSigner.withKey(key());
    try {
      SigstoreBundle bundle =
          ModelSigner.sign(ModelDigest.manifest(name, VersionRegistration.digests(files)), signer);
      return new EvidenceClaim.Signature(
          PublicKeyReader.hint(signer.key().publicKey()), ImmutableBytes.of(bundle.toJson()));
    } catch (RefusedException impossible) {
      throw new IllegalStateException("the registry's signing key is unavailable", impossible);
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

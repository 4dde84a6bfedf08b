package dev.redoubt.keys.access;

import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.azure.AzureKeyVault;
import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.local.RootSecret;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.keys.material.SecretSource;
import dev.redoubt.keys.pem.PemKeys;
import dev.redoubt.keys.pkcs11.Pkcs11Token;
import dev.redoubt.keys.pkcs11.Pkcs11Uri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/// Opens the key that a [KeyReference] names, with the settings that the reference does not
/// contain: the folder of the local keystore, its root secret, the PIN of a token. Each secret is
/// requested only if a reference needs it.
///
/// @param keystore the folder of the local keystore, null if there is none
/// @param rootSecret opens the keystore
/// @param module the PKCS#11 library for URIs that do not name one, may be null
/// @param pin the PIN of a token
public record KeyOpener(
    @Nullable Path keystore,
    SecretSource<RootSecret> rootSecret,
    @Nullable Path module,
    SecretSource<SecretBytes> pin) {

  /// Opens the provider of the key that a reference names.
  ///
  /// @throws KeyAccessException if it cannot be opened, or the reference is a PEM file
  public KeyProvider provider(KeyReference reference) throws KeyAccessException {
    return switch (reference) {
      case KeyReference.Local _ -> local();
      case KeyReference.Pkcs11(var uri) -> Pkcs11Token.open(uri, module, pin.get());
      case KeyReference.Vault(var vault, _) -> AzureKeyVault.signedIn(vault);
      case KeyReference.PemFile(Path path) ->
          throw new KeyAccessException.Refused(
              "`"
                  + path
                  + "` is a PEM file, which can only sign; to encrypt, use `local:NAME`,"
                  + " `pkcs11:...` or `https://VAULT.vault.azure.net/keys/NAME`");
    };
  }

  /// Opens the local keystore.
  public LocalKeyStore local() throws KeyAccessException {
    if (keystore == null) {
      throw new KeyAccessException.NotFound("no folder of a local keystore is configured");
    }
    try {
      return LocalKeyStore.open(keystore, rootSecret.get());
    } catch (KeyAccessException known) {
      throw known;
    } catch (IOException disk) {
      throw new KeyAccessException("the keystore `" + keystore + "` cannot be read", disk);
    }
  }

  /// The name, in its provider, of the key that a reference names.
  ///
  /// @throws KeyAccessException.Malformed if it does not name a key
  public static KeyName name(KeyReference reference) throws KeyAccessException {
    return switch (reference) {
      case KeyReference.Local(KeyName key) -> key;
      case KeyReference.Vault(_, KeyName key) -> key;
      case KeyReference.Pkcs11(var uri) -> {
        String object = uri.object();
        if (object == null) {
          throw new KeyAccessException.Malformed(
              "`" + uri + "` does not name a key; add `object=LABEL`");
        }
        try {
          int slash = object.indexOf('/');
          yield slash < 0
              ? KeyName.of(object)
              : new KeyName(object.substring(0, slash), object.substring(slash + 1));
        } catch (IllegalArgumentException wrong) {
          throw new KeyAccessException.Malformed(String.valueOf(wrong.getMessage()));
        }
      }
      case KeyReference.PemFile(Path path) ->
          throw new KeyAccessException.Malformed("`" + path + "` is a file, not a named key");
    };
  }

  /// The reference to the key that wrapped a data key. Its author is whoever created the envelope:
  /// the reference may name a key, but must not choose the PKCS#11 library, which would receive the
  /// PIN.
  ///
  /// @throws KeyAccessException.Malformed if the provider does not write such references
  public static KeyReference keyReferenceOf(WrappedKey wrapped) throws KeyAccessException {
    KeyReference reference = KeyReference.parse(wrapped.keyId());
    boolean written =
        switch (reference) {
          case KeyReference.Local _ -> wrapped.provider() == ProviderKind.LOCAL;
          case KeyReference.Vault _ -> wrapped.provider() == ProviderKind.AZURE;
          case KeyReference.Pkcs11(var uri) ->
              wrapped.provider() == ProviderKind.PKCS11 && uri.modulePath() == null;
          case KeyReference.PemFile _ -> false;
        };
    if (!written) {
      throw new KeyAccessException.Malformed(
          "the file names `"
              + wrapped.keyId()
              + "` as its wrapping key, which Redoubt never writes in this form: do not trust the"
              + " source of the file");
    }
    return reference;
  }

  /// Opens a signing key; an encrypted PEM file is refused. The provider stays open as long as the
  /// process runs.
  ///
  /// @throws KeyAccessException if it cannot be used
  public SigningKey signingKey(KeyReference reference) throws KeyAccessException {
    return signingKey(
        reference,
        () -> {
          throw new KeyAccessException.Refused(
              "the key is encrypted, and no passphrase is configured");
        });
  }

  /// Opens a signing key. The provider stays open as long as the process runs.
  ///
  /// @param passphrase of a PEM file; requested only if the file is encrypted
  /// @throws KeyAccessException if it cannot be used
  public SigningKey signingKey(KeyReference reference, SecretSource<SecretBytes> passphrase)
      throws KeyAccessException {
    return switch (reference) {
      case KeyReference.PemFile(Path path) -> ofFile(path, passphrase);
      case KeyReference.Pkcs11(var uri) -> ofToken(uri);
      case KeyReference.Local(KeyName key) -> local().signingKey(key);
      case KeyReference.Vault(var vault, KeyName key) ->
          AzureKeyVault.signedIn(vault).signingKey(key);
    };
  }

  /// Reads the public key: from a `PUBLIC KEY` file in PEM, or of any key of a provider that has
  /// one.
  ///
  /// @throws KeyAccessException if there is none, or it cannot be read
  public PublicKey publicKey(KeyReference reference) throws KeyAccessException {
    return switch (reference) {
      case KeyReference.PemFile(Path path) -> {
        try (SecretBytes pem = read(path)) {
          yield pem.<PublicKey, KeyAccessException>reveal(PemKeys::publicKey);
        } catch (KeyAccessException.Malformed wrong) {
          throw named(path, wrong);
        }
      }
      case KeyReference.Pkcs11(var uri) -> ofToken(uri).publicKey();
      case KeyReference.Local(KeyName key) -> local().publicKey(key);
      case KeyReference.Vault(var vault, KeyName key) ->
          AzureKeyVault.signedIn(vault).publicKey(key);
    };
  }

  private static SigningKey ofFile(Path path, SecretSource<SecretBytes> passphrase)
      throws KeyAccessException {
    try (SecretBytes pem = read(path)) {
      return PemKeys.signingKey(PemKeys.privateKey(pem, passphrase));
    } catch (KeyAccessException.Malformed wrong) {
      throw named(path, wrong);
    } catch (KeyAccessException.Refused wrong) {
      throw new KeyAccessException.Refused("`" + path + "`: " + wrong.getMessage(), wrong);
    }
  }

  private static KeyAccessException named(Path path, KeyAccessException.Malformed wrong) {
    return new KeyAccessException.Malformed("`" + path + "`: " + wrong.getMessage());
  }

  /// Finds the key by name and version, else by the label that another program gave it.
  private SigningKey ofToken(Pkcs11Uri uri) throws KeyAccessException {
    Pkcs11Token token = Pkcs11Token.open(uri, module, pin.get());
    try {
      return token.signingKey(name(new KeyReference.Pkcs11(uri)));
    } catch (KeyAccessException.Malformed | KeyAccessException.NotFound foreign) {
      String label = uri.object();
      if (label == null) {
        throw foreign;
      }
      return token.signingKey(label);
    }
  }

  private static SecretBytes read(Path path) throws KeyAccessException {
    try {
      if (Files.size(path) > PemKeys.MAX_BYTES) {
        throw new KeyAccessException.Malformed(
            "the file has more than "
                + PemKeys.MAX_BYTES
                + " bytes, which is the limit for a PEM file");
      }
      return SecretBytes.takeOver(Files.readAllBytes(path));
    } catch (KeyAccessException known) {
      throw known;
    } catch (IOException unreadable) {
      throw new KeyAccessException.NotFound("the key file `" + path + "` cannot be read");
    }
  }
}

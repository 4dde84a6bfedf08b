package dev.redoubt.keys.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.WrapAlgorithm;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.material.KeyAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyOpenerTest {

  private static WrappedKey wrappedBy(ProviderKind provider, String keyId) {
    return new WrappedKey(provider, keyId, "1", WrapAlgorithm.AES_256_GCM, new byte[60]);
  }

  @Test
  void findsTheKeyThatWrapped() throws Exception {
    for (WrappedKey each :
        new WrappedKey[] {
          wrappedBy(ProviderKind.LOCAL, "local:models"),
          wrappedBy(ProviderKind.PKCS11, "pkcs11:token=hsm;object=models"),
          wrappedBy(ProviderKind.AZURE, "https://kv.vault.azure.net/keys/models")
        }) {
      assertThat(KeyOpener.keyReferenceOf(each)).hasToString(each.keyId());
    }
  }

  /// An envelope is somebody else's: it must not choose the library that is loaded and gets the
  /// PIN.
  @ParameterizedTest
  @CsvSource({
    "PKCS11, pkcs11:token=hsm;object=models?module-path=/tmp/evil.so",
    "PKCS11, local:models",
    "LOCAL, pkcs11:token=hsm;object=models",
    "LOCAL, https://kv.vault.azure.net/keys/models",
    "AZURE, local:models",
    "LOCAL, /etc/passwd",
    "LOCAL, file:key.pem"
  })
  void refusesAnEnvelopeThatNamesWhatNoProviderWrites(ProviderKind provider, String keyId) {
    assertThatThrownBy(() -> KeyOpener.keyReferenceOf(wrappedBy(provider, keyId)))
        .isInstanceOf(KeyAccessException.Malformed.class);
  }
}

package dev.redoubt.keys.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.material.KeyAccessException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyReferenceTest {

  @Test
  void tellsProvidersApart() throws Exception {
    assertThat(KeyReference.parse("local:models"))
        .isEqualTo(new KeyReference.Local(KeyName.of("models")));
    assertThat(KeyReference.parse("local:models/3"))
        .isEqualTo(new KeyReference.Local(new KeyName("models", "3")));
    assertThat(KeyReference.parse("https://kv.vault.azure.net/keys/models/abc"))
        .isEqualTo(
            new KeyReference.Vault(
                URI.create("https://kv.vault.azure.net"), new KeyName("models", "abc")));
    assertThat(KeyReference.parse("file:keys/a.pem"))
        .isEqualTo(new KeyReference.PemFile(Path.of("keys/a.pem")))
        .isEqualTo(KeyReference.parse("keys/a.pem"));
    assertThat(
            KeyReference.parse("pkcs11:token=my%20token;object=models?module-path=/usr/lib/a.so"))
        .isInstanceOfSatisfying(
            KeyReference.Pkcs11.class,
            each -> {
              assertThat(each.uri().token()).isEqualTo("my token");
              assertThat(each.uri().object()).isEqualTo("models");
              assertThat(each.uri().modulePath()).isEqualTo("/usr/lib/a.so");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "local:",
        "local:a b",
        "local:a/",
        "local:../a",
        "local:a/b/c",
        "file:",
        "http://kv.vault.azure.net/keys/a",
        "https://evil.example/keys/a",
        "https://kv.vault.azure.net.evil.example/keys/a",
        "https://evil.example/.vault.azure.net/keys/a",
        "https://user@kv.vault.azure.net/keys/a",
        "https://kv.vault.azure.net:8443/keys/a",
        "https://kv.vault.azure.net/secrets/a",
        "https://kv.vault.azure.net/keys/a?x=1",
        "pkcs11:token=a;token=b",
        "pkcs11:token=%zz",
        "pkcs11:token=%ff",
        "pkcs11:token=",
        "pkcs11:unknown=1",
        "pkcs11:slot-id=x",
        "pkcs11:type=cert",
        "pkcs11:token=a?pin-value=1234",
        "pkcs11:token=a?pin-source=file:/pin",
        "pkcs11:token=a?module-name=x"
      })
  void refusesWhatItDoesNotUnderstand(String text) {
    assertThatThrownBy(() -> KeyReference.parse(text))
        .isInstanceOf(KeyAccessException.Malformed.class);
  }
}

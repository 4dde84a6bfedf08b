package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "param adminPassword string = 'hunter2horse'",
        "  administratorLoginPassword: 'hunter2horse'",
        "\"storageAccountKey\": \"hunter2horse\",",
        "clientSecret:'hunter2horse'",
        "var connectionString = 'hunter2horse'",
        "\"apiToken\" : \"hunter2horse\"",
      })
  void literalOfASecretIsReplaced(String line) {
    assertThat(SecretMask.masked(line)).doesNotContain("hunter2horsehunter2horse").contains("***");
    assertThat(SecretMask.masked(line)).doesNotContain("'hunter2horse").doesNotContain("\"hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keySource: 'Microsoft.Keyvault'",
        "secretName: 'db'",
        "param adminPassword string",
        "adminPassword: adminPassword",
        "password: '${vault.getSecret('db')}'",
        "\"password\": \"[parameters('password')]\"",
        "password: ''",
        "publicNetworkAccess: 'Enabled'",
      })
  void evidenceStays(String line) {
    assertThat(SecretMask.masked(line)).isEqualTo(line);
  }

  @Test
  void tokenThatTheDetectorFindsIsReplacedUpToItsEnd() {
    byte[] key = new byte[64];
    new Random(7).nextBytes(key);
    String text =
        "value: 'DefaultEndpointsProtocol=https;AccountName=stdata;AccountKey=%s;Suffix=x'"
            .formatted(Base64.getEncoder().encodeToString(key));
    assertThat(SecretMask.masked(text))
        .doesNotContain(Base64.getEncoder().encodeToString(key).substring(8))
        .startsWith("value: '")
        .contains("********");
  }

  @Test
  void everyLineStaysInItsPlace() {
    String text = "a\n  password: 'one two'\n  secret: 'x\nb\n";
    List<String> masked = SecretMask.masked(text).lines().toList();
    assertThat(masked).hasSize(4).startsWith("a").endsWith("b");
  }
}

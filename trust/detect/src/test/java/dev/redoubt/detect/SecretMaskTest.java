package dev.redoubt.detect;

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
        "param dbPass string = 'hunter2horse'",
        "\"dbPass\": { \"type\": \"string\", \"defaultValue\": \"hunter2horse\" }",
        "uri: 'https://acct.blob.core.windows.net/c?sv=1&sig=hunter2horse'",
        "run: 'Endpoint=sb://${name}.net/;SharedAccessKey=hunter2horse${suffix}'",
        "env: [{ name: 'PW', value: 'hunter2horse' }]",
        "secrets: [{ name: 'db', value: 'hunter2horse' }]",
        "credentials: { key: 'hunter2horse' }",
        "credentials: { keys: { first: 'hunter2horse' } }",
      })
  void literalOfASecretIsReplaced(String line) {
    assertThat(SecretMask.masked(line)).doesNotContain("hunter2horse").contains("***");
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
        "\"mode\": { \"type\": \"string\", \"defaultValue\": \"Incremental\" }",
        "networkAcls: { bypass: 'AzureServices' }",
        "secrets: [{ name: 'db', keyVaultUrl: 'https://kv.vault.azure.net/secrets/db' }]",
        "env: [{ name: 'REGION', value: 'westeurope' }]",
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
  void placeThatHasASecretShowsNoLiteral() {
    assertThat(SecretMask.withoutLiterals("-  value: 'hunter2horse'\n+  value: password\n"))
        .isEqualTo("-  value: '********'\n+  value: password\n");
  }

  @Test
  void everyLineStaysInItsPlace() {
    String text = "a\n  password: 'one two'\n  secret: 'x\nb\n";
    List<String> masked = SecretMask.masked(text).lines().toList();
    assertThat(masked).hasSize(4).startsWith("a").endsWith("b");
  }

  @Test
  void nameOfASecretIsRecognized() {
    assertThat(SecretMask.isSecretName("administratorLoginPassword")).isTrue();
    assertThat(SecretMask.isSecretName("storageAccountKey")).isTrue();
    assertThat(SecretMask.isSecretName("keySource")).isFalse();
    assertThat(SecretMask.isSecretName("secretName")).isFalse();
  }
}

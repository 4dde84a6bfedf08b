package dev.redoubt.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.inventory.EffectiveSetting;
import dev.redoubt.findings.inventory.EffectiveSetting.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

  private static List<EffectiveSetting> settings(String type, String json) {
    return SettingsReader.settings(new FactEstate().with(type, "it", json).first());
  }

  private static EffectiveSetting setting(String type, String json, String path) {
    return settings(type, json).stream()
        .filter(each -> each.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void absentSettingHasTheDefaultAndItsDocument() {
    EffectiveSetting access =
        setting("Microsoft.KeyVault/vaults", "{}", "properties.publicNetworkAccess");
    assertThat(access.value()).isEqualTo("Enabled");
    assertThat(access.source()).isEqualTo(Source.DEFAULT);
    assertThat(access.basis()).contains("Microsoft Learn").contains("20");
  }

  @Test
  void declaredSettingReplacesTheDefault() {
    EffectiveSetting access =
        setting(
            "Microsoft.KeyVault/vaults",
            "{\"properties\":{\"PublicNetworkAccess\":\"Disabled\"}}",
            "properties.PublicNetworkAccess");
    assertThat(access.source()).isEqualTo(Source.DECLARED);
    assertThat(
            settings(
                "Microsoft.KeyVault/vaults",
                "{\"properties\":{\"PublicNetworkAccess\":\"Disabled\"}}"))
        .filteredOn(each -> each.path().equalsIgnoreCase("properties.publicNetworkAccess"))
        .hasSize(1);
  }

  @Test
  void unknownSettingNamesTheInputThatResolvesIt() {
    EffectiveSetting location =
        setting("Microsoft.KeyVault/vaults", "{\"location\":\"?place\"}", "location");
    assertThat(location.source()).isEqualTo(Source.UNKNOWN);
    assertThat(location.basis()).contains("--parameters place=VALUE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"properties\":{\"administratorLoginPassword\":\"Hunter2!\"}}",
        "{\"properties\":{\"x\":\"DefaultEndpointsProtocol=https;AccountKey=Hunter2!\"}}",
        "{\"properties\":{\"siteConfig\":{\"appSettings\":[{\"name\":\"k\",\"value\":\"Hunter2!\"}]}}}",
        "{\"properties\":{\"siteConfig\":{\"appSettings\":{\"k\":\"Hunter2!\"}}}}",
        "{\"properties\":{\"osProfile\":{\"customData\":\"Hunter2!\"}}}",
        "{\"properties\":{\"y\":\"https://user:Hunter2!@example.org\"}}",
        "{\"properties\":{\"list\":[{\"value\":\"Hunter2!\"}]}}",
        "{\"properties\":{\"list\":[\"https://a.example?sv=1&sig=Hunter2\"]}}",
        "{\"properties\":{\"x\":\"?c:SharedAccessKey=Hunter2!|none\"}}",
        "{\"properties\":{\"credentials\":{\"key\":\"Hunter2!\"}}}",
        "{\"properties\":{\"credentials\":{\"keys\":{\"x\":\"Hunter2!\"}}}}",
        "{\"properties\":{\"secrets\":[{\"name\":\"s\",\"value\":\"Hunter2!\"}]}}",
        "{\"properties\":{\"env\":[{\"name\":\"PW\",\"value\":\"Hunter2!\"}]}}",
      })
  void secretIsNeverShown(String json) {
    assertThat(settings("Microsoft.Web/sites", json))
        .noneMatch(each -> each.value().contains("Hunter2"))
        .isNotEmpty();
  }

  @Test
  void valueOfAVaultSecretIsNeverShown() {
    List<EffectiveSetting> all =
        SettingsReader.settings(
            new FactEstate()
                .with(
                    "Microsoft.KeyVault/vaults/secrets",
                    "v/s",
                    "{\"properties\":{\"value\":\"Hunter2!\"}}")
                .first());
    assertThat(all).noneMatch(each -> each.value().contains("Hunter2"));
  }

  @Test
  void arrayOfScalarsIsAList() {
    assertThat(
            setting(
                    "Microsoft.Network/virtualNetworks",
                    "{\"properties\":{\"addressSpace\":{\"addressPrefixes\":[\"10.0.0.0/8\",\"172.16.0.0/12\"]}}}",
                    "properties.addressSpace.addressPrefixes")
                .value())
        .isEqualTo("10.0.0.0/8, 172.16.0.0/12");
  }

  @Test
  void tokenInATagIsMasked() {
    String token =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0"
            + ".dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";
    assertThat(setting("Microsoft.Web/sites", "{\"tags\":{\"t\":\"" + token + "\"}}", "tags.t"))
        .satisfies(tag -> assertThat(tag.value()).doesNotContain("dozjgNryP4J3"));
  }

  @Test
  void secretMemberHidesOnlyItself() {
    String json =
        "{\"properties\":{\"administratorLoginPassword\":\"?secret\",\"note\":\"?secret\","
            + "\"minimalTlsVersion\":\"1.2\"}}";
    assertThat(
            settings("Microsoft.Sql/servers", json).stream()
                .filter(each -> each.path().startsWith("properties."))
                .filter(each -> each.source() != Source.DEFAULT)
                .map(each -> each.path() + " " + each.value()))
        .contains(
            "properties.administratorLoginPassword (secret)",
            "properties.note (secret)",
            "properties.minimalTlsVersion 1.2");
  }
}

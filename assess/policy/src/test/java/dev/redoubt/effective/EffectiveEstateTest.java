package dev.redoubt.effective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Cause;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.BoundPolicy;
import dev.redoubt.policy.Given;
import dev.redoubt.policy.State;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EffectiveEstateTest {

  private static final String VAULT_ID =
      "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";

  private static final Resource VAULT = Given.resource("Microsoft.KeyVault/vaults", "kv", "{}");

  private static final BoundPolicy PRIVATE_LINK =
      Given.audit(
          """
          {"allOf": [{"field": "type", "equals": "Microsoft.KeyVault/vaults"},
            {"count": {"field": "Microsoft.KeyVault/vaults/privateEndpointConnections[*]",
              "where": {"field": "Microsoft.KeyVault/vaults/privateEndpointConnections[*].\
          privateLinkServiceConnectionState.status", "equals": "Approved"}}, "less": 1}]}
          """);

  private static @Nullable Value property(Resource resource, String path) {
    return new EffectiveEstate(Given.estate(resource)).property(resource, path);
  }

  private static Resource storage(String apiVersion, String properties) {
    return Given.resource(
        Given.GROUP,
        "Microsoft.Storage/storageAccounts",
        apiVersion,
        "st1",
        "{\"properties\": " + properties + "}");
  }

  @Test
  void takesTheDefaultOfTheApiVersion() {
    assertThat(property(storage("2018-07-01", "{}"), "properties.supportsHttpsTrafficOnly"))
        .hasToString("false");
    Value now =
        Objects.requireNonNull(
            property(storage("2023-01-01", "{}"), "properties.supportsHttpsTrafficOnly"));
    assertThat(now).hasToString("true");
    assertThat(now.origin()).isEqualTo(Origin.PROVIDER_DEFAULT);
  }

  @Test
  void prefersWhatIsWritten() {
    Resource storage = storage("2023-01-01", "{\"minimumTlsVersion\": \"TLS1_2\"}");
    assertThat(property(storage, "properties.minimumTlsVersion"))
        .isEqualTo(StringValue.of("TLS1_2"));
  }

  @Test
  void isUnknown_whenNoFactSaysTheDefault() {
    Value value = property(storage("2021-01-01", "{}"), "properties.allowBlobPublicAccess");
    assertThat(value).isInstanceOf(Unknown.class);
    assertThat(((Unknown) Objects.requireNonNull(value)).causes())
        .extracting(Cause::kind)
        .containsExactly(Cause.Kind.PROVIDER_DEFAULT);
  }

  @Test
  void staysAbsent_whenNobodyAddsItByThemselves() {
    Resource storage = storage("2023-01-01", "{}");
    assertThat(property(storage, "properties.encryption.keyvaultproperties.keyname")).isNull();
    assertThat(property(storage, "identity.type")).isNull();
    assertThat(property(storage, "tags.env")).isNull();
  }

  @Test
  void readsInsideADefaultObject() {
    Value bypass = property(storage("2023-01-01", "{}"), "properties.networkAcls.bypass");
    assertThat(bypass).isEqualTo(StringValue.of("AzureServices"));
  }

  @Test
  void namesOnlyPathsThatParse_andEveryRowHasSourceAndDate() {
    List<DefaultRow> rows = ProviderDefaults.read();
    assertThat(rows).hasSizeGreaterThan(300);
    for (DefaultRow row : rows) {
      assertThat(row.source()).as(row.toString()).isNotBlank();
      assertThat(row.date()).as(row.toString()).matches("20\\d\\d-\\d\\d");
      if (row.meaning() == DefaultRow.Meaning.DEFAULT) {
        assertThat(row.value()).as(row.toString()).isNotNull();
      } else {
        assertThat(row.json()).as(row.toString()).isEmpty();
      }
    }
    Set<String> keys =
        rows.stream()
            .map(row -> row.type() + " " + row.path() + " " + row.versions())
            .collect(Collectors.toSet());
    assertThat(keys).hasSameSizeAs(rows);
  }

  private static Resource endpoint(String id) {
    return Given.resource(
        "Microsoft.Network/privateEndpoints",
        "pe",
        """
        {"properties": {"privateLinkServiceConnections": [
          {"properties": {"privateLinkServiceId": "%s", "groupIds": ["vault"]}}]}}
        """
            .formatted(id));
  }

  @Test
  void showsThePrivateEndpointThatLeadsToIt() {
    assertThat(Given.predicted(PRIVATE_LINK, VAULT).state()).isEqualTo(State.NON_COMPLIANT);
    assertThat(Given.predicted(PRIVATE_LINK, VAULT, endpoint(VAULT_ID)).state())
        .isEqualTo(State.COMPLIANT);
    assertThat(Given.predicted(PRIVATE_LINK, VAULT, endpoint(VAULT_ID + "2")).state())
        .isEqualTo(State.NON_COMPLIANT);
  }

  @Test
  void isUnknown_whenTheEndpointsTargetIs() {
    assertThat(Given.predicted(PRIVATE_LINK, VAULT, endpoint("?target")).state())
        .isEqualTo(State.UNKNOWN);
    Resource blob =
        Given.resource(
            "Microsoft.Network/privateEndpoints",
            "pe",
            """
            {"properties": {"privateLinkServiceConnections": [
              {"properties": {"privateLinkServiceId": "?t", "groupIds": ["blob"]}}]}}
            """);
    assertThat(Given.predicted(PRIVATE_LINK, VAULT, blob).state()).isEqualTo(State.NON_COMPLIANT);
  }

  @Test
  void isUnknown_whenTheEndpointMayNotBeDeployed() {
    Resource perhaps = Given.conditional(endpoint(VAULT_ID), "usePrivateEndpoint");
    var result = Given.predicted(PRIVATE_LINK, VAULT, perhaps);
    assertThat(result.state()).isEqualTo(State.UNKNOWN);
    assertThat(result.causes())
        .extracting(Cause::text)
        .containsExactly("parameter `usePrivateEndpoint` has no value");
  }

  @Test
  void showsSubnetsBothWays() {
    Resource network =
        Given.resource(
            "Microsoft.Network/virtualNetworks",
            "vnet",
            "{\"properties\": {\"subnets\": [{\"name\": \"a\", \"properties\": {}}]}}");
    Resource child = Given.resource("Microsoft.Network/virtualNetworks/subnets", "vnet/b", "{}");
    EffectiveEstate effective = new EffectiveEstate(Given.estate(network, child));
    assertThat(String.valueOf(effective.body(network).at("properties.subnets")))
        .contains("\"a\"")
        .contains("\"b\"");
    assertThat(effective.estate().childrenOf(network.key()))
        .extracting(each -> each.key().lastName().text())
        .containsExactly("b", "a");
  }

  @Test
  void tellsDeclaredResourcesApart_whoseNamesAreOpen() {
    Resource mine = Given.resource("Microsoft.KeyVault/vaults", "?a", "{}");
    Resource other = Given.resource("Microsoft.KeyVault/vaults", "?b", "{}");
    Resource toOther =
        endpoint("x")
            .withBody(
                (ObjectValue)
                    Given.json("{\"properties\": {\"privateLinkServiceConnections\": []}}"));
    ObjectValue connection =
        ObjectValue.builder()
            .put(
                "properties",
                ObjectValue.builder().put("privateLinkServiceId", other.key().idValue()).build())
            .build();
    Resource leading =
        toOther.withBody(
            EffectiveEstate.withProperty(
                toOther.body(),
                "privateLinkServiceConnections",
                ArrayValue.of(List.of(connection))));
    assertThat(Given.predicted(PRIVATE_LINK, mine, other, leading).state())
        .isEqualTo(State.NON_COMPLIANT);
    assertThat(Given.predicted(PRIVATE_LINK, other, mine, leading).state())
        .isEqualTo(State.COMPLIANT);
    assertThat(Given.predicted(PRIVATE_LINK, mine, leading).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void showsTheSettingsOfAWebAppBothWays() {
    Resource site =
        Given.resource(
            "Microsoft.Web/sites",
            "app",
            "{\"properties\": {\"siteConfig\": {\"minTlsVersion\": \"1.0\"}}}");
    Resource web =
        Given.resource(
            "Microsoft.Web/sites/config",
            "app/web",
            "{\"properties\": {\"minTlsVersion\": \"1.2\"}}");
    EffectiveEstate alone = new EffectiveEstate(Given.estate(site));
    Resource implied = alone.estate().find(web.key());
    assertThat(alone.property(Objects.requireNonNull(implied), "properties.minTlsVersion"))
        .isEqualTo(StringValue.of("1.0"));
    EffectiveEstate both = new EffectiveEstate(Given.estate(site, web));
    assertThat(both.property(site, "properties.siteConfig.minTlsVersion"))
        .isEqualTo(StringValue.of("1.2"));
  }
}

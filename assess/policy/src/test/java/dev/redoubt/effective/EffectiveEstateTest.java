package dev.redoubt.effective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.BoundPolicy;
import dev.redoubt.policy.ComplianceState;
import dev.redoubt.policy.PolicyTestData;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EffectiveEstateTest {

  private static final String VAULT_ID =
      "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";

  private static final Resource VAULT =
      PolicyTestData.resource("Microsoft.KeyVault/vaults", "kv", "{}");

  private static final BoundPolicy PRIVATE_LINK =
      PolicyTestData.audit(
          """
          {"allOf": [{"field": "type", "equals": "Microsoft.KeyVault/vaults"},
            {"count": {"field": "Microsoft.KeyVault/vaults/privateEndpointConnections[*]",
              "where": {"field": "Microsoft.KeyVault/vaults/privateEndpointConnections[*].\
          privateLinkServiceConnectionState.status", "equals": "Approved"}}, "less": 1}]}
          """);

  private static @Nullable Value property(Resource resource, String path) {
    return new EffectiveEstate(PolicyTestData.estate(resource)).property(resource, path);
  }

  private static Resource storage(String apiVersion, String properties) {
    return PolicyTestData.resource(
        PolicyTestData.GROUP,
        "Microsoft.Storage/storageAccounts",
        apiVersion,
        "st1",
        "{\"properties\": " + properties + "}");
  }

  @Test
  void usesTheDefaultOfTheApiVersion() {
    assertThat(property(storage("2018-07-01", "{}"), "properties.supportsHttpsTrafficOnly"))
        .hasToString("false");
    Value now =
        Objects.requireNonNull(
            property(storage("2023-01-01", "{}"), "properties.supportsHttpsTrafficOnly"));
    assertThat(now).hasToString("true");
    assertThat(now.origin()).isEqualTo(Origin.PROVIDER_DEFAULT);
  }

  @Test
  void declaredValueOverridesTheDefault() {
    Resource storage = storage("2023-01-01", "{\"minimumTlsVersion\": \"TLS1_2\"}");
    assertThat(property(storage, "properties.minimumTlsVersion"))
        .isEqualTo(StringValue.of("TLS1_2"));
  }

  @Test
  void absentPropertyWithoutKnownDefaultIsUnknown() {
    Value value = property(storage("2021-01-01", "{}"), "properties.allowBlobPublicAccess");
    assertThat(value).isInstanceOf(Unknown.class);
    assertThat(((Unknown) Objects.requireNonNull(value)).causes())
        .extracting(UnknownCause::kind)
        .containsExactly(UnknownCause.Kind.PROVIDER_DEFAULT);
  }

  @Test
  void absentTagsStayAbsent() {
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
  void everyDefaultHasAValidPathASourceAndADate() {
    List<ProviderDefault> rows = ProviderDefaults.read();
    assertThat(rows).hasSizeGreaterThan(300);
    for (ProviderDefault row : rows) {
      assertThat(row.source()).as(row.toString()).isNotBlank();
      assertThat(row.date()).as(row.toString()).matches("20\\d\\d-\\d\\d");
      if (row.meaning() == ProviderDefault.Meaning.DEFAULT) {
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
    return PolicyTestData.resource(
        "Microsoft.Network/privateEndpoints",
        "pe",
        """
        {"properties": {"privateLinkServiceConnections": [
          {"properties": {"privateLinkServiceId": "%s", "groupIds": ["vault"]}}]}}
        """
            .formatted(id));
  }

  @Test
  void targetHasTheConnectionOfAPrivateEndpoint() {
    assertThat(PolicyTestData.predicted(PRIVATE_LINK, VAULT).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
    assertThat(PolicyTestData.predicted(PRIVATE_LINK, VAULT, endpoint(VAULT_ID)).state())
        .isEqualTo(ComplianceState.COMPLIANT);
    assertThat(PolicyTestData.predicted(PRIVATE_LINK, VAULT, endpoint(VAULT_ID + "2")).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
  }

  @Test
  void connectionsAreUnknownWhenTheTargetIs() {
    assertThat(PolicyTestData.predicted(PRIVATE_LINK, VAULT, endpoint("?target")).state())
        .isEqualTo(ComplianceState.UNKNOWN);
    Resource blob =
        PolicyTestData.resource(
            "Microsoft.Network/privateEndpoints",
            "pe",
            """
            {"properties": {"privateLinkServiceConnections": [
              {"properties": {"privateLinkServiceId": "?t", "groupIds": ["blob"]}}]}}
            """);
    assertThat(PolicyTestData.predicted(PRIVATE_LINK, VAULT, blob).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
  }

  @Test
  void connectionsAreUnknownWhenTheEndpointIsConditional() {
    Resource perhaps = PolicyTestData.conditional(endpoint(VAULT_ID), "usePrivateEndpoint");
    var result = PolicyTestData.predicted(PRIVATE_LINK, VAULT, perhaps);
    assertThat(result.state()).isEqualTo(ComplianceState.UNKNOWN);
    assertThat(result.causes())
        .extracting(UnknownCause::text)
        .containsExactly("parameter `usePrivateEndpoint` has no value");
  }

  /// A reference by `existing` must not hide a subnet from the policies about subnets.
  @Test
  void existingSubnetThatANetworkDeclaresIsTheDeclaredOne() {
    Resource network =
        PolicyTestData.resource(
            "Microsoft.Network/virtualNetworks",
            "vnet",
            """
            {"properties": {"subnets": [
              {"name": "a", "properties": {"addressPrefix": "10.0.0.0/24"}}]}}
            """);
    Resource written =
        PolicyTestData.resource("Microsoft.Network/virtualNetworks/subnets", "vnet/a", "{}");
    Resource reference =
        new Resource(
            written.key(),
            written.apiVersion(),
            written.body(),
            written.existence(),
            false,
            List.of(),
            written.origin());
    EffectiveEstate effective = new EffectiveEstate(PolicyTestData.estate(network, reference));
    Resource subnet = Objects.requireNonNull(effective.estate().find(written.key()));
    assertThat(subnet.managed()).isTrue();
    assertThat(effective.property(subnet, "properties.addressPrefix"))
        .isEqualTo(StringValue.of("10.0.0.0/24"));
    assertThat(String.valueOf(effective.body(network).at("properties.subnets")))
        .contains("10.0.0.0/24");
  }

  @Test
  void subnetsAreInTheNetworkAndChildResources() {
    Resource network =
        PolicyTestData.resource(
            "Microsoft.Network/virtualNetworks",
            "vnet",
            "{\"properties\": {\"subnets\": [{\"name\": \"a\", \"properties\": {}}]}}");
    Resource child =
        PolicyTestData.resource("Microsoft.Network/virtualNetworks/subnets", "vnet/b", "{}");
    EffectiveEstate effective = new EffectiveEstate(PolicyTestData.estate(network, child));
    assertThat(String.valueOf(effective.body(network).at("properties.subnets")))
        .contains("\"a\"")
        .contains("\"b\"");
    assertThat(effective.estate().mayBeBelow(network.key(), network.type().child("subnets")))
        .extracting(each -> each.key().lastName().text())
        .containsExactly("b", "a");
  }

  @Test
  void declaredResourcesWithUnknownNamesAreDifferent() {
    Resource mine = PolicyTestData.resource("Microsoft.KeyVault/vaults", "?a", "{}");
    Resource other = PolicyTestData.resource("Microsoft.KeyVault/vaults", "?b", "{}");
    Resource toOther =
        endpoint("x")
            .withBody(
                (ObjectValue)
                    PolicyTestData.json(
                        "{\"properties\": {\"privateLinkServiceConnections\": []}}"));
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
    assertThat(PolicyTestData.predicted(PRIVATE_LINK, mine, other, leading).state())
        .isEqualTo(ComplianceState.NON_COMPLIANT);
    assertThat(PolicyTestData.predicted(PRIVATE_LINK, other, mine, leading).state())
        .isEqualTo(ComplianceState.COMPLIANT);
    assertThat(PolicyTestData.predicted(PRIVATE_LINK, mine, leading).state())
        .isEqualTo(ComplianceState.UNKNOWN);
  }

  @Test
  void principalOfAManagedIdentityIsAServicePrincipal() {
    Resource machine = PolicyTestData.resource("Microsoft.Compute/virtualMachines", "vm", "{}");
    Resource identity =
        PolicyTestData.resource("Microsoft.ManagedIdentity/userAssignedIdentities", "id", "{}");
    Value systemAssigned = runtime(machine, "identity", "principalId");
    Value userAssigned = runtime(identity, "properties", "principalId");
    Unknown condition = PolicyTestData.unknown("own", TypeHint.BOOL);
    assertThat(principalType("{}", systemAssigned)).isEqualTo("ServicePrincipal");
    assertThat(principalType("{}", userAssigned)).isEqualTo("ServicePrincipal");
    assertThat(
            principalType(
                "{}", Unknown.choice(condition, systemAssigned, userAssigned, Origin.NONE)))
        .isEqualTo("ServicePrincipal");
    assertThat(principalType("{\"principalType\": null}", systemAssigned))
        .isEqualTo("ServicePrincipal");
    assertThat(principalType("{\"principalType\": \"Group\"}", systemAssigned)).isEqualTo("Group");
  }

  @Test
  void otherPrincipalsHaveNoDerivedType() {
    Resource machine = PolicyTestData.resource("Microsoft.Compute/virtualMachines", "vm", "{}");
    Resource identity =
        PolicyTestData.resource("Microsoft.ManagedIdentity/userAssignedIdentities", "id", "{}");
    Unknown parameter = PolicyTestData.unknown("principalId", TypeHint.STRING);
    Unknown condition = PolicyTestData.unknown("own", TypeHint.BOOL);
    assertThat(principalType("{}", parameter)).isNull();
    assertThat(principalType("{}", StringValue.of("11111111-2222-3333-4444-555555555555")))
        .isNull();
    assertThat(principalType("{}", runtime(machine, "properties", "principalId"))).isNull();
    assertThat(principalType("{}", runtime(identity, "properties", "clientId"))).isNull();
    assertThat(
            principalType(
                "{}",
                Unknown.choice(
                    condition,
                    runtime(identity, "properties", "principalId"),
                    parameter,
                    Origin.NONE)))
        .isNull();
  }

  private static Value runtime(Resource resource, String... path) {
    return Unknown.of(
        new ResidualExpression.RuntimeProperty(resource.key(), List.of(path), ""),
        TypeHint.ANY,
        Origin.NONE);
  }

  /// The principal type of a role assignment; null if it is absent.
  private static @Nullable String principalType(String properties, Value principalId) {
    ObjectValue declared = (ObjectValue) PolicyTestData.json(properties);
    Resource assignment =
        PolicyTestData.resource("Microsoft.Authorization/roleAssignments", "ra", "{}")
            .withBody(
                ObjectValue.builder()
                    .put("properties", declared.with("principalId", principalId))
                    .build());
    Value type =
        new EffectiveEstate(PolicyTestData.estate(assignment))
            .body(assignment)
            .at("properties.principalType");
    boolean isDeclared = declared.get("principalType") instanceof StringValue;
    if (type != null && !isDeclared) {
      assertThat(type.origin()).isEqualTo(Origin.DERIVED);
    }
    return type instanceof StringValue(var text, _) ? text : null;
  }

  @Test
  void settingsOfAWebAppAreInTheSiteAndItsChild() {
    Resource site =
        PolicyTestData.resource(
            "Microsoft.Web/sites",
            "app",
            "{\"properties\": {\"siteConfig\": {\"minTlsVersion\": \"1.0\"}}}");
    Resource web =
        PolicyTestData.resource(
            "Microsoft.Web/sites/config",
            "app/web",
            "{\"properties\": {\"minTlsVersion\": \"1.2\"}}");
    EffectiveEstate alone = new EffectiveEstate(PolicyTestData.estate(site));
    Resource implied = alone.estate().find(web.key());
    assertThat(alone.property(Objects.requireNonNull(implied), "properties.minTlsVersion"))
        .isEqualTo(StringValue.of("1.0"));
    EffectiveEstate both = new EffectiveEstate(PolicyTestData.estate(site, web));
    assertThat(both.property(site, "properties.siteConfig.minTlsVersion"))
        .isEqualTo(StringValue.of("1.2"));
  }
}

package dev.redoubt.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateEndpointsTest {

  /// A private endpoint in the subnet `n/s`.
  static String endpoint(String group, String site) {
    return endpoint("\"" + group + "\"", "Microsoft.Web/sites/" + site, true);
  }

  private static String endpoint(String group, String target, boolean hasSubnet) {
    String subnet =
        hasSubnet
            ? "\"subnet\":{\"id\":\"%sMicrosoft.Network/virtualNetworks/n/subnets/s\"},"
                .formatted(FactEstate.GROUP)
            : "";
    return """
    {"properties":{%s"privateLinkServiceConnections":[{"name":"c","properties":{
      "privateLinkServiceId":"%s%s","groupIds":[%s]}}]}}
    """
        .formatted(subnet, FactEstate.GROUP, target, group);
  }

  private static PrivateEndpoints.Connection connection(String json) {
    DeploymentFacts facts =
        new FactEstate()
            .with("Microsoft.KeyVault/vaults", "v", "{}")
            .with("Microsoft.Network/privateEndpoints", "pe", json)
            .facts();
    return facts.privateEndpoints().all().getFirst();
  }

  @ParameterizedTest
  @CsvSource({"vault,true", "Vault,true", "blob,false", "'',false", "?group,false"})
  void wrongOrUnknownGroupDoesNotCount(String group, boolean counts) {
    PrivateEndpoints.Connection made =
        connection(endpoint("\"" + group + "\"", "Microsoft.KeyVault/vaults/v", true));
    assertThat(made.isEffective()).as(String.valueOf(made.flaw())).isEqualTo(counts);
    assertThat(made.target()).isEqualTo(FactEstate.key("Microsoft.KeyVault/vaults", "v"));
  }

  @Test
  void endpointWithoutSubnetDoesNotCount() {
    PrivateEndpoints.Connection made =
        connection(endpoint("\"vault\"", "Microsoft.KeyVault/vaults/v", false));
    assertThat(made.flaw()).isEqualTo("it has no subnet");
  }

  @Test
  void secondaryGroupsCountForStorage() {
    PrivateEndpoints.Connection made =
        connection(endpoint("\"blob_secondary\"", "Microsoft.Storage/storageAccounts/a", true));
    assertThat(made.isEffective()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft.DocumentDB/databaseAccounts,Sql,",
    "Microsoft.DocumentDB/databaseAccounts,blob,has no group",
    "Microsoft.Cache/redis,redisCache,",
    "Microsoft.Cache/redis,blob,has no group",
    "Microsoft.Foo/bars,bar,are not checked",
    "Microsoft.Web/staticSites,staticSites,",
    "Microsoft.Network/privateLinkServices,any,",
  })
  void groupMustBeOneOfTheType(String type, String group, String flaw) {
    String made = connection(endpoint("\"" + group + "\"", type + "/it", true)).flaw();
    if (flaw == null) {
      assertThat(made).isNull();
    } else {
      assertThat(made).contains(flaw);
    }
  }

  @Test
  void endpointThatNamesNoGroupDoesNotCount() {
    assertThat(connection(endpoint("", "Microsoft.KeyVault/vaults/v", true)).flaw())
        .isEqualTo("it names no group");
    assertThat(connection(endpoint("", "Microsoft.Foo/bars/v", true)).flaw())
        .isEqualTo("it names no group");
  }

  @ParameterizedTest
  @CsvSource({"0,a", "1,b", "2,"})
  void subnetMayBeAnElementOfItsNetwork(int index, String name) {
    String network = "Microsoft.Network/virtualNetworks";
    String json =
        endpoint("\"vault\"", "Microsoft.KeyVault/vaults/v", true)
            .replace(
                FactEstate.GROUP + network + "/n/subnets/s",
                "?runtime:" + network + "|n|properties.subnets." + index + ".id");
    DeploymentFacts facts =
        new FactEstate()
            .with("Microsoft.Network/privateEndpoints", "pe", json)
            .with(
                network, "n", "{\"properties\":{\"subnets\":[{\"name\":\"a\"},{\"name\":\"b\"}]}}")
            .facts();
    PrivateEndpoints.Connection made = facts.privateEndpoints().all().getFirst();
    assertThat(made.subnet())
        .isEqualTo(name == null ? null : FactEstate.key(network + "/subnets", "n/" + name));
    assertThat(made.isEffective()).isEqualTo(name != null);
  }
}

package dev.redoubt.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.inventory.Exposure;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureRulesTest {

  private static ExposureFact exposure(String type, String properties) {
    String name = type.indexOf('/') == type.lastIndexOf('/') ? "it" : "above/it";
    return new FactEstate()
        .with(type, name, "{\"properties\":{" + properties + "}}")
        .first()
        .exposure();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        // the general rule, with the ways to write a value
        "Microsoft.Storage/storageAccounts; 'publicNetworkAccess':'Disabled'; PRIVATE",
        "Microsoft.Storage/storageAccounts; 'publicNetworkAccess':'disabled'; PRIVATE",
        "Microsoft.Storage/storageAccounts; 'PUBLICNETWORKACCESS':'Disabled'; PRIVATE",
        "Microsoft.Storage/storageAccounts; 'publicNetworkAccess':'Enabled'; PUBLIC",
        "Microsoft.Storage/storageAccounts; ; PUBLIC",
        "Microsoft.Storage/storageAccounts; 'publicNetworkAccess':null; PUBLIC",
        "Microsoft.Storage/storageAccounts; 'publicNetworkAccess':'?access'; UNKNOWN",
        "Microsoft.Storage/storageAccounts; 'publicNetworkAccess':'?c:Enabled|Disabled'; UNKNOWN",
        "Microsoft.Storage/storageAccounts; 'publicNetworkAccess':'?c:Disabled|disabled'; PRIVATE",
        "Microsoft.Storage/storageAccounts; 'publicNetworkAccess':'Off'; UNKNOWN",
        "Microsoft.Storage/storageAccounts; 'publicNetworkAccess':'SecuredByPerimeter'; UNKNOWN",
        "Microsoft.Storage/storageAccounts; 'networkAcls':{'defaultAction':'Deny'}; RESTRICTED",
        "Microsoft.Storage/storageAccounts; 'networkAcls':{'defaultAction':'deny','ipRules':[]};"
            + " RESTRICTED",
        "Microsoft.Storage/storageAccounts; 'networkAcls':{'defaultAction':'Allow'}; PUBLIC",
        "Microsoft.Storage/storageAccounts; 'networkAcls':{'defaultAction':'?action'}; UNKNOWN",
        "Microsoft.Storage/storageAccounts; 'networkAcls':'?acls'; UNKNOWN",
        "Microsoft.KeyVault/vaults; 'networkAcls':{'defaultAction':'Deny'}; RESTRICTED",
        "Microsoft.CognitiveServices/accounts; 'networkAcls':{'defaultAction':'Deny'}; RESTRICTED",
        "Microsoft.CognitiveServices/accounts; 'publicNetworkAccess':'Enabled'; PUBLIC",
        "Microsoft.ContainerRegistry/registries; 'networkRuleSet':{'defaultAction':'Deny'};"
            + " RESTRICTED",
        "Microsoft.ContainerRegistry/registries; ; PUBLIC",
        "Microsoft.Search/searchServices; 'networkRuleSet':{'ipRules':[{'value':'1.2.3.4'}]};"
            + " RESTRICTED",
        "Microsoft.Search/searchServices; 'networkRuleSet':{'ipRules':[]}; PUBLIC",
        "Microsoft.Search/searchServices; 'networkRuleSet':{'ipRules':'?rules'}; UNKNOWN",
        "Microsoft.Search/searchServices; 'publicNetworkAccess':'disabled'; PRIVATE",
        "Microsoft.DocumentDB/databaseAccounts; 'ipRules':[{'ipAddressOrRange':'1.2.3.4'}];"
            + " RESTRICTED",
        "Microsoft.DocumentDB/databaseAccounts; 'isVirtualNetworkFilterEnabled':true; RESTRICTED",
        "Microsoft.DocumentDB/databaseAccounts; 'isVirtualNetworkFilterEnabled':false; PUBLIC",
        "Microsoft.MachineLearningServices/workspaces; ; PUBLIC",
        "Microsoft.MachineLearningServices/workspaces; 'publicNetworkAccess':'Disabled'; PRIVATE",
        "Microsoft.MachineLearningServices/registries; 'publicNetworkAccess':'Disabled'; PRIVATE",
        "Microsoft.MachineLearningServices/workspaces/onlineEndpoints; ; PUBLIC",
        "Microsoft.DataFactory/factories; ; PUBLIC",
        "Microsoft.Databricks/workspaces; 'publicNetworkAccess':'Disabled'; PRIVATE",
        "Microsoft.Sql/servers; ; RESTRICTED",
        "Microsoft.Sql/servers; 'publicNetworkAccess':'Disabled'; PRIVATE",
        "Microsoft.Synapse/workspaces; ; RESTRICTED",
        "Microsoft.DBforPostgreSQL/flexibleServers;"
            + " 'network':{'delegatedSubnetResourceId':'/subscriptions/s'}; PRIVATE",
        "Microsoft.DBforPostgreSQL/flexibleServers; 'network':{'publicNetworkAccess':'Disabled'};"
            + " PRIVATE",
        "Microsoft.DBforPostgreSQL/flexibleServers; 'network':'?network'; UNKNOWN",
        "Microsoft.DBforPostgreSQL/flexibleServers;"
            + " 'network':{'delegatedSubnetResourceId':'?subnet'}; UNKNOWN",
        "Microsoft.DBforPostgreSQL/flexibleServers;"
            + " 'network':{'delegatedSubnetResourceId':'?c:/subscriptions/s|'}; UNKNOWN",
        "Microsoft.DBforPostgreSQL/flexibleServers; 'network':{'delegatedSubnetResourceId':''};"
            + " RESTRICTED",
        "Microsoft.Cache/redis; ; PUBLIC",
        "Microsoft.Cache/redis; 'subnetId':'/subscriptions/s'; PRIVATE",
        "Microsoft.EventHub/namespaces; ; PUBLIC",
        "Microsoft.ServiceBus/namespaces; 'publicNetworkAccess':'Disabled'; PRIVATE",
        "Microsoft.OperationalInsights/workspaces; ; PUBLIC",
        "Microsoft.OperationalInsights/workspaces; 'publicNetworkAccessForIngestion':'Disabled';"
            + " PUBLIC",
        "Microsoft.OperationalInsights/workspaces;"
            + " 'publicNetworkAccessForIngestion':'Disabled','publicNetworkAccessForQuery':'Disabled';"
            + " PRIVATE",
        "Microsoft.Insights/components;"
            + " 'publicNetworkAccessForIngestion':'?x','publicNetworkAccessForQuery':'Disabled';"
            + " UNKNOWN",
        "Microsoft.Purview/accounts; 'publicNetworkAccess':'Disabled'; PRIVATE",
        "Microsoft.Batch/batchAccounts; 'publicNetworkAccess':'Disabled'; PRIVATE",
        // applications
        "Microsoft.Web/sites; ; PUBLIC",
        "Microsoft.Web/sites; 'publicNetworkAccess':'Disabled'; PRIVATE",
        "Microsoft.Web/sites; 'publicNetworkAccess':'?access'; UNKNOWN",
        "Microsoft.Web/sites; 'hostingEnvironmentProfile':{'id':'/subscriptions/s'}; UNKNOWN",
        "Microsoft.Web/sites; 'siteConfig':{'ipSecurityRestrictionsDefaultAction':'Deny'};"
            + " RESTRICTED",
        "Microsoft.Web/sites;"
            + " 'siteConfig':{'ipSecurityRestrictions':[{'ipAddress':'1.2.3.4/32','action':'Allow'}]};"
            + " RESTRICTED",
        "Microsoft.Web/sites;"
            + " 'siteConfig':{'ipSecurityRestrictions':[{'ipAddress':'Any','action':'Allow'}]};"
            + " PUBLIC",
        "Microsoft.App/containerApps; ; NONE",
        "Microsoft.App/containerApps; 'configuration':{'ingress':{'external':false}}; PRIVATE",
        "Microsoft.App/containerApps; 'configuration':{'ingress':{}}; PRIVATE",
        "Microsoft.App/containerApps; 'configuration':{'ingress':{'external':true}}; UNKNOWN",
        "Microsoft.App/containerApps; 'configuration':{'ingress':{'external':'?x'}}; UNKNOWN",
        "Microsoft.ContainerService/managedClusters; ; PUBLIC",
        "Microsoft.ContainerService/managedClusters;"
            + " 'apiServerAccessProfile':{'enablePrivateCluster':true}; PRIVATE",
        "Microsoft.ContainerService/managedClusters;"
            + " 'apiServerAccessProfile':{'enablePrivateCluster':'?x'}; UNKNOWN",
        "Microsoft.ContainerService/managedClusters;"
            + " 'apiServerAccessProfile':{'authorizedIPRanges':['1.2.3.4/32']}; RESTRICTED",
        "Microsoft.ContainerInstance/containerGroups; ; NONE",
        "Microsoft.ContainerInstance/containerGroups; 'ipAddress':{'type':'Private'}; PRIVATE",
        "Microsoft.ContainerInstance/containerGroups; 'ipAddress':{'type':'Public'}; PUBLIC",
        "Microsoft.MachineLearningServices/workspaces/computes;"
            + " 'computeType':'AmlCompute','properties':{}; RESTRICTED",
        "Microsoft.MachineLearningServices/workspaces/computes;"
            + " 'computeType':'AmlCompute','properties':{'enableNodePublicIp':false}; PRIVATE",
        "Microsoft.MachineLearningServices/workspaces/computes;"
            + " 'computeType':'ComputeInstance','properties':{'sshSettings':{'sshPublicAccess':'Enabled'}};"
            + " PUBLIC",
        // gateways and machines
        "Microsoft.ApiManagement/service; ; PUBLIC",
        "Microsoft.ApiManagement/service; 'virtualNetworkType':'Internal'; PRIVATE",
        "Microsoft.ApiManagement/service; 'virtualNetworkType':'External'; PUBLIC",
        "Microsoft.ApiManagement/service; 'virtualNetworkType':'?x'; UNKNOWN",
        "Microsoft.Network/applicationGateways;"
            + " 'frontendIPConfigurations':[{'properties':{'publicIPAddress':{'id':'x'}}}]; PUBLIC",
        "Microsoft.Network/applicationGateways;"
            + " 'frontendIPConfigurations':[{'properties':{'privateIPAddress':'10.0.0.4'}}];"
            + " PRIVATE",
        "Microsoft.Network/applicationGateways; ; UNKNOWN",
        "Microsoft.Network/loadBalancers; 'frontendIPConfigurations':'?x'; UNKNOWN",
        "Microsoft.Network/azureFirewalls;"
            + " 'ipConfigurations':[{'properties':{'publicIPAddress':{'id':'x'}}}]; RESTRICTED",
        "Microsoft.Network/azureFirewalls;"
            + " 'firewallPolicy':{'id':'x'},'ipConfigurations':[{'properties':{'publicIPAddress':{'id':'x'}}}];"
            + " UNKNOWN",
        "Microsoft.Network/bastionHosts; ; PUBLIC",
        "Microsoft.Cdn/profiles; ; PUBLIC",
        "Microsoft.Network/publicIPAddresses; ; NONE",
        "Microsoft.Compute/virtualMachines; ; UNKNOWN",
        // types without a rule
        "Microsoft.AppConfiguration/configurationStores; 'publicNetworkAccess':'Disabled'; PRIVATE",
        "Microsoft.AppConfiguration/configurationStores; ; UNKNOWN",
        "Microsoft.Insights/actionGroups; ; NONE",
        "Contoso.Widgets/widgets; 'publicNetworkAccess':'Disabled'; UNKNOWN",
      })
  void exposureFollowsFromTheSettings(String type, String properties, Exposure expected) {
    String json = properties == null ? "" : properties.replace('\'', '"');
    ExposureFact fact = exposure(type.strip(), json);
    assertThat(fact.exposure()).as(fact.reason()).isEqualTo(expected);
    assertThat(fact.reason()).isNotBlank();
  }

  @Test
  void existingResourceIsNeverPrivate() {
    ExposureFact fact =
        new FactEstate().withExisting("Microsoft.KeyVault/vaults", "v").first().exposure();
    assertThat(fact.exposure()).isEqualTo(Exposure.UNKNOWN);
  }

  @Test
  void reasonOfADefaultSaysSo() {
    assertThat(exposure("Microsoft.KeyVault/vaults", "").reason())
        .contains("`publicNetworkAccess` is `Enabled` by default");
  }

  @Test
  void deniedByDefaultWithoutRulesIsRestrictedAndSaysSo() {
    assertThat(
            exposure("Microsoft.KeyVault/vaults", "\"networkAcls\":{\"defaultAction\":\"Deny\"}")
                .reason())
        .contains("no rule lets an address or network in");
  }

  private static ExposureFact server(String start, String end) {
    return new FactEstate()
        .with("Microsoft.Sql/servers", "sql", "{}")
        .with(
            "Microsoft.Sql/servers/firewallRules",
            "sql/rule",
            "{\"properties\":{\"startIpAddress\":\"%s\",\"endIpAddress\":\"%s\"}}"
                .formatted(start, end))
        .first()
        .exposure();
  }

  @Test
  void firewallRulesDecideOnServers() {
    assertThat(server("0.0.0.0", "255.255.255.255").exposure()).isEqualTo(Exposure.PUBLIC);
    assertThat(server("1.2.3.4", "1.2.3.4").exposure()).isEqualTo(Exposure.RESTRICTED);
    assertThat(server("?low", "1.2.3.4").exposure()).isEqualTo(Exposure.UNKNOWN);
    assertThat(server("0.0.0.0", "0.0.0.0").reason()).contains("also of other customers");
  }

  @Test
  void serverMayHaveFirewallRulesInAPartThatWasNotRead() {
    FactEstate estate = new FactEstate().with("Microsoft.Sql/servers", "sql", "{}");
    assertThat(estate.unreadFacts().resources().getFirst().exposure().exposure())
        .isEqualTo(Exposure.UNKNOWN);
  }

  @Test
  void rulesOfANamespaceAreItsChild() {
    FactEstate denied =
        new FactEstate()
            .with("Microsoft.EventHub/namespaces", "hub", "{}")
            .with(
                "Microsoft.EventHub/namespaces/networkRuleSets",
                "hub/default",
                "{\"properties\":{\"defaultAction\":\"Deny\"}}");
    assertThat(denied.first().exposure().exposure()).isEqualTo(Exposure.RESTRICTED);
    FactEstate contradiction =
        new FactEstate()
            .with(
                "Microsoft.EventHub/namespaces",
                "hub",
                "{\"properties\":{\"publicNetworkAccess\":\"Disabled\"}}")
            .with(
                "Microsoft.EventHub/namespaces/networkRuleSets",
                "hub/default",
                "{\"properties\":{\"publicNetworkAccess\":\"Enabled\"}}");
    assertThat(contradiction.first().exposure().exposure()).isEqualTo(Exposure.UNKNOWN);
  }

  @Test
  void appInAnInternalEnvironmentIsPrivate() {
    String app =
        "{\"properties\":{\"environmentId\":\"%sMicrosoft.App/managedEnvironments/env\",\"configuration\":{\"ingress\":{\"external\":true}}}}"
            .formatted(FactEstate.GROUP);
    for (boolean isInternal : new boolean[] {true, false}) {
      ExposureFact fact =
          new FactEstate()
              .with("Microsoft.App/containerApps", "app", app)
              .with(
                  "Microsoft.App/managedEnvironments",
                  "env",
                  "{\"properties\":{\"vnetConfiguration\":{\"internal\":" + isInternal + "}}}")
              .first()
              .exposure();
      assertThat(fact.exposure()).isEqualTo(isInternal ? Exposure.PRIVATE : Exposure.PUBLIC);
    }
  }

  @Test
  void machineHasTheAddressesOfItsInterfaces() {
    String machine =
        "{\"properties\":{\"networkProfile\":{\"networkInterfaces\":[{\"id\":\"%sMicrosoft.Network/networkInterfaces/nic\"}]}}}"
            .formatted(FactEstate.GROUP);
    String open =
        "{\"properties\":{\"ipConfigurations\":[{\"properties\":{\"publicIPAddress\":{\"id\":\"x\"}}}]}}";
    String closed = "{\"properties\":{\"ipConfigurations\":[{\"properties\":{}}]}}";
    for (String nic : new String[] {open, closed}) {
      ExposureFact fact =
          new FactEstate()
              .with("Microsoft.Compute/virtualMachines", "vm", machine)
              .with("Microsoft.Network/networkInterfaces", "nic", nic)
              .first()
              .exposure();
      assertThat(fact.exposure()).isEqualTo(nic.equals(open) ? Exposure.PUBLIC : Exposure.PRIVATE);
    }
  }

  @Test
  void appWithAPrivateEndpointMayBeClosed() {
    FactEstate estate =
        new FactEstate()
            .with("Microsoft.Web/sites", "app", "{\"properties\":{}}")
            .with(
                "Microsoft.Network/privateEndpoints",
                "pe",
                PrivateEndpointsTest.endpoint("sites", "app"));
    assertThat(estate.first().exposure().exposure()).isEqualTo(Exposure.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "Microsoft.ContainerService/managedClusters; 'apiServerAccessProfile':"
            + "{'authorizedIPRanges':[%s]}; ",
        "Microsoft.MachineLearningServices/workspaces; 'ipAllowlist':[%s]; ",
        "Microsoft.DocumentDB/databaseAccounts; 'ipRules':[%s]; ipAddressOrRange",
        "Microsoft.Search/searchServices; 'networkRuleSet':{'ipRules':[%s]}; value",
        "Microsoft.Storage/storageAccounts; 'networkAcls':{'defaultAction':'Deny','ipRules':[%s]};"
            + " value",
        "Microsoft.Web/sites; 'siteConfig':{'ipSecurityRestrictions':[%s]}; ipAddress",
      })
  void rulesForTheWholeInternetRestrictNobody(String type, String properties, String member) {
    record Case(Exposure expected, List<String> addresses) {}
    List<Case> cases =
        List.of(
            new Case(Exposure.PUBLIC, List.of("0.0.0.0/0")),
            new Case(Exposure.PUBLIC, List.of("0.0.0.0/1", "128.0.0.0/1")),
            new Case(Exposure.PUBLIC, List.of("::/0")),
            new Case(Exposure.UNKNOWN, List.of("?range")),
            new Case(Exposure.UNKNOWN, List.of("?c:0.0.0.0/0|1.2.3.4")),
            new Case(Exposure.UNKNOWN, List.of("1.2.3.4", "no address")),
            new Case(Exposure.RESTRICTED, List.of("1.2.3.4", "10.0.0.0/8", "2001:db8::/32")));
    for (Case each : cases) {
      String elements =
          each.addresses().stream()
              .map(
                  text -> member == null ? "'" + text + "'" : "{'%s':'%s'}".formatted(member, text))
              .collect(Collectors.joining(","));
      ExposureFact fact = exposure(type, properties.formatted(elements).replace('\'', '"'));
      assertThat(fact.exposure()).as(elements + fact.reason()).isEqualTo(each.expected());
    }
  }

  @Test
  void cosmosRuleForAzureLetsOtherCustomersIn() {
    assertThat(
            exposure(
                    "Microsoft.DocumentDB/databaseAccounts",
                    "\"ipRules\":[{\"ipAddressOrRange\":\"0.0.0.0\"}]")
                .reason())
        .contains("also of other customers");
  }

  @Test
  void conditionalRulesOfADatabaseAreUnknown() {
    String choice = "\"isVirtualNetworkFilterEnabled\":\"?c:true|false\"";
    assertThat(exposure("Microsoft.DocumentDB/databaseAccounts", choice).exposure())
        .isEqualTo(Exposure.UNKNOWN);
  }

  @Test
  void almostEveryAddressIsEveryAddress() {
    assertThat(server("0.0.0.1", "255.255.255.255").exposure()).isEqualTo(Exposure.PUBLIC);
    assertThat(server("1.2.3.4", "1.2.3.3").exposure()).isEqualTo(Exposure.UNKNOWN);
  }

  @Test
  void conditionalFirewallRuleIsNotCertain() {
    String open =
        "{\"properties\":{\"startIpAddress\":\"0.0.0.0\",\"endIpAddress\":\"255.255.255.255\"}}";
    ExposureFact certainServer =
        new FactEstate()
            .with("Microsoft.Sql/servers", "sql", "{}")
            .withConditional("Microsoft.Sql/servers/firewallRules", "sql/rule", open)
            .first()
            .exposure();
    assertThat(certainServer.exposure()).isEqualTo(Exposure.UNKNOWN);
    assertThat(certainServer.reason()).contains("if [parameters('flag')]");
    ExposureFact together =
        new FactEstate()
            .withConditional("Microsoft.Sql/servers", "sql", "{}")
            .withConditional("Microsoft.Sql/servers/firewallRules", "sql/rule", open)
            .first()
            .exposure();
    assertThat(together.exposure()).isEqualTo(Exposure.PUBLIC);
  }

  @Test
  void firewallRulesOfACacheHaveOtherNames() {
    ExposureFact fact =
        new FactEstate()
            .with("Microsoft.Cache/redis", "cache", "{}")
            .with(
                "Microsoft.Cache/redis/firewallRules",
                "cache/rule",
                "{\"properties\":{\"startIP\":\"1.2.3.4\",\"endIP\":\"1.2.3.4\"}}")
            .first()
            .exposure();
    assertThat(fact.exposure()).as(fact.reason()).isEqualTo(Exposure.RESTRICTED);
  }

  @Test
  void conditionalRulesOfANamespaceRestrictNothingForCertain() {
    ExposureFact fact =
        new FactEstate()
            .with("Microsoft.EventHub/namespaces", "hub", "{}")
            .withConditional(
                "Microsoft.EventHub/namespaces/networkRuleSets",
                "hub/default",
                "{\"properties\":{\"defaultAction\":\"Deny\"}}")
            .first()
            .exposure();
    assertThat(fact.exposure()).isEqualTo(Exposure.UNKNOWN);
    assertThat(fact.reason()).contains("only if [parameters('flag')]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{'action':'Deny','ipAddressRange':'1.2.3.4'}; PUBLIC",
        "{'action':'Allow','ipAddressRange':'0.0.0.0/0'}; PUBLIC",
        "{'action':'Allow','ipAddressRange':'1.2.3.4'}; RESTRICTED",
        "{'action':'?action','ipAddressRange':'1.2.3.4'}; UNKNOWN",
        "'?rule'; UNKNOWN",
      })
  void ingressRulesOfAnAppDecide(String rule, Exposure expected) {
    String app =
        "{'properties':{'environmentId':'%sMicrosoft.App/managedEnvironments/env','configuration':{'ingress':{'external':true,'ipSecurityRestrictions':[%s]}}}}"
            .formatted(FactEstate.GROUP, rule)
            .replace('\'', '"');
    ExposureFact fact =
        new FactEstate()
            .with("Microsoft.App/containerApps", "app", app)
            .with("Microsoft.App/managedEnvironments", "env", "{\"properties\":{}}")
            .first()
            .exposure();
    assertThat(fact.exposure()).as(fact.reason()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "loadBalancerInboundNatRules,inboundNatRules,publicIPAddress,PUBLIC",
    "loadBalancerBackendAddressPools,loadBalancingRules,publicIPAddress,PUBLIC",
    "loadBalancerBackendAddressPools,outboundRules,publicIPAddress,PRIVATE",
    "loadBalancerBackendAddressPools,loadBalancingRules,subnet,PRIVATE",
  })
  void machineBehindALoadBalancerHasItsAddress(
      String reference, String rules, String address, Exposure expected) {
    String nic =
        "{'properties':{'ipConfigurations':[{'properties':{'%s':[{'id':'%sMicrosoft.Network/loadBalancers/lb/parts/p'}]}}]}}"
            .formatted(reference, FactEstate.GROUP)
            .replace('\'', '"');
    String balancer =
        "{'properties':{'%s':[{'name':'r'}],'frontendIPConfigurations':[{'properties':{'%s':{'id':'x'}}}]}}"
            .formatted(rules, address)
            .replace('\'', '"');
    String machine =
        "{\"properties\":{\"networkProfile\":{\"networkInterfaces\":[{\"id\":\"%sMicrosoft.Network/networkInterfaces/nic\"}]}}}"
            .formatted(FactEstate.GROUP);
    FactEstate estate =
        new FactEstate()
            .with("Microsoft.Compute/virtualMachines", "vm", machine)
            .with("Microsoft.Network/networkInterfaces", "nic", nic);
    assertThat(estate.first().exposure().exposure()).isEqualTo(Exposure.UNKNOWN);
    estate.with("Microsoft.Network/loadBalancers", "lb", balancer);
    assertThat(estate.first().exposure().exposure()).isEqualTo(expected);
  }
}

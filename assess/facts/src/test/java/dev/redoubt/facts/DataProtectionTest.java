package dev.redoubt.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataProtectionTest {

  private static String json(String properties) {
    return "{'properties':{%s}}".formatted(properties == null ? "" : properties).replace('\'', '"');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "Microsoft.Storage/storageAccounts; ; platform-managed key",
        "Microsoft.Storage/storageAccounts; 'encryption':{'keySource':'Microsoft.Keyvault'};"
            + " customer-managed key",
        "Microsoft.Storage/storageAccounts; 'encryption':{'keySource':'?x'}; unknown: ",
        "Microsoft.Storage/storageAccounts;"
            + " 'encryption':{'keySource':'?c:Microsoft.Keyvault|Microsoft.Storage'}; unknown: ",
        "Microsoft.MachineLearningServices/workspaces; ; platform-managed key",
        "Microsoft.MachineLearningServices/workspaces; 'encryption':{'status':'Enabled'};"
            + " customer-managed key",
        "Microsoft.Search/searchServices; ; platform-managed key, unless an index has its own key",
        "Microsoft.Search/searchServices; 'encryptionWithCmk':{'enforcement':'Enabled'};"
            + " customer-managed key enforced for each index",
        "Microsoft.Search/searchServices; 'encryptionWithCmk':{'enforcement':'?x'}; unknown: ",
        "Microsoft.Cache/redis; ; platform-managed key",
        "Microsoft.Cache/redisEnterprise;"
            + " 'encryption':{'customerManagedKeyEncryption':{'keyEncryptionKeyUrl':'u'}};"
            + " customer-managed key",
        "Microsoft.OperationalInsights/workspaces; ; platform-managed key",
        "Microsoft.OperationalInsights/workspaces;"
            + " 'features':{'clusterResourceId':'/subscriptions/s'}; unknown: the key of its"
            + " cluster",
        "Contoso.Widgets/widgets; ; not judged",
      })
  void keyFollowsFromTheSettings(String type, String properties, String expected) {
    assertThat(
            DataProtection.encryption(new FactEstate().with(type, "it", json(properties)).first()))
        .startsWith(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "'keyVaultProperties':{'keyName':'k'}; customer-managed key",
        "; platform-managed key",
      })
  void workspaceHasTheKeyOfItsCluster(String properties, String expected) {
    String cluster = "Microsoft.OperationalInsights/clusters";
    String link = "'features':{'clusterResourceId':'" + FactEstate.GROUP + cluster + "/c'}";
    FactEstate estate =
        new FactEstate()
            .with("Microsoft.OperationalInsights/workspaces", "w", json(link))
            .with(cluster, "c", json(properties));
    assertThat(DataProtection.encryption(estate.first())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Enabled,platform-managed key",
    "Disabled,not encrypted: the database `d`",
    "?state,unknown: ",
  })
  void databaseWithoutEncryptionIsSaid(String state, String expected) {
    FactEstate estate =
        new FactEstate()
            .with("Microsoft.Sql/servers", "s", "{}")
            .with("Microsoft.Sql/servers/databases", "s/d", "{}")
            .with(
                "Microsoft.Sql/servers/databases/transparentDataEncryption",
                "s/d/current",
                json("'state':'" + state + "'"));
    assertThat(DataProtection.encryption(estate.first())).startsWith(expected);
  }

  @Test
  void nothingIsClaimedOfAnExistingResource() {
    ResourceFacts account =
        new FactEstate().withExisting("Microsoft.Storage/storageAccounts", "a").first();
    assertThat(DataProtection.encryption(account)).startsWith("unknown");
    assertThat(DataProtection.authentication(account)).startsWith("unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "false,Microsoft Entra ID",
    "true,'keys, or Microsoft Entra ID'",
    "'\"?x\"',unknown: ",
    "'\"?c:false|true\"',unknown: ",
  })
  void authenticationFollowsFromTheSettings(String value, String expected) {
    ResourceFacts account =
        new FactEstate()
            .with(
                "Microsoft.Storage/storageAccounts",
                "a",
                "{\"properties\":{\"allowSharedKeyAccess\":" + value + "}}")
            .first();
    assertThat(DataProtection.authentication(account)).startsWith(expected);
  }

  @Test
  void nameOfATagIgnoresCase() {
    ResourceFacts account =
        new FactEstate()
            .with("Microsoft.Storage/storageAccounts", "a", "{\"tags\":{\"DATA\":\"secret\"}}")
            .first();
    assertThat(DataProtection.tag(account, "data")).isEqualTo("secret");
    assertThat(DataProtection.tag(account, "other")).isNull();
  }
}

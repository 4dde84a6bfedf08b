package dev.redoubt.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ResourceScope;
import dev.redoubt.facts.RoleAssignments.Assignment;
import dev.redoubt.findings.inventory.WorkloadIdentity.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleAssignmentsTest {

  private static final String ASSIGNMENT = "Microsoft.Authorization/roleAssignments";
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

  private static String json(String properties) {
    return "{'properties':{%s}}".formatted(properties).replace('\'', '"');
  }

  private static List<Assignment> of(String type, String name, String properties) {
    return RoleAssignments.of(new FactEstate().with(type, name, json(properties)).facts());
  }

  private static String roleTo(String principal) {
    return "'principalId':'%s','roleDefinitionId':'/providers/Microsoft.Authorization/roleDefinitions/%s'"
        .formatted(principal, READER);
  }

  @Test
  void assignmentHasPrincipalRoleAndScope() {
    assertThat(of(ASSIGNMENT, "a", roleTo("ABC")))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.principal().kind()).isEqualTo(Kind.OTHER);
              assertThat(each.principal().name()).isEqualTo("ABC");
              assertThat(each.definition()).isEqualTo(READER);
              assertThat(each.scope()).isInstanceOf(ResourceScope.ResourceGroup.class);
              assertThat(each.condition()).isNull();
            });
  }

  @Test
  void nameOfACustomRoleIsItsRole() {
    FactEstate estate =
        new FactEstate()
            .with("Microsoft.Authorization/roleDefinitions", READER, json("'roleName':'Own role'"))
            .with(ASSIGNMENT, "a", json(roleTo("p")));
    assertThat(RoleAssignments.of(estate.facts()).getFirst().role()).isEqualTo("Own role");
  }

  @Test
  void conditionOfTheRoleAndOfItsExistenceAreBothTold() {
    FactEstate estate =
        new FactEstate()
            .withConditional(ASSIGNMENT, "a", json(roleTo("p") + ",'condition':'@Resource'"));
    assertThat(RoleAssignments.of(estate.facts()).getFirst().condition())
        .isEqualTo("[parameters('flag')]; and @Resource");
  }

  @Test
  void eligibleAndScheduledAssignmentsAreListed() {
    assertThat(of("Microsoft.Authorization/roleEligibilityScheduleRequests", "r", roleTo("p")))
        .extracting(Assignment::nature)
        .containsExactly("eligible");
    assertThat(of("Microsoft.Authorization/roleAssignmentScheduleRequests", "r", roleTo("p")))
        .extracting(Assignment::nature)
        .containsExactly("scheduled");
    String removal = roleTo("p") + ",'requestType':'AdminRemove'";
    assertThat(of("Microsoft.Authorization/roleEligibilityScheduleRequests", "r", removal))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "Microsoft.Sql/servers; s; 'administrators':{'sid':'p'}; Microsoft Entra administrator",
        "Microsoft.Sql/servers/administrators; s/a; 'sid':'p'; Microsoft Entra administrator",
        "Microsoft.DBforPostgreSQL/flexibleServers/administrators; s/p; 'principalName':'n';"
            + " Microsoft Entra administrator",
        "Microsoft.Cache/redis/accessPolicyAssignments; c/a;"
            + " 'objectId':'p','accessPolicyName':'Data Owner'; Data Owner",
        "Microsoft.Kusto/clusters/principalAssignments; c/a;"
            + " 'principalId':'p','role':'AllDatabasesAdmin'; AllDatabasesAdmin",
        "Microsoft.KeyVault/vaults; v;"
            + " 'accessPolicies':[{'objectId':'p','permissions':{'keys':['get'],'secrets':['get','list']}}];"
            + " access policy: keys get, secrets get list",
        "Microsoft.KeyVault/vaults/accessPolicies; v/add;"
            + " 'accessPolicies':[{'objectId':'p','permissions':{'secrets':['all']}}];"
            + " access policy: secrets all",
        "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments; c/a;"
            + " 'principalId':'p','roleDefinitionId':'x/role'; role",
      })
  void accessThatServicesGrantIsListed(String type, String name, String properties, String role) {
    assertThat(of(type, name, properties))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.role()).isEqualTo(role);
              assertThat(each.principal().id()).isEqualTo("principal:p");
              assertThat(each.scope()).isInstanceOf(ResourceScope.Resource.class);
            });
  }

  @Test
  void policiesOfAVaultWithRolesAreIgnored() {
    String policies = "'accessPolicies':[{'objectId':'p','permissions':{'keys':['get']}}]";
    assertThat(of("Microsoft.KeyVault/vaults", "v", "'enableRbacAuthorization':true," + policies))
        .isEmpty();
    assertThat(of("Microsoft.KeyVault/vaults", "v", "'enableRbacAuthorization':'?x'," + policies))
        .hasSize(1);
    assertThat(of("Microsoft.KeyVault/vaults", "v", "'accessPolicies':'?policies'"))
        .extracting(Assignment::role)
        .containsExactly("access policy that is unknown");
    assertThat(of("Microsoft.KeyVault/vaults/accessPolicies", "v/remove", policies)).isEmpty();
  }

  @Test
  void serverThatNamesNoAdministratorGrantsNothing() {
    assertThat(
            of("Microsoft.Sql/servers", "s", "'administrators':{'azureADOnlyAuthentication':true}"))
        .isEmpty();
    assertThat(of("Microsoft.Sql/servers", "s", "'administrators':'?who'"))
        .extracting(each -> each.principal().kind())
        .containsExactly(Kind.UNKNOWN);
  }
}

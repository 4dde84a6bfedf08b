package dev.redoubt.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.TruthValue;
import dev.redoubt.findings.inventory.WorkloadIdentity.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Principals, the identities of resources, and federation.
class IdentityFactsTest {

  private static final String USER = "Microsoft.ManagedIdentity/userAssignedIdentities";

  private static Principal principal(String text) {
    String json = "{\"properties\":{\"principalId\":\"%s\"}}".formatted(text);
    return Principal.of(
        new FactEstate()
            .with("Microsoft.Authorization/roleAssignments", "a", json)
            .first()
            .property("properties.principalId")
            .value());
  }

  @Test
  void principalOfAManagedIdentityIsThatIdentity() {
    Principal user = principal("?runtime:" + USER + "|me|properties.principalId");
    assertThat(user).isEqualTo(Principal.userAssigned(FactEstate.key(USER, "me")));
    Principal system = principal("?runtime:Microsoft.Web/sites|app|identity.principalId");
    assertThat(system)
        .isEqualTo(Principal.systemAssigned(FactEstate.key("Microsoft.Web/sites", "app")));
  }

  @Test
  void otherPropertyIsNoPrincipal() {
    assertThat(principal("?runtime:" + USER + "|me|properties.clientId").kind())
        .isEqualTo(Kind.UNKNOWN);
    assertThat(principal("?who").kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(principal("?c:one|two").kind()).isEqualTo(Kind.UNKNOWN);
  }

  @Test
  void unknownPrincipalsWithDifferentExpressionsDiffer() {
    assertThat(principal("?one").id()).isNotEqualTo(principal("?two").id());
    assertThat(principal("?one").id()).isEqualTo(principal("?one").id());
  }

  @Test
  void idOfAPrincipalIgnoresCase() {
    assertThat(principal("ABC").id()).isEqualTo(principal("abc").id());
  }

  @ParameterizedTest
  @CsvSource({
    "SystemAssigned,TRUE",
    "'SystemAssigned, UserAssigned',TRUE",
    "systemassigned,TRUE",
    "UserAssigned,FALSE",
    "None,FALSE",
    "?type,UNKNOWN",
    "?c:SystemAssigned|None,UNKNOWN",
    "'?c:SystemAssigned|SystemAssigned, UserAssigned',TRUE",
  })
  void typeTellsWhetherAResourceHasAnIdentityOfItsOwn(String type, TruthValue expected) {
    String json = "{\"identity\":{\"type\":\"%s\"}}".formatted(type);
    ResourceFacts app = new FactEstate().with("Microsoft.Web/sites", "app", json).first();
    assertThat(ResourceIdentity.of(app).systemAssigned()).isEqualTo(expected);
  }

  @Test
  void userAssignedIdentitiesAreTheNamesOfMembers() {
    String json =
        "{\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\"%s\":{}}}}"
            .formatted(FactEstate.GROUP + USER + "/me");
    ResourceFacts app = new FactEstate().with("Microsoft.Web/sites", "app", json).first();
    assertThat(ResourceIdentity.of(app).userAssigned()).containsExactly(FactEstate.key(USER, "me"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://token.actions.githubusercontent.com,repo:a/b:ref:refs/heads/main",
    "https://other.example,repo:a/b:ref:refs/heads/main (https://other.example)",
  })
  void trustTellsItsIssuerUnlessItIsGitHub(String issuer, String text) {
    String json =
        "{\"properties\":{\"issuer\":\"%s\",\"subject\":\"repo:a/b:ref:refs/heads/main\"}}"
            .formatted(issuer);
    DeploymentFacts facts =
        new FactEstate()
            .with(USER, "me", "{}")
            .with(USER + "/federatedIdentityCredentials", "me/f", json)
            .facts();
    assertThat(FederatedTrusts.of(facts, FactEstate.key(USER, "me")))
        .extracting(FederatedTrusts.Trust::text)
        .containsExactly(text);
    assertThat(FederatedTrusts.of(facts, FactEstate.key(USER, "other"))).isEmpty();
  }
}

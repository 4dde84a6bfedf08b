package dev.redoubt.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceIdTest {

  private static final String GROUP = "/subscriptions/s1/resourceGroups/g1";
  private static final Unknown NAME =
      Unknown.symbol("parameters('n')", UnknownCause.parameter("n"), TypeHint.STRING, Origin.NONE);

  private static ResourceKey parse(String id) {
    return parse(StringValue.of(id));
  }

  private static ResourceKey parse(Value id) {
    return Objects.requireNonNull(ResourceId.parse(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GROUP,
        "/subscriptions/s1",
        GROUP + "/providers/Microsoft.Storage/storageAccounts/st",
        GROUP + "/providers/Microsoft.Storage/storageAccounts/st/blobServices/default",
        "/subscriptions/s1/providers/Microsoft.Authorization/roleDefinitions/r",
        "/providers/Microsoft.Authorization/roleDefinitions/r",
        "/providers/Microsoft.Management/managementGroups/m/providers/Microsoft.Authorization/policyAssignments/a",
        GROUP
            + "/providers/Microsoft.Storage/storageAccounts/st/providers/Microsoft.Authorization/locks/l"
      })
  void idOfAParsedId_isTheSame(String id) {
    ResourceKey key = parse(id);
    assertThat(key.id()).isEqualTo(id);
    assertThat(ResourceId.parse(key.idValue())).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "/subscriptions",
        "/subscriptions/s/resourceGroups",
        GROUP + "/providers",
        GROUP + "/providers/Microsoft.Storage",
        GROUP + "/providers/Microsoft.Storage/storageAccounts",
        GROUP + "/providers/Microsoft.Storage/storageAccounts/a/blobServices",
        "storageAccounts/st"
      })
  void truncatedId_isNotAResource(String id) {
    assertThat(ResourceId.parse(StringValue.of(id))).isNull();
  }

  @Test
  void keysIgnoreCase() {
    ResourceKey lower = parse(GROUP + "/providers/microsoft.storage/storageaccounts/ST");
    ResourceKey mixed =
        parse("/SUBSCRIPTIONS/S1/RESOURCEGROUPS/G1/PROVIDERS/Microsoft.Storage/storageAccounts/st");
    assertThat(lower).isEqualTo(mixed).hasSameHashCodeAs(mixed);
  }

  @Test
  void unknownName_fallsIntoItsSegment() {
    Value id =
        Unknown.text(
            List.of(
                StringValue.of(GROUP + "/providers/Microsoft.Storage/storageAccounts/st"),
                NAME,
                StringValue.of("/blobServices/default")),
            Origin.NONE);
    ResourceKey key = parse(id);
    assertThat(key.type())
        .isEqualTo(ResourceType.of("Microsoft.Storage/storageAccounts/blobServices"));
    assertThat(key.names().getFirst().isLiteral()).isFalse();
    assertThat(key.namesText()).isEqualTo("[format('st{0}', parameters('n'))]/default");
    assertThat(key.idValue()).isEqualTo(id);
  }

  @Test
  void unknownStart_isAnOpaqueScope() {
    Value id =
        Unknown.text(
            List.of(NAME, StringValue.of("/providers/Microsoft.Authorization/locks/l")),
            Origin.NONE);
    assertThat(parse(id).scope()).isEqualTo(new ResourceScope.Opaque(NAME));
    assertThat(ResourceId.parse(NAME)).isNull();
    assertThat(ResourceId.parseScope(NAME)).isEqualTo(new ResourceScope.Opaque(NAME));
  }

  @Test
  void scopes_areTheLevelsOfAzure() {
    assertThat(ResourceId.parseScope(StringValue.of(GROUP)))
        .isEqualTo(
            new ResourceScope.ResourceGroup(NameSegment.literal("s1"), NameSegment.literal("g1")));
    assertThat(ResourceId.parseScope(StringValue.of("/"))).isEqualTo(ResourceScope.Tenant.ROOT);
    assertThat(
            ResourceId.parseScope(
                StringValue.of("/providers/Microsoft.Management/managementGroups/m")))
        .isEqualTo(new ResourceScope.ManagementGroup(NameSegment.literal("m")));
  }

  @Test
  void isWithin_coversChildrenAndExtensions() {
    ResourceKey account = parse(GROUP + "/providers/Microsoft.Storage/storageAccounts/st");
    ResourceKey lock =
        parse(account.id() + "/blobServices/default/providers/Microsoft.Authorization/locks/l");
    assertThat(lock.isWithin(account)).isTrue();
    assertThat(account.isWithin(account)).isTrue();
    assertThat(account.isWithin(lock)).isFalse();
    assertThat(lock.shortName()).isEqualTo("locks l");
  }

  @Test
  void parentAndChild_areInverse() {
    ResourceKey account = parse(GROUP + "/providers/Microsoft.Storage/storageAccounts/st");
    ResourceKey child = account.child("blobServices", NameSegment.literal("default"));
    assertThat(child.parent()).isEqualTo(account);
    assertThat(account.parent()).isNull();
    assertThat(child.nameValue()).isEqualTo(StringValue.of("st/default"));
  }
}

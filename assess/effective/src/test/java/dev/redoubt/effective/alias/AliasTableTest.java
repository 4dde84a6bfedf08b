package dev.redoubt.effective.alias;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ResourceType;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AliasTableTest {

  private static final AliasTable TABLE = AliasTable.instance();

  @Test
  void findsAnAliasIgnoringCase() {
    AliasPath path =
        Objects.requireNonNull(
            TABLE
                .of(ResourceType.of("microsoft.storage/STORAGEACCOUNTS"))
                .find("Microsoft.Storage/storageAccounts/networkAcls.ipRules[*].VALUE"));
    assertThat(path.steps()).hasSize(5).contains("[*]");
    assertThat(path.toString()).isEqualToIgnoringCase("properties.networkAcls.ipRules[*].value");
  }

  @Test
  void ambiguousNameIsResolvedByType() {
    String alias = "Microsoft.Compute/imageOffer";
    assertThat(TABLE.typesOf(alias)).hasSize(3);
    assertThat(TABLE.of(ResourceType.of("Microsoft.Compute/disks")).find(alias))
        .hasToString("properties.creationData.imageReference.id");
    assertThat(TABLE.of(ResourceType.of("Microsoft.Compute/virtualMachines")).find(alias))
        .hasToString("properties.storageProfile.imageReference.offer");
  }

  @Test
  void insertsInnerProperties() {
    String alias = "Microsoft.Network/networkSecurityGroups/securityRules[*].access";
    assertThat(TABLE.of(ResourceType.of("Microsoft.Network/networkSecurityGroups")).find(alias))
        .hasToString("properties.securityRules[*].properties.access");
  }

  @Test
  void unknownAliasIsNotFound() {
    assertThat(TABLE.of(ResourceType.of("Contoso.Own/things")).size()).isZero();
    assertThat(TABLE.typesOf("Microsoft.Storage/storageAccounts/noSuchThing")).isEmpty();
  }

  @Test
  void containsTheWholeTable() {
    assertThat(TABLE.typeCount()).isEqualTo(1552);
    int total = TABLE.types().stream().mapToInt(type -> TABLE.of(type).size()).sum();
    // 79,549 rows, of which 467 differ from another one in case alone.
    assertThat(total).isEqualTo(79_082);
  }

  @Test
  void identifiesLeaves() {
    TypeAliases storage = TABLE.of(ResourceType.of("Microsoft.Storage/storageAccounts"));
    assertThat(storage.isLeaf("properties.minimumTlsVersion")).isTrue();
    assertThat(storage.isLeaf("properties.networkAcls")).isFalse();
    assertThat(storage.isLeaf("properties.nothing")).isFalse();
  }

  @Test
  void encodesEveryKindOfPath() {
    for (List<String> pair :
        List.of(
            List.of("a.b", "properties.a.b"),
            List.of("sku.name", "sku.name"),
            List.of("a[*].b", "properties.a[*].properties.b"),
            List.of("a.properties", "properties.a.properties"),
            List.of("x", "properties.other.y"))) {
      String code = AliasPathEncoding.encode(pair.getFirst(), pair.get(1));
      assertThat(AliasPathEncoding.decode(pair.getFirst(), code)).isEqualTo(pair.get(1));
    }
  }
}

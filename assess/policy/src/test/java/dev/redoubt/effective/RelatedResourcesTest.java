package dev.redoubt.effective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.effective.equality.ResourceKeyEquality;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.PolicyTestData;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The search for resources below another one returns all that a comparison of every pair finds.
class RelatedResourcesTest {

  private static final ResourceType ACCOUNT = ResourceType.of("Microsoft.Storage/storageAccounts");
  private static final ResourceType SERVICE = ACCOUNT.child("blobServices");
  private static final ResourceType LOCK = ResourceType.of("Microsoft.Authorization/locks");

  @Test
  void resourcesBelow_areThoseOfAComparisonOfEveryPair() {
    Random random = new Random(14);
    for (int round = 0; round < 1_000; round++) {
      Estate estate = estate(random);
      for (Resource outer : estate.resources()) {
        for (ResourceType type : List.of(SERVICE, LOCK)) {
          assertThat(related(estate.mayBeBelow(outer.key(), type), outer, estate))
              .as("%s below %s of %s", type, outer.key(), estate.resources())
              .isEqualTo(related(estate.ofType(type), outer, estate));
        }
      }
    }
  }

  private static List<Resource> related(List<Resource> some, Resource outer, Estate estate) {
    return some.stream()
        .filter(
            each -> ResourceKeyEquality.within(each.key(), outer.key(), estate) != TruthValue.FALSE)
        .toList();
  }

  /// Accounts, services and locks on both, of few names, some of them unknown, some `existing`.
  private static Estate estate(Random random) {
    List<Resource> resources = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      String account = pick(random, "a", "b", "?x", "?y");
      Resource made =
          switch (random.nextInt(4)) {
            case 0 -> PolicyTestData.resource(ACCOUNT.toString(), account, "{}");
            case 1 ->
                PolicyTestData.resource(
                    SERVICE.toString(), account + "/" + pick(random, "default", "?z"), "{}");
            default -> lock(random, account);
          };
      resources.add(random.nextInt(4) == 0 ? PolicyTestData.existing(made) : made);
    }
    return PolicyTestData.estate(resources.toArray(Resource[]::new));
  }

  private static Resource lock(Random random, String account) {
    ResourceKey on =
        switch (random.nextInt(3)) {
          case 0 -> PolicyTestData.resource(ACCOUNT.toString(), account, "{}").key();
          case 1 -> PolicyTestData.resource(SERVICE.toString(), account + "/default", "{}").key();
          default -> {
            ResourceKey key = PolicyTestData.resource(ACCOUNT.toString(), account, "{}").key();
            yield lockOn(new ResourceScope.Resource(key), random).key();
          }
        };
    ResourceScope scope =
        random.nextInt(6) == 0
            ? new ResourceScope.Opaque(PolicyTestData.unknown("scope", TypeHint.STRING))
            : new ResourceScope.Resource(on);
    return lockOn(scope, random);
  }

  private static Resource lockOn(ResourceScope scope, Random random) {
    return PolicyTestData.resource(scope, LOCK.toString(), "1", pick(random, "l", "m"), "{}");
  }

  private static String pick(Random random, String... some) {
    return some[random.nextInt(some.length)];
  }

  @Test
  void resourceOfADeployment_isBelowNoOtherThatItCreates() {
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      resources.add(PolicyTestData.resource(ACCOUNT.toString(), "?a" + i, "{}"));
      resources.add(PolicyTestData.resource(SERVICE.toString(), "?a" + i + "/default", "{}"));
    }
    Estate estate = PolicyTestData.estate(resources.toArray(Resource[]::new));
    assertThat(estate.mayBeBelow(resources.get(10).key(), SERVICE))
        .containsExactly(resources.get(11));
  }
}

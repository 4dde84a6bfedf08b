package dev.redoubt.effective.equality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Estate;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.TruthValue;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceKeyEqualityTest {

  private static final String SERVERS = "Microsoft.Sql/servers";
  private static final ResourceScope GROUP = group("sub", "rg");
  private static final ResourceScope OPAQUE = new ResourceScope.Opaque(unknown("scope"));

  private static Unknown unknown(String name) {
    return Unknown.symbol(
        "parameters('" + name + "')", UnknownCause.parameter(name), TypeHint.STRING, Origin.NONE);
  }

  /// A name that begins with `?` is unknown.
  private static NameSegment name(String text) {
    return text.startsWith("?")
        ? new NameSegment(unknown(text.substring(1)))
        : NameSegment.literal(text);
  }

  private static ResourceScope group(String subscription, String name) {
    return new ResourceScope.ResourceGroup(name(subscription), name(name));
  }

  private static ResourceKey key(ResourceScope scope, String type, String... names) {
    return new ResourceKey(
        scope,
        ResourceType.of(type),
        Arrays.stream(names).map(ResourceKeyEqualityTest::name).toList());
  }

  private static Estate estate(ResourceKey... managed) {
    List<Resource> resources =
        Arrays.stream(managed)
            .map(
                key ->
                    new Resource(
                        key,
                        "2024-01-01",
                        ObjectValue.EMPTY,
                        ResourceExistence.Certain.CERTAIN,
                        true,
                        List.of(),
                        Origin.NONE))
            .toList();
    return new Estate(resources, List.of(), new SourceFiles());
  }

  private static void check(ResourceScope left, ResourceScope right, TruthValue truth) {
    assertThat(ResourceKeyEquality.same(left, right)).isEqualTo(truth);
    assertThat(ResourceKeyEquality.same(right, left)).isEqualTo(truth);
  }

  @Test
  void scopesOfOneLevelAreComparedByTheirNames() {
    check(group("SUB", "RG"), GROUP, TruthValue.TRUE);
    check(group("sub", "other"), GROUP, TruthValue.FALSE);
    check(group("other", "rg"), GROUP, TruthValue.FALSE);
    check(group("sub", "?rg"), GROUP, TruthValue.UNKNOWN);
    check(group("other", "?rg"), GROUP, TruthValue.FALSE);
    check(subscription("sub"), subscription("?s"), TruthValue.UNKNOWN);
    check(subscription("sub"), subscription("other"), TruthValue.FALSE);
    check(management("m"), management("?m"), TruthValue.UNKNOWN);
    check(management("m"), management("n"), TruthValue.FALSE);
    check(ResourceScope.Tenant.ROOT, ResourceScope.Tenant.ROOT, TruthValue.TRUE);
    check(
        new ResourceScope.Resource(key(GROUP, SERVERS, "a")),
        new ResourceScope.Resource(key(GROUP, SERVERS, "?a")),
        TruthValue.UNKNOWN);
  }

  @Test
  void scopesOfDifferentLevelsDiffer() {
    List<ResourceScope> levels =
        List.of(
            ResourceScope.Tenant.ROOT,
            management("x"),
            subscription("x"),
            group("x", "x"),
            new ResourceScope.Resource(key(GROUP, SERVERS, "x")));
    for (ResourceScope left : levels) {
      for (ResourceScope right : levels) {
        check(left, right, TruthValue.of(left.equals(right)));
      }
      check(left, OPAQUE, TruthValue.UNKNOWN);
    }
    check(OPAQUE, OPAQUE, TruthValue.TRUE);
  }

  private static ResourceScope subscription(String id) {
    return new ResourceScope.Subscription(name(id));
  }

  private static ResourceScope management(String name) {
    return new ResourceScope.ManagementGroup(name(name));
  }

  @Test
  void keysAreComparedByTypeScopeAndAllNames() {
    ResourceKey database = key(GROUP, SERVERS + "/databases", "s", "d");
    assertThat(ResourceKeyEquality.same(database, key(GROUP, SERVERS + "/databases", "S", "D")))
        .isEqualTo(TruthValue.TRUE);
    assertThat(ResourceKeyEquality.same(database, key(GROUP, SERVERS + "/databases", "s", "e")))
        .isEqualTo(TruthValue.FALSE);
    assertThat(ResourceKeyEquality.same(database, key(GROUP, SERVERS + "/databases", "t", "d")))
        .isEqualTo(TruthValue.FALSE);
    assertThat(ResourceKeyEquality.same(database, key(GROUP, SERVERS + "/databases", "?s", "d")))
        .isEqualTo(TruthValue.UNKNOWN);
    assertThat(ResourceKeyEquality.same(database, key(GROUP, SERVERS + "/databases", "?s", "e")))
        .isEqualTo(TruthValue.FALSE);
    assertThat(ResourceKeyEquality.same(database, key(GROUP, SERVERS + "/elasticPools", "s", "d")))
        .isEqualTo(TruthValue.FALSE);
    assertThat(
            ResourceKeyEquality.same(
                database, key(group("sub", "x"), SERVERS + "/databases", "s", "d")))
        .isEqualTo(TruthValue.FALSE);
  }

  @Test
  void twoResourcesThatADeploymentCreatesAreTwo() {
    ResourceKey first = key(GROUP, SERVERS, "?a");
    ResourceKey second = key(GROUP, SERVERS, "?b");
    assertThat(ResourceKeyEquality.same(first, second, estate(first, second)))
        .isEqualTo(TruthValue.FALSE);
    assertThat(ResourceKeyEquality.same(first, first, estate(first))).isEqualTo(TruthValue.TRUE);
    assertThat(ResourceKeyEquality.same(first, second, estate(first)))
        .isEqualTo(TruthValue.UNKNOWN);
    assertThat(ResourceKeyEquality.same(first, second, estate(second)))
        .isEqualTo(TruthValue.UNKNOWN);
  }

  @Test
  void childrenAndExtensionsAreWithinAResource() {
    ResourceKey server = key(GROUP, SERVERS, "s");
    ResourceKey database = key(GROUP, SERVERS + "/databases", "s", "d");
    ResourceKey lock =
        key(new ResourceScope.Resource(database), "Microsoft.Authorization/locks", "l");
    Estate estate = estate(server, database, lock);
    assertThat(ResourceKeyEquality.within(server, server, estate)).isEqualTo(TruthValue.TRUE);
    assertThat(ResourceKeyEquality.within(database, server, estate)).isEqualTo(TruthValue.TRUE);
    assertThat(ResourceKeyEquality.within(lock, database, estate)).isEqualTo(TruthValue.TRUE);
    assertThat(ResourceKeyEquality.within(lock, server, estate)).isEqualTo(TruthValue.TRUE);
    assertThat(ResourceKeyEquality.within(server, database, estate)).isEqualTo(TruthValue.FALSE);
    assertThat(ResourceKeyEquality.within(database, key(GROUP, SERVERS, "t"), estate))
        .isEqualTo(TruthValue.FALSE);
    assertThat(ResourceKeyEquality.within(database, key(GROUP, SERVERS, "?t"), estate))
        .isEqualTo(TruthValue.UNKNOWN);
  }

  @Test
  void resourceOfAnUnknownScopeMayBeWithinAny() {
    ResourceKey server = key(GROUP, SERVERS, "s");
    ResourceKey lock = key(OPAQUE, "Microsoft.Authorization/locks", "l");
    ResourceKey database = key(OPAQUE, SERVERS + "/databases", "s", "d");
    assertThat(ResourceKeyEquality.within(lock, server, estate(server)))
        .isEqualTo(TruthValue.UNKNOWN);
    assertThat(ResourceKeyEquality.within(database, server, estate(server)))
        .isEqualTo(TruthValue.UNKNOWN);
    assertThat(ResourceKeyEquality.within(lock, lock, estate())).isEqualTo(TruthValue.TRUE);
  }
}

package dev.redoubt.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Tests how several declarations of one resource are joined.
class EstateBuilderTest {

  private static final ResourceKey KEY =
      new ResourceKey(
          ResourceScope.Tenant.ROOT,
          ResourceType.of("Microsoft.X/ys"),
          List.of(NameSegment.literal("a")));
  private static final Unknown CONDITION =
      Unknown.symbol("parameters('p')", UnknownCause.parameter("p"), TypeHint.BOOL, Origin.NONE);
  private static final ResourceExistence CERTAIN = ResourceExistence.Certain.CERTAIN;

  private final SourceFiles files = new SourceFiles();

  private static ObjectValue object(Object... members) {
    ObjectValue.Builder builder = ObjectValue.builder();
    for (int i = 0; i < members.length; i += 2) {
      String name = (String) members[i];
      switch (members[i + 1]) {
        case Value value -> builder.put(name, value);
        case Object text -> builder.put(name, text.toString());
      }
    }
    return builder.build();
  }

  private static Resource resource(ObjectValue body, ResourceExistence existence) {
    return new Resource(KEY, "1", body, existence, true, List.of(), Origin.NONE);
  }

  private Estate estate(Resource... resources) {
    return new EstateBuilder(files).addResources(List.of(resources)).build();
  }

  private static Resource only(Estate estate) {
    assertThat(estate.resources()).hasSize(1);
    return estate.resources().getFirst();
  }

  private static Value at(Estate estate, String path) {
    return Objects.requireNonNull(only(estate).body().at(path), path);
  }

  @Test
  void laterValuesApply_ifTheResourceIsDeployedAgain() {
    Estate estate =
        estate(
            resource(object("a", "old", "inner", object("x", "1", "y", "2"), "gone", "g"), CERTAIN),
            resource(object("a", "new", "inner", object("x", "3"), "more", "m"), CERTAIN)
                .asRedeployment());
    assertThat(at(estate, "a")).isEqualTo(StringValue.of("new"));
    assertThat(at(estate, "more")).isEqualTo(StringValue.of("m"));
    assertThat(at(estate, "inner.x")).isEqualTo(StringValue.of("3"));
    assertThat(at(estate, "inner.y")).isInstanceOf(Unknown.class);
    assertThat(at(estate, "gone").toString()).contains("'g', null())");
    assertThat(estate.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Problem.Severity.INFO);
              assertThat(problem.message()).contains("`ys a` is deployed again");
            });
    assertThat(only(estate).isRedeployment()).isFalse();
  }

  @Test
  void omittedProperties_areKeptOrLostIndependently() {
    Estate estate =
        estate(
            resource(object("a", "x", "b", "x"), CERTAIN),
            resource(object(), CERTAIN).asRedeployment());
    assertThat(at(estate, "a")).isNotEqualTo(at(estate, "b"));
  }

  @Test
  void conditionalRedeployment_isAChoiceByItsCondition() {
    Estate estate =
        estate(
            resource(object("a", "old"), CERTAIN),
            resource(object("a", "new"), new ResourceExistence.Conditional(CONDITION))
                .asRedeployment());
    assertThat(at(estate, "a")).hasToString("\"[if(parameters('p'), 'new', 'old')]\"");
    assertThat(only(estate).existence().isCertain()).isTrue();
  }

  @Test
  void redeploymentAfterAConditionalDeclaration_isCertain() {
    Estate estate =
        estate(
            resource(object("a", "old"), new ResourceExistence.Conditional(CONDITION)),
            resource(object("a", "new"), CERTAIN).asRedeployment());
    assertThat(at(estate, "a")).isEqualTo(StringValue.of("new"));
    assertThat(only(estate).existence().isCertain()).isTrue();
  }

  @Test
  void equalRedeployment_isNoProblem() {
    Resource one = resource(object("a", "x"), CERTAIN);
    assertThat(estate(one, one.asRedeployment()).problems()).isEmpty();
  }

  @Test
  void orderWithinOneTemplate_saysNothingAboutAnother() {
    Resource first = resource(object("a", "first"), CERTAIN);
    Resource other = resource(object("a", "other"), CERTAIN);
    Estate estate =
        new EstateBuilder(files)
            .addResources(List.of(other))
            .addResources(List.of(first, resource(object("a", "last"), CERTAIN).asRedeployment()))
            .build();
    assertThat(at(estate, "a").toString()).contains("declaredFirst(", "'other', 'last'");
  }

  @Test
  void unorderedDeclarations_areAChoice_whoseAbsentSideMayBeInAnOpenObject() {
    Unknown rest =
        Unknown.symbol("rest", UnknownCause.parameter("r"), TypeHint.OBJECT, Origin.NONE);
    ObjectValue open = ObjectValue.builder().put("a", "x").rest(rest).build();
    Estate estate = estate(resource(open, CERTAIN), resource(object("a", "x", "b", "y"), CERTAIN));
    assertThat(at(estate, "a")).isEqualTo(StringValue.of("x"));
    assertThat(at(estate, "b").toString()).contains("rest.b, 'y')");
    assertThat(estate.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING));
  }

  @Test
  void declaration_replacesAnExistingResource() {
    Resource existing =
        new Resource(KEY, "1", object("name", "a"), CERTAIN, false, List.of(), Origin.NONE);
    Resource declared = resource(object("a", "x"), CERTAIN);
    assertThat(only(estate(existing, declared))).isEqualTo(declared);
    assertThat(only(estate(declared, existing))).isEqualTo(declared);
  }

  private static Resource operation(String name, String policy, ResourceExistence existence) {
    ResourceKey key =
        new ResourceKey(
            KEY.scope(),
            ResourceType.of("Microsoft.KeyVault/vaults/accessPolicies"),
            List.of(NameSegment.literal("v"), NameSegment.literal(name)));
    ObjectValue policies =
        ObjectValue.builder()
            .put("accessPolicies", ArrayValue.of(List.of(StringValue.of(policy))))
            .build();
    ObjectValue body = ObjectValue.builder().put("properties", policies).build();
    return new Resource(key, "1", body, existence, true, List.of(), Origin.NONE);
  }

  @Test
  void operationsOnAccessPolicies_allApplyWithoutAConflict() {
    for (String name : List.of("add", "Replace", "remove")) {
      Estate estate = estate(operation(name, "a", CERTAIN), operation(name, "b", CERTAIN));
      assertThat(estate.problems()).isEmpty();
      assertThat(at(estate, "properties.accessPolicies"))
          .isEqualTo(ArrayValue.of(List.of(StringValue.of("a"), StringValue.of("b"))));
    }
    assertThat(
            estate(operation("other", "a", CERTAIN), operation("other", "b", CERTAIN)).problems())
        .hasSize(1);
  }

  @Test
  void conditionalOperationOnAccessPolicies_appliesUnderItsCondition() {
    Estate estate =
        estate(
            operation("add", "a", CERTAIN),
            operation("add", "b", new ResourceExistence.Conditional(CONDITION)));
    Resource joined = only(estate);
    assertThat(estate.problems()).isEmpty();
    assertThat(joined.existence()).isEqualTo(CERTAIN);
    assertThat(joined.property("properties.accessPolicies"))
        .isEqualTo(
            Unknown.choice(
                CONDITION,
                ArrayValue.of(List.of(StringValue.of("a"), StringValue.of("b"))),
                ArrayValue.of(List.of(StringValue.of("a"))),
                Origin.NONE));
  }
}

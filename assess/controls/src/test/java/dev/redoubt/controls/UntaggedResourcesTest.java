package dev.redoubt.controls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.policy.BoundPolicy;
import dev.redoubt.policy.PolicyDefinition;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntaggedResourcesTest {

  private static final Pattern ABSENT = Pattern.compile("operator=EXISTS, operand=[^,]*false");

  private static long count(Pattern pattern, PolicyDefinition definition) {
    return pattern.matcher(definition.condition().toString()).results().count();
  }

  /// A policy that is written in another way would silently not apply to resources without the tag.
  @ParameterizedTest
  @ValueSource(strings = {"sensitiveValues", "highlySensitiveValues"})
  void everyConditionOnASensitiveValueIsWidened(String parameter) {
    Pattern scope = Pattern.compile(Pattern.quote("[parameters('" + parameter + "')]"));
    ControlCatalog catalog = ControlCatalog.load();
    SharedParameter shared = SharedParameter.of(catalog, parameter);
    assertThat(shared.controls()).isNotEmpty();
    UntaggedResources untagged = new UntaggedResources(shared.defaultValues().getFirst());
    for (Control control : catalog.controls()) {
      if (shared.controls().contains(control.info().id())) {
        BoundPolicy limit = control.scope();
        for (BoundPolicy policy :
            limit == null
                ? new BoundPolicy[] {control.policy()}
                : new BoundPolicy[] {control.policy(), limit}) {
          PolicyDefinition before = policy.definition();
          PolicyDefinition after = untagged.judged(before, Map.of());
          assertThat(count(scope, before)).as(control.info().id()).isPositive();
          assertThat(count(ABSENT, after) - count(ABSENT, before))
              .as(control.info().id())
              .isEqualTo(count(scope, before));
        }
      }
    }
  }

  @Test
  void aValueThatIsNotSensitiveChangesNothing() {
    UntaggedResources untagged = new UntaggedResources("public");
    for (Control control : ControlCatalog.load().controls()) {
      PolicyDefinition definition = control.policy().definition();
      assertThat(untagged.judged(definition, Map.of())).isSameAs(definition);
    }
  }
}

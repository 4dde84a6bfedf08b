package dev.redoubt.controls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.effective.alias.AliasTable;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PolicyAliasesTest {

  @TestFactory
  Stream<DynamicTest> every_alias_isOneThatAzurePublishes() {
    return ControlCatalog.load().controls().stream()
        .map(
            control ->
                DynamicTest.dynamicTest(
                    control.info().id(),
                    () -> {
                      Set<String> aliases = new TreeSet<>();
                      collect(control.definition(), aliases);
                      assertThat(aliases)
                          .allSatisfy(
                              alias ->
                                  assertThat(AliasTable.instance().typesOf(alias))
                                      .as(alias)
                                      .isNotEmpty());
                    }));
  }

  private static void collect(Value value, Set<String> aliases) {
    if (value instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        if (object.nameAt(i).equals("field")
            && object.valueAt(i) instanceof StringValue(var text, _)
            && text.startsWith("Microsoft.")) {
          aliases.add(text);
        }
        collect(object.valueAt(i), aliases);
      }
    } else if (value instanceof ArrayValue array) {
      array.elements().forEach(element -> collect(element, aliases));
    }
  }
}

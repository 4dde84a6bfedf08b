package dev.redoubt.bicep.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BicepParserTest {

  @Test
  void readsParameter_withDecoratorsTypeAndDefault() {
    assertThat(
            printed(
                """
                @description('where')
                @sys.allowed(['a', 'b'])
                param location string = resourceGroup().location
                """))
        .isEqualTo(
            "@description(\"where\") @sys.allowed([\"a\" \"b\"]) "
                + "(param location string (. (call resourceGroup ) location))");
  }

  static String printed(String text) {
    List<Problem> problems = new ArrayList<>();
    BicepFile file = BicepParser.parse(text, BicepFile.Kind.TEMPLATE, 1, problems);
    assertThat(problems).isEmpty();
    return Printed.of(file);
  }
}

package dev.redoubt.engine.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluralTest {

  @ParameterizedTest
  @CsvSource({
    "1,key vault,1 key vault",
    "2,key vault,2 key vaults",
    "2,policy,2 policies",
    "2,storage key,2 storage keys",
    "2,box,2 boxes",
    "2,Application Insights,2 Application Insights components",
    "1,Application Insights,1 Application Insights",
    "2,existing Application Insights,2 existing Application Insights components",
  })
  void nounFollowsItsNumber(int number, String noun, String expected) {
    assertThat(Plural.of(number, noun)).isEqualTo(expected);
  }
}

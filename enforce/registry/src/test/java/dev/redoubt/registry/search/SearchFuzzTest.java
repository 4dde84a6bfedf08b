package dev.redoubt.registry.search;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Searches for filters and orders that make the parser throw anything but [SearchException], hang
/// or exhaust memory, or that appear in the SQL other than as parameters.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl enforce/registry -am -Dredoubt.tests=fuzz
/// -Dtest='SearchFuzzTest#filter' -Dsurefire.failIfNoSpecifiedTests=false` runs the fuzzer. Its
/// findings are stored in the folder of seeds, which [FuzzSeedsTest] reads in every build.
@Tag("fuzz")
class SearchFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void filter(byte[] bytes) {
    FuzzTarget.FILTER.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void order(byte[] bytes) {
    FuzzTarget.ORDER.read(bytes);
  }
}

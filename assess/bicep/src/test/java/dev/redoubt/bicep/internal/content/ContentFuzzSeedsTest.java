package dev.redoubt.bicep.internal.content;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs the seed corpus and past findings of the fuzz tests in every build, without the fuzzer.
class ContentFuzzSeedsTest {

  @ParameterizedTest
  @EnumSource
  void survivesEverySeed(ContentFuzzTarget target) throws IOException, URISyntaxException {
    FuzzSeeds.survive(ContentFuzzSeedsTest.class, target.seeds(), 5, target::read);
  }
}

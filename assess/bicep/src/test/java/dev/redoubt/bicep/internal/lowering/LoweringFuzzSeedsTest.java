package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs the seed corpus and past findings of the fuzz tests in every build, without the fuzzer.
class LoweringFuzzSeedsTest {

  @ParameterizedTest
  @EnumSource
  void survivesEverySeed(LoweringFuzzTarget target) throws IOException, URISyntaxException {
    FuzzSeeds.survive(LoweringFuzzSeedsTest.class, target.seeds(), 3, target::read);
  }
}

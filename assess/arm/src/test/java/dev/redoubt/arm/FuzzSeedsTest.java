package dev.redoubt.arm;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs the fuzzer's seeds and findings in every build, without the fuzzer.
class FuzzSeedsTest {

  @ParameterizedTest
  @EnumSource
  void survivesEverySeed(FuzzTarget target) throws IOException, URISyntaxException {
    FuzzSeeds.survive(FuzzSeedsTest.class, target.seeds(), 6, target::read);
  }
}

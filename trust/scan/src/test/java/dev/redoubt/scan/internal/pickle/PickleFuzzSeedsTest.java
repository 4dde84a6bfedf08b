package dev.redoubt.scan.internal.pickle;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs the fuzzer's seeds and findings in every build, without the fuzzer.
class PickleFuzzSeedsTest {

  @ParameterizedTest
  @EnumSource
  void survivesEverySeed(PickleFuzzTarget target) throws IOException, URISyntaxException {
    FuzzSeeds.survive(PickleFuzzSeedsTest.class, target.seeds(), 6, target::read);
  }
}

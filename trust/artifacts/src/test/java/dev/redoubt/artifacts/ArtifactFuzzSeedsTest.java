package dev.redoubt.artifacts;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs the fuzzer's seeds and findings in every build, without the fuzzer.
class ArtifactFuzzSeedsTest {

  @ParameterizedTest
  @EnumSource
  void survivesEverySeed(ArtifactFuzzTarget target) throws IOException, URISyntaxException {
    FuzzSeeds.survive(ArtifactFuzzSeedsTest.class, target.seeds(), 6, target::read);
  }
}

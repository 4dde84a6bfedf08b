package dev.redoubt.gate;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;

/// Runs the fuzzer's seeds and findings in every build, without the fuzzer.
class PolicySeedsTest {

  @Test
  void survivesEverySeed() throws IOException, URISyntaxException {
    FuzzSeeds.survive(
        PolicySeedsTest.class, "PolicyFuzzTestInputs/policy", 6, PolicyFuzzTarget::read);
  }
}

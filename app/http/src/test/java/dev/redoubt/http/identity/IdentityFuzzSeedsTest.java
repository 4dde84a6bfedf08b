package dev.redoubt.http.identity;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs the fuzzer's seeds and findings in every build, without the fuzzer.
class IdentityFuzzSeedsTest {

  @ParameterizedTest
  @EnumSource
  void survivesEverySeed(IdentityFuzzTarget target) throws IOException, URISyntaxException {
    FuzzSeeds.survive(IdentityFuzzSeedsTest.class, target.seeds(), 6, target::read);
  }
}

package dev.redoubt.bicep.module;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs the seed corpus and past findings of the fuzz tests in every build, without the fuzzer.
class ModuleFuzzSeedsTest {

  @ParameterizedTest
  @EnumSource
  void survivesEverySeed(ModuleFuzzTarget target) throws IOException, URISyntaxException {
    FuzzSeeds.survive(ModuleFuzzSeedsTest.class, target.seeds(), 3, target::read);
  }
}

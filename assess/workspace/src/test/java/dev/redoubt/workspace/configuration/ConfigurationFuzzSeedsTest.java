package dev.redoubt.workspace.configuration;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/// Runs the seed corpus of the fuzz test, and random changes of it, in every build.
class ConfigurationFuzzSeedsTest {

  private static final String FOLDER = "ConfigurationFuzzTestInputs/configuration";

  @Test
  void survivesEverySeed() throws IOException, URISyntaxException {
    FuzzSeeds.survive(ConfigurationFuzzSeedsTest.class, FOLDER, 2, ConfigurationFuzzTarget::read);
  }

  @Test
  void survivesRandomChangesOfTheSeeds() throws IOException, URISyntaxException {
    SortedMap<String, byte[]> seeds = FuzzSeeds.read(ConfigurationFuzzSeedsTest.class, FOLDER);
    Random random = new Random(15);
    byte[] marks = ":-[]{},#'\"|>&*!? \nax0".getBytes(StandardCharsets.UTF_8);
    for (byte[] seed : seeds.values()) {
      for (int i = 0; i < 1_000; i++) {
        byte[] changed = seed.clone();
        for (int j = random.nextInt(5); j >= 0; j--) {
          changed[random.nextInt(changed.length)] = marks[random.nextInt(marks.length)];
        }
        ConfigurationFuzzTarget.read(changed);
      }
    }
  }
}

package dev.redoubt.scan.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs the fuzzer's seeds and findings, and mutations of both, in every build.
class ModelFormatsFuzzSeedsTest {

  private static final int ROUNDS = 60;

  @ParameterizedTest
  @EnumSource
  void survivesSeedsAndMutations(FuzzTarget target) throws IOException, URISyntaxException {
    Collection<byte[]> seeds =
        FuzzSeeds.read(
                ModelFormatsFuzzTest.class,
                "ModelFormatsFuzzTestInputs/" + target.name().toLowerCase(Locale.ROOT))
            .values();
    assertThat(seeds).hasSizeGreaterThan(1);
    Random random = new Random(7);
    for (byte[] seed : seeds) {
      assertThatCode(() -> target.read(seed)).doesNotThrowAnyException();
      for (int round = 0; round < ROUNDS; round++) {
        byte[] mutant = Arrays.copyOf(seed, seed.length - random.nextInt(1 + seed.length / 4));
        for (int i = random.nextInt(6); i > 0; i--) {
          mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
        }
        assertThatCode(() -> target.read(mutant)).doesNotThrowAnyException();
      }
    }
  }
}

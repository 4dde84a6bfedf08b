package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs the fuzzer's seeds and findings in every build, without the fuzzer.
class IdentityFuzzSeedsTest {

  @ParameterizedTest
  @EnumSource
  void survivesEverySeed(IdentityFuzzTarget target) throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(
                    IdentityFuzzSeedsTest.class.getResource(target.seeds()), target.seeds())
                .toURI());
    try (Stream<Path> list = Files.list(folder)) {
      List<Path> seeds = list.sorted().toList();
      assertThat(seeds).hasSizeGreaterThan(5);
      for (Path seed : seeds) {
        byte[] bytes = Files.readAllBytes(seed);
        assertThatCode(() -> target.read(bytes)).as(seed.toString()).doesNotThrowAnyException();
      }
    }
  }
}

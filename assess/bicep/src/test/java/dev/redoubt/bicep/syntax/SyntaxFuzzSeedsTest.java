package dev.redoubt.bicep.syntax;

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
class SyntaxFuzzSeedsTest {

  @ParameterizedTest
  @EnumSource
  void survivesEverySeed(SyntaxFuzzTarget target) throws IOException, URISyntaxException {
    String seeds = target.seeds();
    Path folder =
        Path.of(
            Objects.requireNonNull(SyntaxFuzzSeedsTest.class.getResource(seeds), seeds).toURI());
    try (Stream<Path> list = Files.list(folder)) {
      List<Path> files = list.sorted().toList();
      assertThat(files).hasSizeGreaterThan(4);
      for (Path seed : files) {
        byte[] bytes = Files.readAllBytes(seed);
        assertThatCode(() -> target.read(bytes)).as(seed.toString()).doesNotThrowAnyException();
      }
    }
  }
}

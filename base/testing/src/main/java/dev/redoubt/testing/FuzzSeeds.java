package dev.redoubt.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What a fuzzer begins with and what it found, run in every build without the fuzzer.
public final class FuzzSeeds {

  private FuzzSeeds() {}

  /// Gives every seed of a folder to a target, which must not throw.
  ///
  /// @param beside a class of the package in whose resources the folder is
  /// @param folder where the fuzzer looks for seeds and puts its findings:
  ///   `PolicyFuzzTestInputs/policy`
  /// @param least how many seeds there have to be: a folder that is not found whole tests nothing
  public static void survive(Class<?> beside, String folder, int least, Consumer<byte[]> target)
      throws IOException, URISyntaxException {
    Path seeds = Path.of(Objects.requireNonNull(beside.getResource(folder), folder).toURI());
    try (Stream<Path> list = Files.list(seeds)) {
      List<Path> files = list.sorted().toList();
      assertThat(files).hasSizeGreaterThanOrEqualTo(least);
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(file);
        assertThatCode(() -> target.accept(bytes)).as(file.toString()).doesNotThrowAnyException();
      }
    }
  }
}

package dev.redoubt.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Runs the seed inputs and the past findings of a fuzzer in every build, without the fuzzer.
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
    Map<String, byte[]> seeds = read(beside, folder);
    assertThat(seeds).hasSizeGreaterThanOrEqualTo(least);
    seeds.forEach(
        (name, bytes) ->
            assertThatCode(() -> target.accept(bytes)).as(name).doesNotThrowAnyException());
  }

  /// Reads every seed of a folder.
  ///
  /// @return by the name of its file, in order
  public static SortedMap<String, byte[]> read(Class<?> beside, String folder)
      throws IOException, URISyntaxException {
    Path seeds = Path.of(Objects.requireNonNull(beside.getResource(folder), folder).toURI());
    SortedMap<String, byte[]> read = new TreeMap<>();
    try (Stream<Path> files = Files.list(seeds)) {
      for (Path file : files.toList()) {
        read.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    }
    return read;
  }
}

package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScanVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs that the oracle or people who attacked the scanner found: once clean, although loading
/// them did something that they chose. `found/index.tsv` has a line for each: its file name, what
/// loading it did, and how it was made.
class FoundProgramsTest {

  private static final String FOLDER = "found/";

  record Program(String file, String effect, String description) {
    @Override
    public String toString() {
      return file + ": " + description + ": " + effect;
    }
  }

  static Stream<Program> programs() throws IOException {
    return new String(bytes("index.tsv"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(line -> new Program(line[0], line[1], line[2]));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void isNotCleanWhenLoadingItActs(Program program) throws IOException {
    PickleScan scan = PickleScan.of(bytes(program.file()));

    assertThat(scan.verdict()).as(program.toString()).isNotEqualTo(ScanVerdict.CLEAN);
  }

  @Test
  void hasEveryProgramOnce() throws IOException {
    List<String> files = programs().map(Program::file).toList();

    assertThat(files).doesNotHaveDuplicates().hasSizeGreaterThan(20);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream stream = FoundProgramsTest.class.getResourceAsStream(FOLDER + name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    }
  }
}

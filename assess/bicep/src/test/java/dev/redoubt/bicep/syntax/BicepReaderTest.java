package dev.redoubt.bicep.syntax;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.SourceLocation;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BicepReaderTest {

  private final SourceFiles files = new SourceFiles();
  private final List<Problem> problems = new ArrayList<>();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void readsEveryEncoding_byItsMark() throws IOException {
    String text = "param a string = 'é\uD83D\uDE00'\n";
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      assertThat(printed("\uFEFF" + text, charset)).isEqualTo("(param a string \"é\uD83D\uDE00\")");
    }
    assertThat(printed(text, StandardCharsets.UTF_8))
        .isEqualTo("(param a string \"é\uD83D\uDE00\")");
    assertThat(problems).isEmpty();
  }

  @Test
  void countsColumnsWithoutTheMark() throws IOException {
    printed("\uFEFFvar a = )", StandardCharsets.UTF_8);
    assertThat(problems).map(problem -> problem.origin().column()).containsExactly(9);
  }

  @Test
  void tellsTheKindByTheExtension() throws IOException {
    Path file = Files.writeString(folder.resolve("A.BicepParam"), "param a = 1");
    BicepFile read = requireNonNull(BicepReader.read(file, "A.BicepParam", files, problems));
    assertThat(read.kind()).isEqualTo(BicepFile.Kind.PARAMETERS);
    assertThat(SyntaxTreePrinter.of(read)).isEqualTo("(param= a 1)");
  }

  @Test
  void reportsInvalidUtf8WithLocation() throws IOException {
    byte[] bytes = "var a = 1\nvar b = '\u00e9'\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("a.bicep"), bytes);
    assertThat(BicepReader.read(file, "a.bicep", files, problems)).isNull();
    assertThat(problemTexts())
        .containsExactly("a.bicep:2:10 the text is not valid UTF-8; save the file as UTF-8");
  }

  @Test
  void refusesBrokenUtf16() throws IOException {
    Path file = Files.write(folder.resolve("a.bicep"), new byte[] {-2, -1, -40, 0, 0, 'a', 0});
    assertThat(BicepReader.read(file, "a.bicep", files, problems)).isNull();
    assertThat(problemTexts()).hasSize(1);
  }

  @Test
  void reportsMissingFile() {
    assertThat(BicepReader.read(folder.resolve("a.bicep"), "a.bicep", files, problems)).isNull();
    assertThat(BicepReader.read(folder, "b.bicep", files, problems)).isNull();
    assertThat(problemTexts())
        .hasSize(2)
        .first()
        .isEqualTo("a.bicep:0:0 cannot be read: no such file");
  }

  @Test
  void refusesFileLargerThanTheLimit() throws IOException {
    Path file = Files.write(folder.resolve("a.bicep"), new byte[BicepReader.MAX_BYTES + 1]);
    assertThat(BicepReader.read(file, "a.bicep", files, problems)).isNull();
    assertThat(problemTexts()).containsExactly("a.bicep:0:0 the file exceeds the limit of 16 MB");
  }

  private @Nullable String printed(String text, Charset charset) throws IOException {
    Path file = Files.write(folder.resolve("a.bicep"), text.getBytes(charset));
    BicepFile read = BicepReader.read(file, "a.bicep", files, problems);
    return read == null ? null : SyntaxTreePrinter.of(read);
  }

  private List<String> problemTexts() {
    return problems.stream()
        .map(
            problem -> {
              SourceLocation at = files.locate(problem.origin());
              return at.file() + ":" + at.line() + ":" + at.column() + " " + problem.message();
            })
        .toList();
  }
}

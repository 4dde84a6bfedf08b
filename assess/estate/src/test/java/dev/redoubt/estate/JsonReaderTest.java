package dev.redoubt.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  private final SourceFiles files = new SourceFiles();
  private final List<Problem> problems = new ArrayList<>();
  private final JsonReader reader = new JsonReader(files, problems);

  private Value readWell(String json) {
    return Objects.requireNonNull(reader.read(json, "a.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "-12",
        "0.5",
        "\"a \\\"b\\\" \\\\ \\u00e9 \\n\"",
        "[]",
        "{}",
        "[1,[2,{\"a\":null}]]",
        "{\"a\":{\"b\":[true,\"c\"]}}"
      })
  void readsBack_whatItPrints(String json) {
    Value value = readWell(json);
    assertThat(problems).isEmpty();
    assertThat(reader.read(JsonWriter.compact(value), "b.json")).isEqualTo(value);
    assertThat(reader.read(JsonWriter.pretty(value), "c.json")).isEqualTo(value);
  }

  @Test
  void allowsComments_trailingCommas_andLineBreaksInStrings() {
    Value value = reader.read("// c\n{ /* d */ \"a\": [1, 2,], \"b\": \"x\ny\", }", "a.json");
    assertThat(problems).isEmpty();
    assertThat(value).hasToString("{\"a\":[1,2],\"b\":\"x\\ny\"}");
  }

  @Test
  void eachValueHasItsLocation() {
    ObjectValue value = (ObjectValue) readWell("{\n  \"a\": [\n    1, \"x\"]}");
    ArrayValue array = Objects.requireNonNull(value.array("a"));
    assertThat(files.locate(value.origin())).isEqualTo(new SourceLocation("a.json", 1, 1));
    assertThat(files.locate(array.origin())).isEqualTo(new SourceLocation("a.json", 2, 8));
    assertThat(files.locate(array.get(1).origin())).isEqualTo(new SourceLocation("a.json", 3, 8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                | the file is empty                        | 0",
        "'{'               | unexpected end of the JSON                  | 1",
        "'{\"a\":\n[1,'     | unexpected end of the JSON                  | 2",
        "'{\"a\": \"x'       | unexpected end of the JSON                  | 1",
        "'{\n\"a\" 1}'      | not valid JSON                           | 2",
        "'{} {}'           | unexpected text after the end of the JSON | 1",
        "'[1e9999]'        | not valid JSON: the number is too large  | 1",
        "'[9e99999999999999999]' | not valid JSON: the number is too large | 1",
        "'[tru]'           | not valid JSON                           | 1",
        "'hello'           | not valid JSON                           | 1"
      })
  void invalidJson_isReportedWithLocation(String json, String message, int line) {
    assertThat(reader.read(json, "a.json")).isNull();
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().message()).startsWith(message).doesNotContain("tools.jackson");
    assertThat(problems.getFirst().origin().line()).isEqualTo(line);
    assertThat(files.locate(problems.getFirst().origin()).file()).isEqualTo("a.json");
  }

  @Test
  void jsonNestedTooDeep_isRejected() {
    assertThat(reader.read("[".repeat(100_000), "a.json")).isNull();
    assertThat(problems.getFirst().message()).isEqualTo("nested deeper than 512 levels");
  }

  @Test
  void jsonAtTheDepthLimit_isRead() {
    assertThat(reader.read("[".repeat(512) + "]".repeat(512), "a.json")).isNotNull();
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void readsUnicode_withAndWithoutByteOrderMark(String name) {
    Charset charset = Charset.forName(name);
    assertThat(reader.read("{\"a\":\"é\"}".getBytes(charset), "a.json"))
        .hasToString("{\"a\":\"é\"}");
    assertThat(reader.read("\uFEFF{\"a\":\"é\"}".getBytes(charset), "b.json"))
        .hasToString("{\"a\":\"é\"}");
    assertThat(problems).isEmpty();
  }

  @Test
  void nonUnicodeEncoding_isReported() {
    assertThat(reader.read("{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1), "a.json"))
        .isNull();
    assertThat(problems.getFirst().message()).contains("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20})
  void lastValueIsUsed_whenANameIsRepeated(int namesBefore) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < namesBefore; i++) {
      json.append("\"n").append(i).append("\":0,");
    }
    json.append("\"a\":1,\n\"a\":2}");
    ObjectValue object = (ObjectValue) readWell(json.toString());
    assertThat(object.get("a")).isEqualTo(NumberValue.of(2));
    assertThat(object.size()).isEqualTo(namesBefore + 1);
    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message())
                  .isEqualTo("`a` is given more than once; the last value is used");
              assertThat(problem.origin().line()).isEqualTo(2);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20})
  void namesThatDifferInCaseAlone_areTheSame(int namesBefore) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < namesBefore; i++) {
      json.append("\"n").append(i).append("\":0,");
    }
    json.append("\"sku\":1,\"SKU\":2}");
    ObjectValue object = (ObjectValue) readWell(json.toString());
    assertThat(object.get("Sku")).isEqualTo(NumberValue.of(2));
    assertThat(object).isEqualTo(object.at(Origin.DERIVED));
    assertThat(problems.getFirst().message()).contains("`sku` and `SKU` are the same name");
  }

  @Test
  void unreadableFile_isReported(@TempDir Path folder) throws IOException {
    assertThat(reader.read(folder.resolve("none.json"), "none.json")).isNull();
    assertThat(reader.read(folder, "folder")).isNull();
    assertThat(problems)
        .extracting(Problem::message)
        .first()
        .isEqualTo("cannot be read: no such file");
    assertThat(problems).hasSize(2);
  }

  @Test
  void fileThatIsTooLarge_isRejected(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("large.json");
    try (var channel =
        java.nio.channels.FileChannel.open(
            file,
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.WRITE)) {
      channel.position(JsonReader.MAX_BYTES).write(java.nio.ByteBuffer.wrap(new byte[] {' '}));
    }
    assertThat(Files.size(file)).isGreaterThan(JsonReader.MAX_BYTES);
    assertThat(reader.read(file, "large.json")).isNull();
    assertThat(problems.getFirst().message())
        .isEqualTo("the file has 67,108,865 bytes; the limit is 67,108,864");
  }
}

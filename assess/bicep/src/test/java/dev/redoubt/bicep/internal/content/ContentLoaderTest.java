package dev.redoubt.bicep.internal.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.SourceLocation;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentLoaderTest {

  private static final Origin CALL = Origin.of(1, 7, 3);

  private final SourceFiles files = new SourceFiles();
  private final List<Problem> problems = new ArrayList<>();
  private @TempDir Path folder;
  private Path root = Path.of("");
  private Path asking = Path.of("");
  private ContentLoader loader =
      new ContentLoader(Path.of(""), Path::toString, files, problems::add);

  @BeforeEach
  void makeAProject() throws IOException {
    root = folder.resolve("project");
    asking = root.resolve("infra/main.bicep");
    Files.createDirectories(root.resolve("infra/empty"));
    Files.writeString(asking, "");
    Files.writeString(folder.resolve("secret.txt"), "outside");
    loader = new ContentLoader(root, Path::toString, files, problems::add);
  }

  @Test
  void loadsText() throws IOException {
    write("infra/a.txt", "one\r\ntwo\n");
    Value value = content("loadTextContent", "a.txt");
    assertThat(value).isEqualTo(StringValue.of("one\r\ntwo\n"));
    assertThat(value.origin()).isEqualTo(CALL);
    assertThat(content("loadTextContent", "../infra/empty/../a.txt")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "utf-8, UTF-8, ''",
    "utf-16, UTF-16LE, ''",
    "utf-16BE, UTF-16BE, ''",
    "iso-8859-1, ISO-8859-1, ''",
    "us-ascii, UTF-8, \uFEFF",
    "utf-8, UTF-16LE, \uFEFF",
    "iso-8859-1, UTF-16BE, \uFEFF",
    "utf-8, UTF-32LE, \uFEFF",
    "utf-8, UTF-32BE, \uFEFF",
  })
  void decodesText_preferringAByteOrderMark(String encoding, String actual, String mark)
      throws IOException {
    Files.write(root.resolve("infra/a.txt"), (mark + "äö").getBytes(Charset.forName(actual)));
    assertThat(content("loadTextContent", "a.txt", encoding)).isEqualTo(StringValue.of("äö"));
  }

  @Test
  void replacesWhatIsNotValidInAnEncoding() throws IOException {
    write("infra/a.txt", "ä");
    assertThat(content("loadTextContent", "a.txt", "us-ascii"))
        .isEqualTo(StringValue.of("\uFFFD\uFFFD"));
  }

  @Test
  void refusesAnEncodingThatTheLanguageDoesNotHave() throws IOException {
    write("infra/a.txt", "a");
    assertThat(failure("loadTextContent", "a.txt", "UTF-8"))
        .isEqualTo(
            "`UTF-8` is not a supported encoding; supported are `utf-8`, `utf-16`, `utf-16BE`,"
                + " `us-ascii`, `iso-8859-1`");
  }

  @Test
  void loadsBytes() throws IOException {
    Files.write(root.resolve("infra/a"), new byte[] {(byte) 0xFF, 0, 1});
    assertThat(content("loadFileAsBase64", "a")).isEqualTo(StringValue.of("/wAB"));
  }

  @Test
  void loadsJson_keepingItsPlaces() throws IOException {
    write(
        "infra/a.json",
        """
        // sizes
        {
          "small": {"count": 2},
          "large": {"count": 4,},
        }
        """);
    Value count = content("loadJsonContent", "a.json", "$.large.count");
    assertThat(count).isEqualTo(NumberValue.of(4));
    assertThat(files.locate(count.origin()))
        .isEqualTo(new SourceLocation(root.resolve("infra/a.json").toString(), 4, 22));
    assertThat(JsonWriter.compact(content("loadJsonContent", "a.json", "$..count")))
        .isEqualTo("[2,4]");
    assertThat(content("loadJsonContent", "a.json")).isInstanceOf(ObjectValue.class);
    assertThat(failure("loadJsonContent", "a.json", ".none"))
        .isEqualTo("`.none` matches nothing in `%s`".formatted(root.resolve("infra/a.json")));
    assertThat(failure("loadJsonContent", "a.json", "$["))
        .startsWith("`$[` is not a valid JSONPath");
  }

  @Test
  void loadsJsonInAnEncoding() throws IOException {
    Files.write(root.resolve("infra/a.json"), "{\"a\": \"ä\"}".getBytes(StandardCharsets.UTF_16BE));
    assertThat(JsonWriter.compact(content("loadJsonContent", "a.json", "$.a", "utf-16BE")))
        .isEqualTo("\"ä\"");
    assertThat(failure("loadJsonContent", "a.json", "$.a")).contains("contains a NUL character");
  }

  @Test
  void writesNumbersAsTheCompilerDoes() throws IOException {
    write("infra/a.json", "[1.0, 2.50, [0.1234567890123456789], {\"a\": 1e3}, 4]");
    assertThat(JsonWriter.compact(content("loadJsonContent", "a.json")))
        .isEqualTo("[1,2.5,[0.12345678901234568],{\"a\":1000},4]");
  }

  @Test
  void reportsLocationOfInvalidJson() throws IOException {
    write("infra/a.json", "{\n  \"a\": [1, 2\n");
    assertThat(failure("loadJsonContent", "a.json"))
        .isEqualTo(
            "`%s` cannot be read, line 3: unexpected end of the JSON, inside an array"
                .formatted(root.resolve("infra/a.json")));
  }

  @Test
  void loadsYaml() throws IOException {
    write("infra/a.yaml", "sizes:\n- name: small\n  count: 2\n- name: large\n  count: 4\n");
    assertThat(
            JsonWriter.compact(content("loadYamlContent", "a.yaml", "sizes[?(@.count > 2)].name")))
        .isEqualTo("\"large\"");
  }

  @Test
  void readsAFileOnce() throws IOException {
    write("infra/a.json", "{\"a\": 1}");
    Value before = content("loadJsonContent", "a.json");
    write("infra/a.json", "{\"a\": 2}");
    assertThat(content("loadJsonContent", "./a.json")).isSameAs(before);
    assertThat(content("loadTextContent", "a.json")).isEqualTo(StringValue.of("{\"a\": 1}"));
  }

  @Test
  void listsAFolder() throws IOException {
    for (String name : List.of("b.txt", "A.txt", "_c.json", "a-1.txt", ".hidden", "plain")) {
      write("infra/some/" + name, "");
    }
    Files.createDirectories(root.resolve("infra/some/inner"));
    assertThat(JsonWriter.compact(content("loadDirectoryFileInfo", "./some", "*.txt")))
        .isEqualTo(
            "[{\"relativePath\":\"some/a-1.txt\",\"baseName\":\"a-1.txt\",\"extension\":\".txt\"},"
                + "{\"relativePath\":\"some/A.txt\",\"baseName\":\"A.txt\",\"extension\":\".txt\"},"
                + "{\"relativePath\":\"some/b.txt\",\"baseName\":\"b.txt\",\"extension\":\".txt\"}]");
    assertThat(names("some"))
        .containsExactly(".hidden", "a-1.txt", "A.txt", "b.txt", "plain", "_c.json");
    assertThat(names("./")).containsExactly("main.bicep");
    assertThat(names("empty")).isEmpty();
    write("top.txt", "");
    assertThat(JsonWriter.compact(content("loadDirectoryFileInfo", "../", "infra/some/p*")))
        .isEqualTo("[{\"relativePath\":\"some/plain\",\"baseName\":\"plain\",\"extension\":\"\"}]");
    assertThat(JsonWriter.compact(content("loadDirectoryFileInfo", "../")))
        .isEqualTo(
            "[{\"relativePath\":\"../top.txt\",\"baseName\":\"top.txt\",\"extension\":\".txt\"}]");
  }

  @Test
  void doesNotLeaveTheProject() throws IOException {
    String message = "`%s` is outside the scanned folder; it is not read";
    assertThat(failure("loadTextContent", "../../secret.txt"))
        .isEqualTo(message.formatted("../../secret.txt"));
    assertThat(failure("loadTextContent", "../../nothing.txt"))
        .isEqualTo(message.formatted("../../nothing.txt"));
    Files.createSymbolicLink(root.resolve("infra/link.txt"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("infra/up"), folder);
    assertThat(failure("loadTextContent", "link.txt")).isEqualTo(message.formatted("link.txt"));
    assertThat(failure("loadFileAsBase64", "up/secret.txt"))
        .isEqualTo(message.formatted("up/secret.txt"));
    assertThat(failure("loadDirectoryFileInfo", "up")).isEqualTo(message.formatted("up"));
    assertThat(failure("loadDirectoryFileInfo", "./", "../../s*"))
        .startsWith("`.//../../` is outside the scanned folder");
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/hosts, is an absolute path",
    "C:/a.txt, is an absolute path",
    "~/a.txt, begins with `~`",
    "a\\b.txt, contains a `\\`",
    "a\u0000b, control character",
    "'', the path is empty",
    "file://a.txt, contains `:`",
    "none.txt, no such file",
    "empty, is a folder; specify a file",
  })
  void refusesPaths(String path, String why) {
    assertThat(failure("loadTextContent", path)).contains(why);
  }

  @Test
  void refusesAFileForAFolder() throws IOException {
    write("infra/a.txt", "a");
    assertThat(failure("loadDirectoryFileInfo", "a.txt"))
        .isEqualTo("`a.txt` is a file; specify a folder");
    assertThat(failure("loadDirectoryFileInfo", "./", "/a"))
        .isEqualTo("`/a` is not a valid file name pattern");
  }

  @Test
  void reportsContentLargerThanTheCompilerAllows() throws IOException {
    write("infra/a.txt", "x".repeat(131_072));
    write("infra/b.txt", "x".repeat(131_073));
    content("loadTextContent", "a.txt");
    assertThat(problems).isEmpty();
    content("loadTextContent", "b.txt");
    content("loadFileAsBase64", "b.txt");
    write("infra/c.json", "\"" + "x".repeat(1 << 20) + "\"");
    content("loadJsonContent", "c.json");
    assertThat(problems)
        .extracting(problem -> problem.message().replace(root + "/infra/", ""))
        .containsExactly(
            "`b.txt` has 131073 characters; the Bicep compiler allows at most 131072 with"
                + " `loadTextContent`",
            "`b.txt` has 131073 bytes; the Bicep compiler allows at most 98304 with"
                + " `loadFileAsBase64`",
            "`c.json` has 1048578 characters; the Bicep compiler allows at most 1048576 with"
                + " `loadJsonContent`");
    assertThat(problems).allMatch(problem -> problem.origin().equals(CALL));
  }

  @Test
  void refuses_whenAFileHasNoBounds() throws IOException {
    Files.write(root.resolve("infra/a.txt"), new byte[(16 << 20) + 1]);
    assertThat(failure("loadTextContent", "a.txt")).endsWith("has more than 16 MB");
  }

  @Test
  void refusesArgumentsThatItCannotUse() {
    assertThat(failed(loader.load("loadTextContent", List.of(), asking, CALL)))
        .isEqualTo("`loadTextContent` requires a string as argument 1");
    assertThat(failed(loader.load("loadTextContent", List.of(NumberValue.of(1)), asking, CALL)))
        .isEqualTo("`loadTextContent` requires a string as argument 1, not int");
    assertThat(failure("loadFileAsBase64", "a", "b"))
        .isEqualTo("`loadFileAsBase64` takes at most 1 arguments, not 2");
    assertThat(ContentLoader.loads("loadTextContent")).isTrue();
    assertThat(ContentLoader.loads("format")).isFalse();
    assertThatThrownBy(() -> loader.load("format", List.of(), asking, CALL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<String> names(String path) {
    ObjectValue[] listed =
        ((dev.redoubt.estate.ArrayValue) content("loadDirectoryFileInfo", path))
            .stream().map(ObjectValue.class::cast).toArray(ObjectValue[]::new);
    return Stream.of(listed).map(each -> Objects.requireNonNull(each.text("baseName"))).toList();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private Value content(String function, String... arguments) {
    return switch (load(function, arguments)) {
      case LoadResult.Content(var value) -> value;
      case LoadResult.Failed(var message) -> throw new AssertionError(message);
    };
  }

  private String failure(String function, String... arguments) {
    return failed(load(function, arguments));
  }

  private static String failed(LoadResult loaded) {
    return switch (loaded) {
      case LoadResult.Content(var value) -> throw new AssertionError(JsonWriter.compact(value));
      case LoadResult.Failed(var message) -> message;
    };
  }

  private LoadResult load(String function, String... arguments) {
    List<Value> values = new ArrayList<>();
    for (String argument : arguments) {
      values.add(StringValue.of(argument));
    }
    return loader.load(function, values, asking, CALL);
  }
}

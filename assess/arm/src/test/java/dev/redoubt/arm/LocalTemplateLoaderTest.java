package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.deployment.TemplateLoader.Loaded;
import dev.redoubt.template.syntax.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTemplateLoaderTest {

  private static final String TEMPLATE =
      "{\"$schema\":"
          + " \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\","
          + " \"contentVersion\": \"1.0.0.0\", \"resources\": []}";
  private static final Unknown HERE =
      symbol("deployment().properties.templateLink.uri", UnknownCause.Kind.DEPLOYMENT_TIME);
  private static final Unknown TOKEN =
      symbol("parameters('_artifactsLocationSasToken')", UnknownCause.Kind.PARAMETER);
  private static final Origin LINK = Origin.of(1, 5, 6);

  @TempDir private Path folder;
  private final SourceFiles files = new SourceFiles();
  private final List<Problem> problems = new ArrayList<>();
  private Template entry;
  private LocalTemplateLoader loader;

  @BeforeEach
  void writeTemplates() throws IOException {
    Path root = Files.createDirectories(folder.resolve("root/app"));
    write(root.resolve("main.json"), TEMPLATE);
    write(root.resolve("nested/x.json"), TEMPLATE);
    write(root.resolve("nested/y.json"), TEMPLATE);
    write(root.resolve("nested/deep/z.json"), TEMPLATE);
    write(folder.resolve("root/shared.json"), TEMPLATE);
    write(folder.resolve("outside.json"), TEMPLATE);
    entry =
        Objects.requireNonNull(
            ArmTemplates.readTemplate(root.resolve("main.json"), "app/main.json", files, problems));
    loader =
        new LocalTemplateLoader(
            folder.resolve("root"), entry, root.resolve("main.json"), files, problems);
  }

  @Test
  void findsARelativePath() {
    assertThat(found(relative("nested/x.json"))).isEqualTo("app/nested/x.json");
    assertThat(found(relative("./nested/../nested/x.json"))).isEqualTo("app/nested/x.json");
    assertThat(found(relative("../shared.json"))).isEqualTo("shared.json");
    assertThat(found(relative("nested\\x.json"))).isEqualTo("app/nested/x.json");
    assertThat(problems).isEmpty();
  }

  @Test
  void findsAUri_relativeToTheDeployedTemplate() {
    assertThat(found(uri(call("uri", HERE, text("nested/x.json"))))).isEqualTo("app/nested/x.json");
    assertThat(found(uri(call("URI", HERE, text("nested/x.json?sv=1&sig=s")))))
        .isEqualTo("app/nested/x.json");
    assertThat(found(uri(call("uri", HERE, joined(text("nested/x.json"), TOKEN)))))
        .isEqualTo("app/nested/x.json");
    assertThat(found(uri(call("uri", HERE, call("concat", text("nested/x.json"), TOKEN)))))
        .isEqualTo("app/nested/x.json");
    assertThat(found(uri(joined(HERE, text("/nested/x.json"), TOKEN))))
        .isEqualTo("app/nested/x.json");
    assertThat(found(uri(call("concat", HERE, text("nested/x.json")))))
        .isEqualTo("app/nested/x.json");
    assertThat(found(uri(joined(call("uri", HERE, text("nested/")), text("x.json")))))
        .isEqualTo("app/nested/x.json");
    assertThat(found(uri(call("uri", call("uri", HERE, text("nested/a.json")), text("y.json")))))
        .isEqualTo("app/nested/y.json");
    assertThat(problems).isEmpty();
  }

  @Test
  void artifactsLocation_isTheLocationOfTheTemplate() {
    Unknown artifacts = symbol("parameters('_artifactsLocation')", UnknownCause.Kind.PARAMETER);
    assertThat(found(uri(call("uri", artifacts, text("nested/x.json")))))
        .isEqualTo("app/nested/x.json");
  }

  @Test
  void resolvesAgainstTheLinkingTemplate_notTheFirst() {
    Template nested = template(relative("nested/x.json"));
    Loaded deeper = loader.load(text("deep/z.json"), true, nested, LINK);
    assertThat(template(deeper).file()).isEqualTo("app/nested/deep/z.json");
  }

  @Test
  void readsEachFileOnce() {
    assertThat(template(relative("nested/x.json"))).isSameAs(template(relative("./nested/x.json")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/x.json?sig=secret",
        "http://example.org/x.json",
        "HTTPS://example.org/x.json"
      })
  void remoteTemplate_isMissing(String location) {
    assertMissing(uri(text(location)), "is not a local file");
    assertThat(problems.getFirst().message())
        .containsIgnoringCase("example.org/x.json")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../outside.json",
        "nested/../../../outside.json",
        "..\\..\\outside.json",
        "/etc/passwd"
      })
  void pathOutsideTheRoot_isMissing(String path) {
    assertMissing(relative(path), "is outside the scanned folder");
  }

  @Test
  void linkThatLeavesTheRoot_isMissing() throws IOException {
    Files.createSymbolicLink(folder.resolve("root/app/link.json"), folder.resolve("outside.json"));
    Files.createSymbolicLink(folder.resolve("root/app/up"), folder);
    assertMissing(relative("link.json"), "is outside the scanned folder");
    problems.clear();
    assertMissing(relative("up/outside.json"), "is outside the scanned folder");
  }

  @Test
  void absentFile_isMissing() {
    assertMissing(relative("nested/none.json"), "does not exist");
    problems.clear();
    assertMissing(relative("nested"), "does not exist");
    problems.clear();
    assertMissing(relative("a\u0000b.json"), "is not");
  }

  @Test
  void unknownLocation_isMissing() {
    assertMissing(uri(symbol("parameters('url')", UnknownCause.Kind.PARAMETER)), "is unknown");
    problems.clear();
    assertMissing(uri(joined(HERE, TOKEN, text("x.json"))), "is unknown");
    problems.clear();
    assertMissing(relative(TOKEN), "is unknown");
  }

  @Test
  void fileThatIsNotATemplate_isMissing_andReportedWithLocation() throws IOException {
    write(folder.resolve("root/app/list.json"), "[]");
    write(folder.resolve("root/app/broken.json"), "{");
    assertThat(relative("list.json")).isInstanceOf(Loaded.Missing.class);
    assertThat(relative("list.json")).isInstanceOf(Loaded.Missing.class);
    assertThat(relative("broken.json")).isInstanceOf(Loaded.Missing.class);
    assertThat(problems)
        .extracting(problem -> files.locate(problem.origin()).file())
        .containsExactly("app/list.json", "app/broken.json");
    assertThat(problems).allMatch(problem -> problem.severity() == Problem.Severity.ERROR);
  }

  @Test
  void sameProblemIsReportedOnce() {
    assertThat(relative("none.json")).isEqualTo(relative("none.json"));
    assertThat(problems).hasSize(1);
  }

  private void assertMissing(Loaded loaded, String message) {
    assertThat(loaded)
        .isInstanceOfSatisfying(
            Loaded.Missing.class,
            missing ->
                assertThat(missing.cause().kind()).isEqualTo(UnknownCause.Kind.MISSING_TEMPLATE));
    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
              assertThat(problem.message()).contains(message);
              assertThat(problem.origin()).isEqualTo(LINK);
            });
  }

  private static String found(Loaded loaded) {
    return template(loaded).file();
  }

  private static Template template(Loaded loaded) {
    assertThat(loaded).isInstanceOf(Loaded.Found.class);
    return ((Loaded.Found) loaded).template();
  }

  private Loaded relative(String path) {
    return relative(text(path));
  }

  private Loaded relative(Value path) {
    return loader.load(path, true, entry, LINK);
  }

  private Loaded uri(Value location) {
    return loader.load(location, false, entry, LINK);
  }

  private static StringValue text(String text) {
    return StringValue.of(text);
  }

  private static Value joined(Value... parts) {
    return Unknown.text(List.of(parts), Origin.NONE);
  }

  private static Unknown call(String function, Value... arguments) {
    return Unknown.call(function, List.of(arguments), TypeHint.STRING, Origin.NONE);
  }

  private static Unknown symbol(String expression, UnknownCause.Kind kind) {
    return Unknown.symbol(
        expression, new UnknownCause(kind, expression, ""), TypeHint.STRING, Origin.NONE);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }
}

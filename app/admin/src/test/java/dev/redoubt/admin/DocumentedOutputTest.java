package dev.redoubt.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.redoubt.testing.ProgramRun;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Pictures, console output and numbers in the documents are those of a real run.
/// `-Dredoubt.golden.update=true` writes them again.
///
/// A picture is a line `draw FILE LINES ARGUMENTS` or `diagram FILE ARGUMENTS` of
/// `build/pictures.sh`. Console output is a block `text` below a comment `output: redoubt
/// ARGUMENTS`, to which `; paragraph TEXT` (the first one that contains it) or `; lines N` may be
/// added. Numbers are listed in [#QUOTES].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedOutputTest {

  private static final Path ROOT =
      Path.of(System.getProperty("redoubt.root", "../..")).toAbsolutePath().normalize();
  private static final String WEAK = "samples/credit-scoring/weak";
  private static final String HARDENED = "samples/credit-scoring/hardened";

  private static final List<String> PAGES =
      List.of("README.md", "docs/README.md", "docs/assess.md", "samples/README.md");

  /// Pages whose quoted output is checked, but not their numbers.
  private static final List<String> PAGES_WITH_OUTPUT = List.of("docs/access.md");

  /// Where a page states a number that a run knows. `{name}` is a fact of [#facts].
  private static final List<Quote> QUOTES =
      List.of(
          new Quote("README.md", "{controls} controls"),
          new Quote("README.md", "{practices} best practices"),
          new Quote("README.md", "{weak.violated} of the {practices} best practices"),
          new Quote("README.md", "{weak.findings} violations in {weak.resources} resources"),
          new Quote("docs/README.md", "{controls} controls"),
          new Quote("docs/assess.md", "{controls} controls"),
          new Quote("docs/assess.md", "{practices} best practices"),
          new Quote(
              "samples/README.md",
              "{weak.resources} resources, {weak.findings} violations, {weak.controls} of"
                  + " {controls} controls"),
          new Quote("samples/README.md", "{hardened.resources} resources, no violation"));

  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern OUTPUT =
      Pattern.compile(
          "(?ms)^<!-- output: redoubt (.+?)(?:; paragraph (.+?)|; lines (\\d+))? -->\\n"
              + "```text\\n(.*?)^```$");
  private static final Pattern PICTURE = Pattern.compile("(?m)^draw (\\S+) (\\d+) (.+)$");
  private static final Pattern DIAGRAM = Pattern.compile("(?m)^diagram (\\S+) (.+)$");
  private static final Pattern ELAPSED = Pattern.compile("(?m) +\\d+\\.\\d s$");
  private static final Pattern COUNTED =
      Pattern.compile("\\d+ (?:controls|findings|violations|resources|best practices)\\b");

  /// By arguments: a run takes a second.
  private final Map<String, String> runs = new HashMap<>();

  /// @param phrase with `{name}` in place of each number
  private record Quote(String page, String phrase) {

    Pattern pattern() {
      return Pattern.compile(
          Pattern.compile("\\{[^}]+}|[^{]+")
              .matcher(phrase)
              .replaceAll(
                  part ->
                      Matcher.quoteReplacement(
                          part.group().startsWith("{")
                              ? "\\d+"
                              : Pattern.quote(part.group()).replace(" ", "\\E\\s+\\Q"))));
    }

    /// The text that the page has there, with the numbers of the facts.
    String filled(String written, Map<String, Integer> facts) {
      List<String> names =
          Pattern.compile("\\{([^}]+)}")
              .matcher(phrase)
              .results()
              .map(each -> each.group(1))
              .toList();
      List<String> left = new ArrayList<>(names);
      return Pattern.compile("\\d+")
          .matcher(written)
          .replaceAll(_ -> String.valueOf(facts.get(left.removeFirst())));
    }
  }

  /// What is quoted holds while the exemption and the facts of the hardened sample apply.
  @BeforeAll
  void sampleHasNotExpired() throws IOException {
    String configuration =
        Files.readString(ROOT.resolve("samples/credit-scoring/hardened/redoubt.yaml"));
    LocalDate end =
        Pattern.compile("expires: (\\d{4}-\\d{2}-\\d{2})")
            .matcher(configuration)
            .results()
            .map(match -> LocalDate.parse(match.group(1)))
            .min(Comparator.naturalOrder())
            .orElseThrow();
    assumeFalse(
        LocalDate.now(ZoneId.systemDefault()).isAfter(end),
        "what the hardened sample declares has expired on "
            + end
            + "; renew it in its redoubt.yaml");
  }

  @Test
  void picturesShowWhatTheCommandsPrint() throws IOException, InterruptedException {
    String script = Files.readString(ROOT.resolve("build/pictures.sh"));
    List<MatchResult> pictures = PICTURE.matcher(script).results().toList();
    assertThat(pictures).isNotEmpty();
    for (MatchResult picture : pictures) {
      String output = run(picture.group(3) + " --color always");
      String svg =
          process(
              output,
              ProgramRun.ofJdk("java"),
              "build/TerminalPicture.java",
              picture.group(2),
              "./redoubt " + picture.group(3));
      check("docs/images/" + picture.group(1), svg);
    }
  }

  @Test
  void diagramsAreThoseOfARun() throws IOException {
    String script = Files.readString(ROOT.resolve("build/pictures.sh"));
    List<MatchResult> diagrams = DIAGRAM.matcher(script).results().toList();
    assertThat(diagrams).isNotEmpty();
    for (MatchResult diagram : diagrams) {
      check("docs/images/" + diagram.group(1), run("diagram " + diagram.group(2)));
    }
  }

  @Test
  void pagesShowWhatTheCommandsPrint() throws IOException {
    List<String> pages = new ArrayList<>(PAGES);
    pages.addAll(PAGES_WITH_OUTPUT);
    for (String page : pages) {
      String text = Files.readString(ROOT.resolve(page));
      assertThat(text.contains("<!-- output:"))
          .as("%s has output of a command", page)
          .isEqualTo(OUTPUT.matcher(text).find());
      check(page, OUTPUT.matcher(text).replaceAll(this::block));
    }
  }

  @Test
  void pagesStateTheNumbersOfARun() throws IOException {
    Map<String, Integer> facts = facts();
    for (String page : PAGES) {
      String text = Files.readString(ROOT.resolve(page));
      String expected = text;
      for (Quote quote : QUOTES) {
        if (quote.page().equals(page)) {
          assertThat(quote.pattern().matcher(prose(text)).find())
              .as("%s says `%s`", page, quote.phrase())
              .isTrue();
          expected = inProse(expected, quote.pattern(), written -> quote.filled(written, facts));
        }
      }
      check(page, expected);
    }
  }

  @Test
  void everyCountInAPageIsListedHere() throws IOException {
    for (String page : PAGES) {
      String left = prose(Files.readString(ROOT.resolve(page)));
      for (Quote quote : QUOTES) {
        if (quote.page().equals(page)) {
          left = quote.pattern().matcher(left).replaceAll("");
        }
      }
      assertThat(COUNTED.matcher(left).results().map(MatchResult::group)).as(page).isEmpty();
    }
  }

  @Test
  void samplesPageNamesEveryControlThatTheWeakSampleViolates() throws IOException {
    String page = Files.readString(ROOT.resolve("samples/README.md"));
    TreeSet<String> ids = new TreeSet<>();
    json("assess " + WEAK)
        .path("findings")
        .forEach(each -> ids.add(each.path("control").asString()));
    assertThat(ids).isNotEmpty().allSatisfy(id -> assertThat(page).contains("`" + id + "`"));
  }

  @Test
  void indexLinksToEveryDocument() throws IOException {
    String index = Files.readString(ROOT.resolve("docs/README.md"));
    Path docs = ROOT.resolve("docs");
    try (Stream<Path> files = Files.walk(docs)) {
      List<String> missing =
          files
              .map(file -> docs.relativize(file).toString().replace('\\', '/'))
              .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
              .filter(name -> !name.startsWith("controls/") || name.endsWith("README.md"))
              .filter(name -> !index.contains("(" + name))
              .toList();
      assertThat(missing).isEmpty();
    }
  }

  private Map<String, Integer> facts() throws IOException {
    Map<String, Integer> facts = new HashMap<>();
    facts.put("controls", json("controls list").size());
    estate("weak", json("assess " + WEAK), facts);
    estate("hardened", json("assess " + HARDENED), facts);
    assertThat(facts).as("the hardened sample").containsEntry("hardened.findings", 0);
    facts.put("practices", json("assess " + WEAK).path("practices").size());
    return facts;
  }

  private static void estate(String name, JsonNode report, Map<String, Integer> facts) {
    TreeSet<String> controls = new TreeSet<>();
    int findings = 0;
    for (JsonNode each : report.path("findings")) {
      if (!each.path("verdict").asString().equals("exempt")) {
        findings++;
        controls.add(each.path("control").asString());
      }
    }
    int violated = 0;
    for (JsonNode practice : report.path("practices")) {
      violated += practice.path("state").asString().equals("violated") ? 1 : 0;
    }
    facts.put(name + ".resources", report.path("resources").asInt());
    facts.put(name + ".findings", findings);
    facts.put(name + ".controls", controls.size());
    facts.put(name + ".violated", violated);
  }

  private String block(MatchResult found) {
    String output = ELAPSED.matcher(run(found.group(1))).replaceAll("");
    String part = output;
    if (found.group(2) != null) {
      part =
          Stream.of(output.split("\n\n"))
                  .filter(each -> each.contains(found.group(2)))
                  .findFirst()
                  .orElseThrow(() -> new AssertionError("no paragraph for " + found.group(0)))
                  .stripTrailing()
              + "\n";
    } else if (found.group(3) != null) {
      part =
          String.join("\n", output.lines().limit(Long.parseLong(found.group(3))).toList()) + "\n";
    }
    String head = found.group(0).substring(0, found.group(0).indexOf("```text\n"));
    return Matcher.quoteReplacement(head + "```text\n" + part + "```");
  }

  /// The text without its blocks of code.
  private static String prose(String text) {
    return FENCE.matcher(text).replaceAll("");
  }

  private interface Change {
    String of(String written);
  }

  /// The text with what a pattern finds outside of blocks of code changed.
  private static String inProse(String text, Pattern pattern, Change change) {
    Pattern either =
        Pattern.compile(
            "(?<block>" + FENCE.pattern().replace("(?ms)", "(?ms:") + "))|" + pattern.pattern());
    return either
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) != null ? found.group() : change.of(found.group())));
  }

  private JsonNode json(String arguments) {
    return JsonMapper.shared().readTree(run(arguments + " --format json"));
  }

  /// What `redoubt` prints in the root folder, as `./redoubt` starts it there.
  private String run(String arguments) {
    return runs.computeIfAbsent(
        arguments,
        _ -> {
          List<String> command = new ArrayList<>();
          command.add(ProgramRun.ofJdk("java"));
          command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m"));
          command.addAll(
              List.of("-cp", System.getProperty("java.class.path"), AdminMain.class.getName()));
          command.addAll(List.of(arguments.split(" ")));
          return process("", command.toArray(String[]::new));
        });
  }

  private static String process(String input, String... command) {
    try {
      ProcessBuilder program =
          new ProcessBuilder(command).directory(ROOT.toFile()).redirectError(Redirect.DISCARD);
      program.environment().clear();
      Process process = program.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(String.join(" ", command)).isLessThanOrEqualTo(2);
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(String name, String expected) throws IOException {
    Path file = ROOT.resolve(name);
    if (Boolean.getBoolean("redoubt.golden.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(file)
        .as("%s; -Dredoubt.golden.update=true writes it again", name)
        .content()
        .isEqualTo(expected);
  }
}

package dev.redoubt.scan.internal.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.InMemoryScans;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares random requirements files, from pip's grammar and from near misses, as read by pip and
/// by the scanner. `build/interop.sh` prepares a Python with pip; `-Dredoubt.rounds=N` sets the
/// number, and `-Dredoubt.seed=N` the seed.
@Tag("interop")
class RequirementsInteropTest {

  /// Fragments of lines; some only make sense beside others.
  private static final List<String> PIECES =
      List.of(
          "numpy",
          "evil",
          "a.b-c",
          "_x",
          "name",
          ">=1.0",
          "==1.0",
          "=1.0",
          "(>=1.0)",
          "~= 2.1",
          "< 3,",
          "!=2.*",
          "===x",
          ">1",
          "[a,b]",
          "[a",
          "[ ]",
          ";",
          " ; ",
          "python_version",
          "'3.8'",
          "\"x\"",
          "<",
          "and",
          "or",
          "not in",
          "in",
          "extra",
          "(",
          ")",
          "@",
          " @ ",
          "https://evil.example/x.whl",
          "git+https://evil.example/x",
          "file:///x",
          "file:x",
          "./x",
          "../x",
          "/x",
          "x.whl",
          "x-1.0.tar.gz",
          ".",
          "~x",
          "x\\y",
          "-e",
          "-e.",
          "--editable",
          "-r",
          "-c",
          "r.txt",
          "-i",
          "--index-url",
          "--index-url=",
          "--extra-index-url",
          "--extra",
          "--index",
          "https://pypi.org/simple",
          "https://evil.example/simple",
          "-f",
          "--find-links",
          "--trusted-host",
          "evil.example",
          "--pre",
          "--no-index",
          "--no-binary",
          ":all:",
          "--only-binary=:all:",
          "--prefer-binary",
          "--require-hashes",
          "--hash=sha256:00",
          "--config-settings",
          "a=b",
          "--global-option",
          "--use-feature",
          "--p",
          "--no",
          "#",
          " # words",
          "words",
          "\\\n",
          "\\",
          "\n",
          "\r\n",
          "\u2028",
          "\u0085",
          "\f",
          "\t",
          " ",
          " ",
          " ",
          " ",
          "  ",
          "${X}",
          "$X",
          "'",
          "\"",
          "--",
          "-",
          "=",
          ",",
          "1.0",
          "\u00e9",
          "\u00a0",
          "*");

  @TempDir private Path folder = Path.of("");

  private static String file(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(9); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
      if (random.nextInt(3) == 0) {
        text.append(' ');
      }
    }
    return text.toString();
  }

  private static String json(String text) {
    return text.chars()
        .mapToObj(
            each ->
                each < ' ' || each > '~' || each == '"' || each == '\\'
                    ? String.format("\\u%04x", each)
                    : String.valueOf((char) each))
        .collect(Collectors.joining("", "\"", "\"\n"));
  }

  private List<String> answers(List<String> files) throws IOException, InterruptedException {
    Path python = Path.of(System.getProperty("redoubt.interop", ""), "python", "bin", "python");
    if (!Files.isExecutable(python)) {
      Assumptions.abort("skipped: no Python with pip; `build/interop.sh DIR` prepares one");
    }
    Path input = folder.resolve("files");
    Path output = folder.resolve("answers");
    Files.writeString(
        input, files.stream().map(RequirementsInteropTest::json).collect(Collectors.joining()));
    int status =
        new ProcessBuilder(python.toString(), "src/test/interop/requirements.py")
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    assertThat(status).isZero();
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }

  @Test
  void agreesWithPip_onRandomRequirements() throws IOException, InterruptedException {
    Random random = new Random(Long.getLong("redoubt.seed", 11));
    List<String> files = new ArrayList<>();
    for (int i = Integer.getInteger("redoubt.rounds", 3_000); i > 0; i--) {
      files.add(file(random));
    }
    List<String> answers = answers(files);
    assertThat(answers).hasSameSizeAs(files).contains("default", "elsewhere", "refused");
    List<String> passed = new ArrayList<>();
    List<String> alarms = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      byte[] bytes = files.get(i).getBytes(StandardCharsets.UTF_8);
      ScannedFile file = InMemoryScans.scan("requirements.txt", bytes);
      boolean said =
          InMemoryScans.rules(file).stream().anyMatch(rule -> rule.startsWith("package-"));
      if (file.verdict() == ScanVerdict.CLEAN && !answers.get(i).equals("default")) {
        passed.add(answers.get(i) + ": " + files.get(i));
      } else if (said && answers.get(i).equals("default")) {
        alarms.add(files.get(i));
      }
    }
    assertThat(passed).isEmpty();
    // Reported although it may have no effect here: values of variables and options, what looks
    // like a file, and what pip treats as a version after `===`.
    assertThat(alarms)
        .filteredOn(text -> !text.contains("${") && !text.contains("-"))
        .filteredOn(text -> !text.contains("===") && !text.contains(".whl"))
        .isEmpty();
  }
}

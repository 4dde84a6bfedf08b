package dev.redoubt.bicep.internal.content;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The fuzz targets of loaded content, with their invariants: no exception, and a readable message
/// for content that cannot be read.
enum ContentFuzzTarget {
  /// A JSONPath, and after a line break the document that it is evaluated on.
  PATH {
    @Override
    void read(byte[] bytes) {
      String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
      StepResult<JsonPath> path = JsonPath.parse(parts[0]);
      check(path, parts[0]);
      Value document =
          parts.length < 2
              ? null
              : new JsonReader(new SourceFiles(), new ArrayList<>()).read(parts[1], "f.json");
      Value used = document == null ? SHOP : document;
      check(path.then(steps -> steps.select(used)), parts[0]);
      CompiledNumberFormat.in(used);
    }
  },
  YAML {
    @Override
    void read(byte[] bytes) {
      List<Problem> problems = new ArrayList<>();
      String text = TextEncoding.UTF_8.decode(bytes);
      StepResult<Value> read =
          new YamlReader(new SourceFiles(), problems::add).read(text, "f.yaml");
      check(read, text);
      for (Problem problem : problems) {
        require(problem.origin().isWritten(), "a place for: " + problem.message());
      }
      if (read instanceof StepResult.Done<Value>(var value)) {
        require(!JsonWriter.compact(value).isEmpty(), "a value that prints");
      }
    }
  },
  /// A pattern for the names of files, and after a line break a name.
  PATTERN {
    @Override
    void read(byte[] bytes) {
      String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
      new FilePattern(parts[0]).matches(parts[parts.length - 1]);
      require(new FilePattern("*").matches(parts[0]), "a match of `*`");
    }
  };

  private static final Value SHOP =
      Objects.requireNonNull(
          new JsonReader(new SourceFiles(), new ArrayList<>())
              .read("{\"a\": [{\"b\": 1, \"c\": \"x\"}, {\"b\": null}, [2.5, true]]}", "f.json"));

  abstract void read(byte[] bytes);

  /// The folder of the seed corpus, where the fuzzer also stores its findings.
  String seeds() {
    return "ContentFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  private static void check(StepResult<?> attempt, String input) {
    if (attempt instanceof StepResult.Failed<?>(var message)) {
      require(!message.isBlank(), "a reason");
      for (String ours : List.of("dev.redoubt", "org.snakeyaml")) {
        require(!message.contains(ours) || input.contains(ours), "no class names: " + message);
      }
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}

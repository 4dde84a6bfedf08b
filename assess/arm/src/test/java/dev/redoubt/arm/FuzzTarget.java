package dev.redoubt.arm;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.TemplateExpander;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.TemplateLoader;
import dev.redoubt.template.syntax.Template;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What is fuzzed, and what must hold for any input: nothing is thrown, and what cannot be read is
/// said at a place in the file, in words for a person.
enum FuzzTarget {
  EXPRESSION {
    @Override
    void read(byte[] bytes, SourceFiles files, List<Problem> problems) {
      Origin quote = Origin.of(files.add("f.json"), 1, 1);
      String text = new String(bytes, StandardCharsets.UTF_8);
      var expression = new ExpressionParser(problems).parse(new StringValue(text, quote.packed()));
      require(ExpressionPrinter.of(expression) != null, "an expression that prints");
      require(problems.isEmpty() || ExpressionParser.isExpression(text), "text is never a mistake");
    }
  },
  TEMPLATE {
    @Override
    void read(byte[] bytes, SourceFiles files, List<Problem> problems) {
      Value json = new JsonReader(files, problems).read(bytes, "f.json");
      if (json == null) {
        require(!problems.isEmpty(), "a reason where nothing was read");
        return;
      }
      require(
          ArmTemplateReader.read(json, "f.json", problems) != null || !problems.isEmpty(),
          "a reason");
      ArmTemplates.isTemplate(json);
    }
  },
  EXPANSION {
    @Override
    void read(byte[] bytes, SourceFiles files, List<Problem> problems) {
      Value json = new JsonReader(files, new ArrayList<>()).read(bytes, "f.json");
      Template template =
          json == null ? null : ArmTemplateReader.read(json, "f.json", new ArrayList<>());
      if (template != null) {
        ExpandedTemplate expansion =
            TemplateExpander.expand(
                template,
                Map.of(),
                DeploymentSettings.UNNAMED,
                (_, _, _, _) ->
                    new TemplateLoader.Loaded.Missing(
                        new UnknownCause(
                            UnknownCause.Kind.MISSING_TEMPLATE, "nothing is linked", "")));
        expansion.resources().forEach(resource -> JsonWriter.pretty(resource.body()));
        expansion.outputs().values().forEach(JsonWriter::compact);
      }
    }
  },
  PARAMETERS {
    @Override
    void read(byte[] bytes, SourceFiles files, List<Problem> problems) {
      Value json = new JsonReader(files, problems).read(bytes, "f.json");
      if (json != null) {
        ArmParametersReader.read(json, problems);
        ArmTemplates.isParameters(json);
      }
    }
  };

  abstract void read(byte[] bytes, SourceFiles files, List<Problem> problems);

  /// Reads the bytes, and checks what is said about them.
  void read(byte[] bytes) {
    SourceFiles files = new SourceFiles();
    List<Problem> problems = new ArrayList<>();
    read(bytes, files, problems);
    for (Problem problem : problems) {
      require(problem.origin().isWritten(), "a place for: " + problem.message());
      for (String ours : List.of("dev.redoubt", "tools.jackson")) {
        require(
            !problem.message().contains(ours) || isIn(bytes, ours),
            "no class names: " + problem.message());
      }
    }
  }

  /// The folder of seeds, where the fuzzer looks for them and puts its findings.
  String seeds() {
    return "ArmTemplatesFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  /// Whether the input has the words itself: a message repeats the user's, with white space taken
  /// out.
  private static boolean isIn(byte[] bytes, String text) {
    String input = new String(bytes, StandardCharsets.ISO_8859_1);
    return letters(input).contains(letters(text));
  }

  private static String letters(String text) {
    return text.replaceAll("[^A-Za-z]", "");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}

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

/// The entry points to fuzz, and what must hold for any input: nothing is thrown, and invalid parts
/// are reported with a location in the file, in a readable message.
enum FuzzTarget {
  EXPRESSION {
    @Override
    void read(byte[] bytes, SourceFiles files, List<Problem> problems) {
      Origin quote = Origin.of(files.add("f.json"), 1, 1);
      String text = new String(bytes, StandardCharsets.UTF_8);
      var expression = new ExpressionParser(problems).parse(new StringValue(text, quote.packed()));
      require(TemplateExpressionPrinter.of(expression) != null, "an expression that prints");
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

  /// Reads the bytes, and checks the reported problems.
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

  /// Returns the folder of seeds, where the fuzzer also stores its findings.
  String seeds() {
    return "ArmFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  /// Whether the input contains the words itself: a message repeats the user's words without white
  /// space.
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

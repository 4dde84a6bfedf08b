package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.internal.content.LoadResult;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.BicepParser;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.LargeStackThread;
import dev.redoubt.template.TemplateExpander;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.TemplateLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fuzz targets of the lowering, with their invariants: no exception, and each problem has a
/// location in the file and a readable message.
enum LoweringFuzzTarget {
  TEMPLATE {
    @Override
    void read(String text, List<Problem> problems) {
      BicepFile file = BicepParser.parse(text, BicepFile.Kind.TEMPLATE, 1, problems);
      FileLowering.Lowered lowered =
          LargeStackThread.call(
              () -> FileLowering.lower(file, "f.bicep", new Itself(file), problems));
      ExpandedTemplate expansion =
          TemplateExpander.expand(
              lowered.template(),
              Map.of(),
              DeploymentSettings.UNNAMED,
              (_, _, _, _) -> new TemplateLoader.Loaded.Missing(NOTHING));
      expansion.resources().forEach(resource -> JsonWriter.pretty(resource.body()));
      expansion.outputs().values().forEach(JsonWriter::compact);
    }
  },
  PARAMETERS {
    @Override
    void read(String text, List<Problem> problems) {
      BicepFile file = BicepParser.parse(text, BicepFile.Kind.PARAMETERS, 1, problems);
      Map<String, Value> values =
          LargeStackThread.call(() -> ParameterLowering.values(file, new Itself(file), problems));
      values.values().forEach(JsonWriter::compact);
    }
  };

  private static final UnknownCause NOTHING =
      new UnknownCause(UnknownCause.Kind.MISSING_TEMPLATE, "there is nothing outside", "");

  abstract void read(String text, List<Problem> problems);

  void read(byte[] bytes) {
    List<Problem> problems = new ArrayList<>();
    read(new String(bytes, StandardCharsets.UTF_8), problems);
    for (Problem problem : problems) {
      require(problem.origin().isWritten(), "a place for: " + problem.message());
      require(!problem.message().isBlank(), "words");
    }
  }

  /// The folder of the seed corpus, where the fuzzer also stores its findings.
  String seeds() {
    return "LoweringFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }

  /// The external files of a file that can only import from itself.
  private record Itself(BicepFile file) implements ExternalFiles {

    @Override
    public ModuleTarget module(String path, Origin origin) {
      return new ModuleTarget.Unavailable(NOTHING);
    }

    @Override
    public @Nullable FileExports exports(String path, Origin origin) {
      return path.equals("self")
          ? FileLowering.lower(file, "self", new Alone(), new ArrayList<>()).exports()
          : null;
    }

    @Override
    public @Nullable Extended extended(String path, Origin origin) {
      return path.equals("self") ? new Extended(file, new Alone()) : null;
    }

    @Override
    public LoadResult content(String function, List<Value> arguments, Origin origin) {
      return new LoadResult.Content(StringValue.of("content").at(origin));
    }

    @Override
    public @Nullable String environmentVariable(String name) {
      return name.equals("SET") ? "value" : null;
    }
  }

  /// A file that reaches nothing.
  private record Alone() implements ExternalFiles {

    @Override
    public ModuleTarget module(String path, Origin origin) {
      return new ModuleTarget.Unavailable(NOTHING);
    }

    @Override
    public @Nullable FileExports exports(String path, Origin origin) {
      return null;
    }

    @Override
    public @Nullable Extended extended(String path, Origin origin) {
      return null;
    }

    @Override
    public LoadResult content(String function, List<Value> arguments, Origin origin) {
      return new LoadResult.Failed("there is no content");
    }

    @Override
    public @Nullable String environmentVariable(String name) {
      return null;
    }
  }
}

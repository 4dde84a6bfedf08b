package dev.redoubt.cli;

import dev.redoubt.cli.console.UsageException;
import dev.redoubt.workspace.InlineParameter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What templates are deployed with.
final class TemplateParameterOptions {

  @Option(
      names = {"-p", "--parameters"},
      paramLabel = "FILE|NAME=VALUE",
      description =
          "Parameter file (.bicepparam or JSON), or the value of one parameter, as JSON or plain"
              + " text; repeatable. The last value counts, those of single ones after files.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Which of several parameter files counts: the one with this word in its name.")
  private @Nullable String environment;

  @Nullable String environment() {
    return environment;
  }

  List<Path> files() {
    return parameters.stream()
        .filter(each -> InlineParameter.of(each) == null)
        .map(TemplateParameterOptions::path)
        .toList();
  }

  List<InlineParameter> values() {
    List<InlineParameter> values = new ArrayList<>();
    for (String each : parameters) {
      InlineParameter value = InlineParameter.of(each);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException _) {
      throw new UsageException("`" + text + "` is neither the path of a file nor NAME=VALUE");
    }
  }
}

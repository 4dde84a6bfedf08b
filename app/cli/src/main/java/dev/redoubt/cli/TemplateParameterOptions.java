package dev.redoubt.cli;

import dev.redoubt.cli.console.UsageException;
import dev.redoubt.workspace.InlineParameter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for the parameter values of templates.
final class TemplateParameterOptions {

  @Option(
      names = {"-p", "--parameters"},
      paramLabel = "FILE|NAME=VALUE",
      description =
          "Parameter file (.bicepparam or JSON), or the value of one parameter as JSON or plain"
              + " text; may be repeated. A later value overrides an earlier one, and NAME=VALUE"
              + " overrides files.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description =
          "If a template has several parameter files, use the one with this word in its name.")
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
      throw new UsageException("`" + text + "` is neither a file path nor NAME=VALUE");
    }
  }
}

package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Matches parameter files with templates.
///
/// A Bicep parameter file is for the template that its `using` names. A JSON file fits a template
/// in its folder or in the one above, if it is named after the template or if the template declares
/// all of its parameters. Among several, the file of the requested environment is used, otherwise
/// the one named after the template. If more than one remains, none is used: a wrong guess could
/// pass what fails in production.
final class ParameterFileMatcher {

  private final List<SourceFile> files;
  private final List<SourceFile> templates;
  private final @Nullable String environment;
  private final List<Problem> problems;
  private final Set<Path> taken = new HashSet<>();

  /// @param files the parameter files
  /// @param templates all templates that a file may be named after
  ParameterFileMatcher(
      List<SourceFile> files,
      List<SourceFile> templates,
      @Nullable String environment,
      List<Problem> problems) {
    this.files = files;
    this.templates = templates;
    this.environment = environment == null ? null : PropertyName.folded(environment);
    this.problems = problems;
  }

  /// The parameter file of a template, or an empty list.
  List<SourceFile> of(SourceFile template) {
    List<SourceFile> fitting = files.stream().filter(file -> fits(file, template)).toList();
    SourceFile chosen = choose(fitting, template);
    if (chosen != null) {
      taken.add(chosen.real());
      if (environment == null && fitting.size() > 1) {
        problems.add(
            Problem.info(
                "using the parameter file `%s`; %s would also fit; select one with `--parameters` or `--environment`"
                    .formatted(chosen.name(), names(only(fitting, file -> !file.equals(chosen)))),
                template.origin()));
      }
      return List.of(chosen);
    }
    if (!fitting.isEmpty()) {
      problems.add(Problem.warning(undecided(fitting), template.origin()));
    }
    return List.of();
  }

  private String undecided(List<SourceFile> fitting) {
    String how = "select one with `--parameters` or `--environment`";
    return environment == null
        ? "several parameter files fit (%s), so none is used; %s".formatted(names(fitting), how)
        : "no single one of the parameter files that fit (%s) is for `%s`, so none is used; %s"
            .formatted(names(fitting), environment, how);
  }

  /// Whether a JSON parameter file is named after a template.
  boolean hasOwn(SourceFile template) {
    return files.stream()
        .anyMatch(
            file ->
                file instanceof JsonSourceFile
                    && isBeside(file, template)
                    && isNamedLike(file, template));
  }

  /// The files that no template uses.
  List<SourceFile> leftOver() {
    return only(files, file -> !taken.contains(file.real()));
  }

  private @Nullable SourceFile choose(List<SourceFile> fitting, SourceFile template) {
    List<SourceFile> eligible = ofEnvironment(fitting, template);
    List<SourceFile> named = only(eligible, file -> isNamedAfter(file, template));
    // the Azure Developer CLI prefers `main.bicepparam` to `main.parameters.json`
    List<SourceFile> first = only(named, BicepSourceFile.class::isInstance);
    if (!named.isEmpty()) {
      return single(first.isEmpty() ? named : first);
    }
    List<SourceFile> aliased = only(eligible, file -> isNamedLike(file, template));
    if (eligible.stream().anyMatch(BicepSourceFile.class::isInstance)) {
      return single(only(eligible, file -> !aliased.contains(file)));
    }
    return aliased.size() == 1 ? aliased.getFirst() : single(eligible);
  }

  /// The files for the environment, otherwise those with environment variables.
  private List<SourceFile> ofEnvironment(List<SourceFile> fitting, SourceFile template) {
    if (environment == null) {
      return fitting;
    }
    List<SourceFile> own = only(fitting, file -> words(file, template).contains(environment));
    return own.isEmpty()
        ? only(fitting, file -> file instanceof JsonSourceFile json && json.hasVariables())
        : own;
  }

  private static @Nullable SourceFile single(List<SourceFile> files) {
    return files.size() == 1 ? files.getFirst() : null;
  }

  private static List<SourceFile> only(List<SourceFile> files, Predicate<SourceFile> which) {
    return files.stream().filter(which).toList();
  }

  private boolean fits(SourceFile file, SourceFile template) {
    return switch (file) {
      case BicepSourceFile it -> isFor(it, template);
      case JsonSourceFile _ -> {
        Set<String> given = file.parameterNames();
        yield template.kind().isTemplate()
            && !given.isEmpty()
            && isBeside(file, template)
            // a file of that name is used even if it does not fit, so that its errors are reported
            && (isNamedLike(file, template)
                || (template.parameterNames().containsAll(given) && !isNamedAfterAny(file)));
      }
    };
  }

  private boolean isNamedAfterAny(SourceFile file) {
    return templates.stream().anyMatch(each -> isBeside(file, each) && isNamedLike(file, each));
  }

  private static boolean isFor(BicepSourceFile file, SourceFile template) {
    return switch (file.using()) {
      case BicepSourceFile.Using.Local(var path, _, _) -> path.equals(template.real());
      case BicepSourceFile.Using.Elsewhere mine ->
          template instanceof BicepSourceFile other
              && other.kind() == ContentKind.BICEP_PARAMETERS
              && mine.equals(other.using());
      case BicepSourceFile.Using.None _, BicepSourceFile.Using.Missing _ -> false;
    };
  }

  private static boolean isBeside(SourceFile file, SourceFile template) {
    return file.folder().equals(template.folder())
        || template.folder().equals(file.folder().getParent());
  }

  /// Whether a file is named after a template, ignoring the words for its kind and environment.
  private boolean isNamedAfter(SourceFile file, SourceFile template) {
    return switch (file) {
      case JsonSourceFile _ -> bare(file).equals(template.stem() + ".parameters");
      case BicepSourceFile _ ->
          bare(file).replaceFirst("\\.param(eter)?s?$", "").equals(template.stem());
    };
  }

  /// The same, treating `azuredeploy` and `main` as equivalent.
  private boolean isNamedLike(SourceFile file, SourceFile template) {
    String name = bare(file);
    return isNamedAfter(file, template)
        || (name.endsWith(".parameters")
            && CompiledDuplicates.common(name.replaceFirst("\\.parameters$", ""))
                .equals(CompiledDuplicates.common(template.stem())));
  }

  /// The stem without the name of the environment.
  private String bare(SourceFile file) {
    return environment == null
        ? file.stem()
        : Arrays.stream(file.stem().split("\\."))
            .filter(word -> !word.equals(environment))
            .collect(Collectors.joining("."));
  }

  /// The words of the file name and of the folders between the template and the file.
  private static List<String> words(SourceFile file, SourceFile template) {
    List<String> words = new ArrayList<>(List.of(file.stem().split("[.\\-_ ]", -1)));
    for (Path step : template.folder().relativize(file.folder())) {
      words.addAll(List.of(PropertyName.folded(step.toString()).split("[.\\-_ ]", -1)));
    }
    return words;
  }

  private static String names(List<SourceFile> files) {
    return files.stream().map(file -> "`" + file.name() + "`").collect(Collectors.joining(", "));
  }
}

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

/// Finds the parameter file of a template among those that were found.
///
/// A Bicep parameter file is for the template that its `using` names. A JSON file fits a template
/// of its folder, or of the one above, if it is named after the template, or if the template
/// declares all of its parameters. Of several, the one of the environment counts that the user
/// names, or else the one that is named after the template; if that leaves more than one, none is
/// taken: a guess could pass what production fails.
final class ParameterFileMatcher {

  private final List<SourceFile> files;
  private final List<SourceFile> templates;
  private final @Nullable String environment;
  private final List<Problem> problems;
  private final Set<Path> taken = new HashSet<>();

  /// @param files the parameter files
  /// @param templates all that a file may be named after
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

  /// The parameter file of a template: one or none.
  List<SourceFile> of(SourceFile template) {
    List<SourceFile> fitting = files.stream().filter(file -> fits(file, template)).toList();
    SourceFile chosen = choose(fitting, template);
    if (chosen != null) {
      taken.add(chosen.real());
      if (environment == null && fitting.size() > 1) {
        problems.add(
            Problem.info(
                "taken with `%s`; %s would fit as well: choose with `--parameters` or `--environment`"
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
    String how = "choose with `--parameters` or `--environment`";
    return environment == null
        ? "several parameter files fit (%s), none is taken; %s".formatted(names(fitting), how)
        : "of the parameter files that fit (%s), not one alone is for `%s`; none is taken; %s"
            .formatted(names(fitting), environment, how);
  }

  /// Whether a JSON file beside a template is named after it.
  boolean hasOwn(SourceFile template) {
    return files.stream()
        .anyMatch(
            file ->
                file instanceof JsonSourceFile
                    && isBeside(file, template)
                    && isNamedLike(file, template));
  }

  /// What no template took.
  List<SourceFile> leftOver() {
    return only(files, file -> !taken.contains(file.real()));
  }

  private @Nullable SourceFile choose(List<SourceFile> fitting, SourceFile template) {
    List<SourceFile> eligible = ofEnvironment(fitting, template);
    List<SourceFile> named = only(eligible, file -> isNamedAfter(file, template));
    // the Azure Developer CLI takes `main.bicepparam` before `main.parameters.json`
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

  /// Those for the environment, or else those that take its values from variables.
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
            // what is wrong with one of that name is to be said, and not to be passed over
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

  /// Whether a file has the name of a template, but for words that say what it is, or for which
  /// environment.
  private boolean isNamedAfter(SourceFile file, SourceFile template) {
    return switch (file) {
      case JsonSourceFile _ -> bare(file).equals(template.stem() + ".parameters");
      case BicepSourceFile _ ->
          bare(file).replaceFirst("\\.param(eter)?s?$", "").equals(template.stem());
    };
  }

  /// The same, where `azuredeploy` may stand for `main`.
  private boolean isNamedLike(SourceFile file, SourceFile template) {
    String name = bare(file);
    return isNamedAfter(file, template)
        || (name.endsWith(".parameters")
            && CompiledDuplicates.common(name.replaceFirst("\\.parameters$", ""))
                .equals(CompiledDuplicates.common(template.stem())));
  }

  /// The stem without the word of the environment.
  private String bare(SourceFile file) {
    return environment == null
        ? file.stem()
        : Arrays.stream(file.stem().split("\\."))
            .filter(word -> !word.equals(environment))
            .collect(Collectors.joining("."));
  }

  /// The words of a file's name, and of the folders that lead to it from its template.
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

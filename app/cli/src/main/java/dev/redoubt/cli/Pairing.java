package dev.redoubt.cli;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the parameter file of a template among those of its folder.
///
/// A file fits if it is named after the template, or if the template declares all of its
/// parameters. Of several that fit, the one that is named after the template counts, or the one of
/// the environment that the user names; if that leaves more than one, none is taken: a guess could
/// pass what production fails.
final class Pairing {

  private final List<SourceFile> files;
  private final @Nullable String environment;
  private final List<Problem> problems;
  private final Set<SourceFile> taken = new LinkedHashSet<>();

  Pairing(List<SourceFile> files, @Nullable String environment, List<Problem> problems) {
    this.files = files;
    this.environment = environment;
    this.problems = problems;
  }

  /// The parameter file of a template: one or none.
  List<SourceFile> of(SourceFile template) {
    List<SourceFile> fitting =
        files.stream().filter(file -> isBeside(file, template) && fits(file, template)).toList();
    List<SourceFile> chosen = choose(fitting, template);
    taken.addAll(chosen);
    if (!chosen.isEmpty() && environment == null && fitting.size() > chosen.size()) {
      List<SourceFile> others = fitting.stream().filter(file -> !chosen.contains(file)).toList();
      problems.add(
          Problem.info(
              "taken with %s; %s would fit as well: choose with `--parameters` or `--environment`"
                  .formatted(names(chosen), names(others)),
              template.json().origin()));
    }
    if (chosen.isEmpty() && !fitting.isEmpty()) {
      problems.add(
          Problem.warning(
              "several parameter files fit (%s), none is taken; choose with `--parameters` or `--environment`"
                  .formatted(names(fitting)),
              template.json().origin()));
    }
    return chosen;
  }

  /// What no template took.
  List<SourceFile> leftOver() {
    return files.stream().filter(file -> !taken.contains(file)).toList();
  }

  private List<SourceFile> choose(List<SourceFile> fitting, SourceFile template) {
    if (environment != null) {
      String word = PropertyName.folded(environment);
      List<SourceFile> ofEnvironment =
          fitting.stream().filter(file -> words(file).contains(word)).toList();
      return ofEnvironment.size() == 1 ? ofEnvironment : List.of();
    }
    if (fitting.size() == 1) {
      return fitting;
    }
    List<SourceFile> sameName =
        fitting.stream().filter(file -> isNamedAfter(file, template)).toList();
    return sameName.size() == 1 ? sameName : List.of();
  }

  private static boolean isBeside(SourceFile file, SourceFile template) {
    Path folder = folder(template);
    Path place = folder(file);
    return place.equals(folder) || folder.equals(place.getParent());
  }

  private static Path folder(SourceFile file) {
    Path absolute = file.path().toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    return folder == null ? absolute : folder;
  }

  private static boolean fits(SourceFile file, SourceFile template) {
    ObjectValue given = file.json().object("parameters");
    ObjectValue declared = template.json().object("parameters");
    if (given == null || given.isEmpty()) {
      return false;
    }
    if (isNamedAfter(file, template)) {
      return true; // what is wrong with it is to be said, and not to be passed over
    }
    return declared != null && given.names().stream().allMatch(name -> declared.get(name) != null);
  }

  private static boolean isNamedAfter(SourceFile file, SourceFile template) {
    return base(file).equals(base(template) + ".parameters");
  }

  /// The name without its last extension, folded.
  private static String base(SourceFile file) {
    return PropertyName.folded(file.path().getFileName().toString()).replaceFirst("\\.jsonc?$", "");
  }

  private static List<String> words(SourceFile file) {
    return List.of(base(file).split("[.\\-_ ]", -1));
  }

  private static String names(List<SourceFile> files) {
    List<String> names = new ArrayList<>();
    files.forEach(file -> names.add("`" + file.name() + "`"));
    return String.join(", ", names);
  }
}

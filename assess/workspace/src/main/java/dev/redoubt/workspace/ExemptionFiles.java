package dev.redoubt.workspace;

import dev.redoubt.findings.Assessment.Input;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// The files whose comments may declare exemptions: those of the author. A module of a registry
/// cannot exempt itself.
public final class ExemptionFiles {

  private ExemptionFiles() {}

  /// The inputs, and the YAML files among others that are inside the root folder of an entry point.
  ///
  /// @param others the names of files that findings are located in
  public static Set<String> of(WorkspaceSources sources, Collection<String> others) {
    Set<String> names = new LinkedHashSet<>();
    for (Input input : sources.ownInputs()) {
      if (input.role() != Input.Role.NOT_ASSESSED) {
        names.add(input.path());
      }
    }
    for (String other : others) {
      String lower = other.toLowerCase(Locale.ROOT);
      if ((lower.endsWith(".yaml") || lower.endsWith(".yml")) && isOfAuthor(other, sources)) {
        names.add(other);
      }
    }
    return names;
  }

  private static boolean isOfAuthor(String name, WorkspaceSources sources) {
    try {
      Path file = Path.of(name);
      return sources.deployments().stream()
          .anyMatch(each -> RootFolder.holds(each.template().root(), file));
    } catch (InvalidPathException _) {
      return false;
    }
  }
}

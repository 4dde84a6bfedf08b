package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.workspace.EntryPoints.Omission;
import dev.redoubt.workspace.EntryPoints.Omitted;
import java.util.List;
import java.util.stream.Collectors;

/// Notes about templates that somebody might expect to be judged.
final class OmissionNotes {

  /// So many are named; `--verbose` names all.
  private static final int MAX_NAMES = 3;

  private OmissionNotes() {}

  static void note(List<Omitted> omitted, List<Problem> problems) {
    for (Omission omission : Omission.values()) {
      List<Omitted> all = omitted.stream().filter(each -> each.omission() == omission).toList();
      String what =
          switch (omission) {
            case COMPILED -> "compiled from a Bicep file beside it, which is taken in its place";
            case UNUSED -> "not judged, as nothing uses it: name it if it is deployed on its own";
            case TEST -> "not judged, as it tests others: name it if it is deployed";
            case PART, LIBRARY -> "";
          };
      if (!all.isEmpty() && !what.isEmpty()) {
        problems.add(Problem.info(message(all, what), all.getFirst().template().origin()));
      }
    }
  }

  /// Stands at the first of them, and names some of the others.
  private static String message(List<Omitted> all, String what) {
    List<Omitted> others = all.subList(1, all.size());
    if (others.isEmpty()) {
      return what;
    }
    String names =
        others.stream()
            .limit(MAX_NAMES)
            .map(each -> "`" + each.template().name() + "`")
            .collect(Collectors.joining(", "));
    int more = others.size() - MAX_NAMES;
    return "%s; so %s %s%s"
        .formatted(
            what,
            others.size() == 1 ? "is" : "are",
            names,
            more > 0 ? " and " + more + " more: `--verbose` names all" : "");
  }
}

package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.workspace.EntryPoints.Omission;
import dev.redoubt.workspace.EntryPoints.Omitted;
import java.util.List;
import java.util.stream.Collectors;

/// Adds notes about templates that are not assessed although a user might expect it.
final class OmissionNotes {

  /// Names per note; `--verbose` lists all.
  private static final int MAX_NAMES = 3;

  private OmissionNotes() {}

  static void note(List<Omitted> omitted, List<Problem> problems) {
    omitted.stream()
        .filter(each -> each.omission() == Omission.OUTDATED)
        .forEach(each -> problems.add(outdated(each)));
    for (Omission omission : Omission.values()) {
      List<Omitted> all = omitted.stream().filter(each -> each.omission() == omission).toList();
      String what =
          switch (omission) {
            case COMPILED ->
                "not assessed: compiled from a Bicep file in the same folder, which is assessed"
                    + " instead";
            case TEST ->
                "not assessed: it is a test of other templates; name it as an argument to assess"
                    + " it";
            // unused templates with resources are an unknown of the assessment
            case OUTDATED, PART, LIBRARY, UNUSED -> "";
          };
      if (!all.isEmpty() && !what.isEmpty()) {
        problems.add(Problem.info(message(all, what), all.getFirst().template().origin()));
      }
    }
  }

  /// What is deployed may be in either file, so this is more than a note.
  private static Problem outdated(Omitted omitted) {
    return Problem.warning(
        "not assessed: "
            + omitted.why()
            + "; compile the Bicep file again, or name this file as an argument if it is deployed",
        omitted.template().origin());
  }

  /// The message at the first of the templates, which names some of the others.
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
    return "%s; also %s%s"
        .formatted(what, names, more > 0 ? " and " + more + " more (`--verbose` lists all)" : "");
  }
}

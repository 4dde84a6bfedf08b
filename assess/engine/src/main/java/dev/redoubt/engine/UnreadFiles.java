package dev.redoubt.engine;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Assessment.Practice.NotJudged;
import dev.redoubt.workspace.WorkspaceSources;
import dev.redoubt.workspace.WorkspaceSources.Unassessed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What may declare resources of the workload and was not read.
final class UnreadFiles {

  /// Files that the cause names; `inputs` of the JSON report lists all.
  private static final int MAX_NAMES = 3;

  private UnreadFiles() {}

  /// One cause for all templates with resources that no entry point reaches; empty if there are
  /// none.
  static List<UnknownCause> causes(WorkspaceSources sources) {
    List<String> names = unreached(sources).stream().map(each -> "`" + each.name() + "`").toList();
    if (names.isEmpty()) {
      return List.of();
    }
    int more = names.size() - MAX_NAMES;
    String shown =
        names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "))
            + (more > 0 ? " and " + count(more, "more file") : "");
    return List.of(
        new UnknownCause(
            UnknownCause.Kind.UNREACHED_FILE,
            "no entry point reaches " + shown + "; their resources are not assessed",
            "list what is deployed under `deployments:` in `redoubt.yaml`, or name the files as"
                + " arguments"));
  }

  private static List<Unassessed> unreached(WorkspaceSources sources) {
    return sources.unassessed().stream().filter(Unassessed::isUnreached).toList();
  }

  /// What should have been read: missing modules, and files with errors.
  static List<NotJudged> missing(Collection<UnknownCause> unknown, List<Problem> problems) {
    List<NotJudged> missing = new ArrayList<>();
    if (!unknown.isEmpty()) {
      missing.add(
          new NotJudged(
              count(unknown.size(), "deployment") + " whose resources are unknown",
              "a module or linked template is missing",
              unknown.stream().map(UnknownCause::text).toList()));
    }
    long errors =
        problems.stream().filter(each -> each.severity() == Problem.Severity.ERROR).count();
    if (errors > 0) {
      missing.add(
          new NotJudged(
              count(errors, "error") + " in the input",
              "a part of the input could not be read",
              List.of()));
    }
    return missing;
  }

  /// What is not read although it may declare resources, grouped by reason.
  static List<NotJudged> unread(WorkspaceSources sources) {
    List<NotJudged> unread = new ArrayList<>();
    List<String> unreached = unreached(sources).stream().map(Unassessed::name).toList();
    if (!unreached.isEmpty()) {
      unread.add(
          new NotJudged(
              count(unreached.size(), "unused template"), "no entry point reaches it", unreached));
    }
    Map<String, List<String>> others = new TreeMap<>();
    sources.unassessed().stream()
        .filter(each -> !each.isUnreached())
        .forEach(
            each ->
                others
                    .computeIfAbsent(each.kind() + "\n" + each.why(), _ -> new ArrayList<>())
                    .add(each.name()));
    others.forEach(
        (group, names) -> {
          String kind = group.substring(0, group.indexOf('\n'));
          String why = group.substring(group.indexOf('\n') + 1);
          String noun =
              kind.equals("terraform")
                  ? "Terraform file"
                  : why.startsWith("symbolic link") ? "symbolic link" : "unreadable file";
          unread.add(new NotJudged(count(names.size(), noun), why, names));
        });
    return unread;
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}

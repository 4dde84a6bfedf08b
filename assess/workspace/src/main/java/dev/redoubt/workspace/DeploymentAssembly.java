package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.workspace.BicepSourceFile.Using;
import dev.redoubt.workspace.EntryPoints.Entry;
import dev.redoubt.workspace.SourceSearch.Collected;
import dev.redoubt.workspace.WorkspaceSources.Deployment;
import dev.redoubt.workspace.WorkspaceSources.Skipped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Determines the deployments from the collected files: the entry points and their parameter files.
final class DeploymentAssembly {

  /// The reason for a file that the user names.
  static final String NAMED = "named on the command line";

  private final Collected collected;
  private final List<Problem> problems;
  private final ParameterFileMatcher pairing;
  private final NamedTemplates targets;
  private final Set<Path> entries;
  private final List<Deployment> list = new ArrayList<>();
  private final List<EntryPoints.Omitted> omitted;

  /// @param environment selects one of several parameter files; null if not given
  /// @param isBroken whether a Bicep file could not be read in full
  /// @param problems receives errors and ambiguities of the choice
  DeploymentAssembly(
      Collected collected,
      SourceReader reader,
      @Nullable String environment,
      Predicate<SourceFile> isBroken,
      List<Problem> problems) {
    this.collected = collected;
    this.problems = problems;
    this.targets = new NamedTemplates(collected, reader, problems);
    this.pairing = new ParameterFileMatcher(pairable(), templates(), environment, problems);
    List<Entry> all = new ArrayList<>();
    collected.namedTemplates.forEach(each -> all.add(new Entry(each, NAMED)));
    all.addAll(targets.ofNamedFiles());
    EntryPoints found = entryPoints(all, isBroken);
    all.addAll(found.entries());
    all.addAll(targets.elsewhere());
    this.omitted = found.omitted();
    this.entries = all.stream().map(each -> each.template().real()).collect(Collectors.toSet());
    all.forEach(this::deploy);
    CompiledDuplicates.note(all.stream().map(Entry::template).toList(), problems);
  }

  private EntryPoints entryPoints(List<Entry> named, Predicate<SourceFile> isBroken) {
    Set<Path> taken =
        named.stream().map(each -> each.template().real()).collect(Collectors.toSet());
    EntryPoints.Evidence evidence =
        new EntryPoints.Evidence(targets.named(), pairing::hasOwn, this::isTest, isBroken);
    return new EntryPoints(
        collected.foundTemplates.stream().filter(each -> !taken.contains(each.real())).toList(),
        evidence);
  }

  /// In the order in which templates were named or found.
  List<Deployment> list() {
    return list;
  }

  /// The files that were found and are not assessed.
  ///
  /// @param parts the imported files, which are assessed
  List<Skipped> skipped(DeploymentFiles parts) {
    Stream<Skipped> templates =
        omitted.stream()
            .filter(each -> !parts.isInput(each.template().real()))
            .map(EntryPoints.Omitted::skipped);
    Stream<Skipped> parameters =
        pairing.leftOver().stream()
            .filter(file -> collected.givenParameters.isEmpty() && !parts.isInput(file.real()))
            .map(file -> new Skipped(file.name(), "parameter file not selected"));
    return Stream.concat(templates, parameters).toList();
  }

  /// The templates that were found and are no entry points.
  List<EntryPoints.Omitted> omitted() {
    return omitted;
  }

  private boolean isTest(SourceFile file) {
    return collected.tests.contains(file.real());
  }

  /// The parameter files to match; those of tests only if there are only tests.
  private List<SourceFile> pairable() {
    boolean onlyTests = collected.foundTemplates.stream().allMatch(this::isTest);
    return collected.foundParameters.stream().filter(file -> onlyTests || !isTest(file)).toList();
  }

  private List<SourceFile> templates() {
    return Stream.concat(collected.namedTemplates.stream(), collected.foundTemplates.stream())
        .toList();
  }

  private void deploy(Entry entry) {
    SourceFile template = entry.template();
    List<SourceFile> given =
        collected.givenParameters.stream().filter(file -> isFor(file, template)).toList();
    List<BicepSourceFile> named = targets.namedFilesOf(template);
    for (BicepSourceFile file : named) {
      List<SourceFile> parameters = new ArrayList<>(List.of(file));
      parameters.addAll(given);
      list.add(new Deployment(template, parameters, entry.why()));
    }
    if (named.isEmpty()) {
      List<SourceFile> parameters = given.isEmpty() ? pairing.of(template) : given;
      boolean isElsewhere = !template.kind().isTemplate() && !parameters.isEmpty();
      list.add(
          new Deployment(isElsewhere ? parameters.getFirst() : template, parameters, entry.why()));
    }
  }

  /// Whether a file of `--parameters` applies to a template. A file for a template that is no entry
  /// point applies to all.
  private boolean isFor(SourceFile file, SourceFile template) {
    if (!(file instanceof BicepSourceFile it
        && it.using() instanceof Using.Local(var path, var text, var origin))) {
      return true;
    }
    if (entries.contains(path)) {
      return path.equals(template.real());
    }
    problems.add(
        Problem.warning(
            "this file is for `%s`; its values are also used for `%s`"
                .formatted(text, template.name()),
            origin));
    return true;
  }
}

package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.workspace.BicepSourceFile.Using;
import dev.redoubt.workspace.EntryPoints.Entry;
import dev.redoubt.workspace.SourceSearch.Collected;
import dev.redoubt.workspace.WorkspaceSources.Deployment;
import dev.redoubt.workspace.WorkspaceSources.DeploymentGroup;
import dev.redoubt.workspace.WorkspaceSources.Skipped;
import dev.redoubt.workspace.WorkspaceSources.Unassessed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Determines the deployments from the collected files: the entry points and their parameter files,
/// and which of them form one estate.
final class DeploymentAssembly {

  /// The reason for a file that the user names.
  static final String NAMED = "named on the command line";

  private final Collected collected;
  private final List<Problem> problems;
  private final ParameterFileMatcher pairing;
  private final NamedTemplates targets;
  private final Set<Path> entries;
  private final ListedDeployments listed;
  private final List<Deployment> list = new ArrayList<>();
  private final List<DeploymentGroup> groups;
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
    this.listed = collected.listed;
    List<Entry> all = new ArrayList<>();
    collected.namedTemplates.forEach(each -> all.add(new Entry(each, NAMED)));
    all.addAll(targets.ofNamedFiles());
    EntryPoints found = entryPoints(all, isBroken);
    Set<Path> listedPaths = listed.reasons().keySet();
    found.entries().stream()
        .filter(each -> !listedPaths.contains(each.template().real()))
        .forEach(all::add);
    targets.elsewhere().stream()
        .filter(each -> listed.configurationOf(each.template()) == null)
        .forEach(all::add);
    this.omitted = found.omitted();
    this.entries =
        Stream.concat(all.stream().map(each -> each.template().real()), listedPaths.stream())
            .collect(Collectors.toSet());
    all.forEach(this::deploy);
    this.groups = new DeploymentGroups(collected.azureProjects).of(list, listed(all));
    groups.stream()
        .flatMap(group -> group.deployments().stream())
        .filter(each -> !list.contains(each))
        .forEach(list::add);
    CompiledDuplicates.note(all.stream().map(Entry::template).toList(), problems);
  }

  /// The deployments that configuration files list.
  private List<DeploymentGroup> listed(List<Entry> named) {
    List<DeploymentGroup> found = new ArrayList<>();
    for (ListedDeployments.Listed each : listed.list()) {
      List<Deployment> deployments = new ArrayList<>();
      for (ListedDeployments.Template template : each.templates()) {
        boolean isNamed =
            named.stream().anyMatch(it -> it.template().real().equals(template.file().real()));
        if (isNamed && each.templates().size() == 1) {
          continue; // a file that the user names is deployed as the user says
        }
        List<SourceFile> parameters = new ArrayList<>(template.parameters());
        collected.givenParameters.stream()
            .filter(file -> isFor(file, template.file()))
            .forEach(parameters::add);
        deployments.add(
            new Deployment(template.file(), parameters, ListedDeployments.reason(each)));
      }
      if (!deployments.isEmpty()) {
        String joined = deployments.size() == 1 ? null : ListedDeployments.reason(each);
        found.add(new DeploymentGroup(each.name(), deployments, joined));
      }
    }
    return found;
  }

  private EntryPoints entryPoints(List<Entry> named, Predicate<SourceFile> isBroken) {
    Set<Path> taken =
        named.stream().map(each -> each.template().real()).collect(Collectors.toSet());
    Map<Path, String> evident = new HashMap<>(listed.reasons());
    targets
        .named()
        .forEach(
            (path, why) -> {
              if (!listed.isConfigured(path)) {
                evident.putIfAbsent(path, why);
              }
            });
    EntryPoints.Evidence evidence =
        new EntryPoints.Evidence(
            evident, pairing::hasOwn, this::isTest, isBroken, listed::configurationOf);
    return new EntryPoints(
        collected.foundTemplates.stream().filter(each -> !taken.contains(each.real())).toList(),
        evidence);
  }

  /// In the order in which templates were named or found.
  List<Deployment> list() {
    return list;
  }

  /// The same deployments; each group is one estate.
  List<DeploymentGroup> groups() {
    return groups;
  }

  /// The templates with resources that no entry point reaches.
  ///
  /// @param parts the imported files, which are assessed
  List<Unassessed> unreached(DeploymentFiles parts) {
    return omitted.stream()
        .filter(each -> each.isUnreached() && !parts.isInput(each.template().real()))
        .map(
            each ->
                new Unassessed(
                    each.template().name(), each.template().kind().word(), each.why(), true))
        .toList();
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

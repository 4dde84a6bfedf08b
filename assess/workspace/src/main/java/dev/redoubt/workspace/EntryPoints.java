package dev.redoubt.workspace;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.workspace.WorkspaceSources.Skipped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Determines which of the templates found in folders are entry points, and why. The rules and
/// their reasons are in docs/adr/0010-entry-points.md.
final class EntryPoints {

  /// Usual names of entry points, alone or as the last word of the name.
  private static final Pattern MAIN =
      Pattern.compile("(.*[._-])?(main|deploy|azuredeploy|maintemplate)");

  /// Usual names of folders for modules.
  private static final Set<String> MODULE_FOLDERS = Set.of("modules", "module");

  /// An entry point.
  ///
  /// @param why the reason, lower case, as a remark
  record Entry(SourceFile template, String why) {}

  /// Why a template is not an entry point.
  enum Omission {
    COMPILED,
    OUTDATED,
    PART,
    LIBRARY,
    UNUSED,
    TEST
  }

  /// A template that is not an entry point.
  record Omitted(SourceFile template, Omission omission, String why) {
    Skipped skipped() {
      return new Skipped(template.name(), why);
    }

    /// Whether it may have resources that no entry point reaches.
    boolean isUnreached() {
      boolean deploys =
          template instanceof BicepSourceFile bicep
              ? bicep.deploys()
              : !template.resourceTypes().isEmpty();
      return omission == Omission.UNUSED && deploys;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final List<Omitted> omitted = new ArrayList<>();
  private final Evidence evidence;

  /// The evidence that a template is an entry point.
  ///
  /// @param named the reason for a template that another file deploys, by path
  /// @param hasParameters whether a parameter file is named after a template
  /// @param isTest whether a template is a test of others
  /// @param isBroken whether a template could not be read in full
  /// @param configuration the file that lists all deployments of the folder of a template; null if
  ///   there is none
  record Evidence(
      Map<Path, String> named,
      Predicate<SourceFile> hasParameters,
      Predicate<SourceFile> isTest,
      Predicate<SourceFile> isBroken,
      Function<SourceFile, @Nullable String> configuration) {}

  /// @param templates all templates that were found, in order
  EntryPoints(List<SourceFile> templates, Evidence evidence) {
    this.evidence = evidence;
    List<SourceFile> written = withoutCompiled(templates);
    decide(written.stream().filter(evidence.isTest().negate()).toList());
    List<SourceFile> tests = written.stream().filter(evidence.isTest()).toList();
    if (entries.isEmpty()) {
      decide(tests);
    } else {
      tests.forEach(
          test ->
              omitted.add(
                  new Omitted(test, Omission.TEST, "a test; other templates are assessed")));
    }
  }

  /// The entry points; those that a file names come first, then in the order of the templates.
  List<Entry> entries() {
    return entries;
  }

  List<Omitted> omitted() {
    return omitted;
  }

  private List<SourceFile> withoutCompiled(List<SourceFile> templates) {
    CompiledDuplicates twins = new CompiledDuplicates(templates);
    List<SourceFile> written = new ArrayList<>();
    for (SourceFile template : templates) {
      SourceFile original = twins.originalOf(template);
      if (original == null || evidence.named().containsKey(template.real())) {
        written.add(template);
      } else {
        String difference = twins.differenceOf(template);
        omitted.add(
            difference == null
                ? new Omitted(
                    template,
                    Omission.COMPILED,
                    "compiled from `" + original.name() + "`, which is assessed instead")
                : new Omitted(
                    template,
                    Omission.OUTDATED,
                    "compiled from another state of `" + original.name() + "`: " + difference));
      }
    }
    return written;
  }

  private void decide(List<SourceFile> templates) {
    TemplateLinks links = new TemplateLinks(templates);
    Set<Path> ends = paths(links.entryPoints());
    List<SourceFile> unused = new ArrayList<>();
    List<SourceFile> certain = new ArrayList<>();
    List<SourceFile> parts = new ArrayList<>();
    for (SourceFile template : templates) {
      String named = evidence.named().get(template.real());
      if (named != null) {
        entries.add(new Entry(template, named));
        certain.add(template);
      } else if (!ends.contains(template.real())) {
        parts.add(template);
      } else if (isLibrary(template)) {
        omitted.add(new Omitted(template, Omission.LIBRARY, "declares no resources or modules"));
      } else {
        unused.add(template);
        if (evidence.hasParameters().test(template) || isMain(template)) {
          certain.add(template);
        }
      }
    }
    unused.forEach(template -> decideUnused(template, certain));
    Set<Path> reached = links.reachedFrom(entries.stream().map(Entry::template).toList());
    for (SourceFile part : parts) {
      boolean isPart = reached.contains(part.real());
      omitted.add(
          new Omitted(part, isPart ? Omission.PART : Omission.UNUSED, usedBy(links.userOf(part))));
    }
  }

  /// Bicep that no other file imports is an unused module if it is below an entry point or in a
  /// folder of modules next to it. For JSON this cannot be decided, because links may be
  /// expressions.
  private void decideUnused(SourceFile template, List<SourceFile> certain) {
    String configuration = evidence.configuration().apply(template);
    if (configuration != null) {
      String why = "not listed under `deployments` in `" + configuration + "`";
      omitted.add(new Omitted(template, Omission.UNUSED, why));
      return;
    }
    SourceFile user =
        template instanceof BicepSourceFile && !paths(certain).contains(template.real())
            ? likelyUser(template, certain)
            : null;
    if (user == null) {
      entries.add(new Entry(template, "entry point: no other file imports it"));
    } else {
      String why = "unused module: neither `" + user.name() + "` nor another file imports it";
      omitted.add(new Omitted(template, Omission.UNUSED, why));
    }
  }

  private static Set<Path> paths(List<SourceFile> templates) {
    return templates.stream().map(SourceFile::real).collect(Collectors.toSet());
  }

  private static String usedBy(@Nullable SourceFile user) {
    return user == null ? "imported by another template" : "imported by `" + user.name() + "`";
  }

  private boolean isLibrary(SourceFile template) {
    return template instanceof BicepSourceFile bicep
        && !bicep.deploys()
        && !evidence.isBroken().test(template);
  }

  private static boolean isMain(SourceFile template) {
    return MAIN.matcher(template.stem()).matches() && besideModules(template) == null;
  }

  private static @Nullable SourceFile likelyUser(SourceFile template, List<SourceFile> certain) {
    Path beside = besideModules(template);
    for (SourceFile each : certain) {
      boolean isBelow =
          template.folder().startsWith(each.folder()) && !template.folder().equals(each.folder());
      boolean isBeside =
          beside != null && each.folder().startsWith(beside) && besideModules(each) == null;
      if (isBelow || isBeside) {
        return each;
      }
    }
    return null;
  }

  /// The parent of the modules folder that contains a template; null if there is none.
  private static @Nullable Path besideModules(SourceFile template) {
    Path here = template.root();
    for (Path step : template.root().relativize(template.folder())) {
      if (MODULE_FOLDERS.contains(PropertyName.folded(step.toString()))) {
        return here;
      }
      here = here.resolve(step);
    }
    return null;
  }
}

package dev.redoubt.workspace.configuration;

import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.Severity;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of `redoubt.yaml`. Every section is optional.
///
/// @param name the display name of the file
/// @param folder the folder of the file, which the paths in it are relative to; absolute
/// @param workload names the workload
/// @param deployments all deployments of the workload; empty if the file does not list them
/// @param environments the parameter files of the environments
/// @param modulePath folders of compiled modules, absolute; they exist
/// @param personas who works on the workload; never inferred from names
/// @param platform what the platform provides, whether it has expired or not
/// @param tags the tags that resources need
/// @param allowedRegions the regions that resources may be in; empty for all
/// @param severities the severities that replace those of the catalog
/// @param policies folders of Azure Policy files, absolute; they exist
/// @param exemptions accepted findings, whether they have expired or not
/// @param statements what persons state about provisions of frameworks, whether it has expired or
///   not
/// @param baseline the findings of an earlier assessment; null if there is none
/// @param unused the settings that are present and that no verdict depends on yet
/// @param settingsForAll the settings that apply to everything that is assessed, not only to the
///   deployments of its own folder
public record WorkspaceConfiguration(
    String name,
    Path folder,
    Workload workload,
    List<ListedDeployment> deployments,
    List<ListedEnvironment> environments,
    List<Path> modulePath,
    List<Persona> personas,
    List<DeclaredFact> platform,
    TagSettings tags,
    List<String> allowedRegions,
    List<SeverityOverride> severities,
    List<PolicyFolder> policies,
    List<ListedExemption> exemptions,
    List<ListedStatement> statements,
    @Nullable BaselineFile baseline,
    List<String> unused,
    List<Setting> settingsForAll) {

  /// The name of the file in an assessed folder.
  public static final String FILE_NAME = "redoubt.yaml";

  public WorkspaceConfiguration {
    deployments = List.copyOf(deployments);
    environments = List.copyOf(environments);
    modulePath = List.copyOf(modulePath);
    personas = List.copyOf(personas);
    platform = List.copyOf(platform);
    allowedRegions = List.copyOf(allowedRegions);
    severities = List.copyOf(severities);
    policies = List.copyOf(policies);
    exemptions = List.copyOf(exemptions);
    statements = List.copyOf(statements);
    unused = List.copyOf(unused);
    settingsForAll = List.copyOf(settingsForAll);
  }

  /// A configuration without settings.
  public static WorkspaceConfiguration empty(String name, Path folder) {
    return new WorkspaceConfiguration(
        name,
        folder,
        Workload.NONE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        TagSettings.NONE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of());
  }

  /// A setting by its full name, such as `workload.environment`.
  ///
  /// @param origin its name in the file
  public record Setting(String name, Origin origin) {}

  /// The workload.
  ///
  /// @param name the name in reports; null for the name of the folder
  /// @param environment the environment unless the command line names one; null if not given
  /// @param sensitivity how sensitive its data is: the value of the classification tag that
  ///   resources without the tag are judged by; null if not given
  /// @param crownJewels what is most worth protecting: symbolic names, resource names or ids
  public record Workload(
      @Nullable String name,
      @Nullable String environment,
      @Nullable String sensitivity,
      List<String> crownJewels) {

    /// Nothing is said about the workload.
    public static final Workload NONE = new Workload(null, null, null, List.of());

    public Workload {
      crownJewels = List.copyOf(crownJewels);
    }
  }

  /// A deployment: one estate.
  ///
  /// @param name unique in the file
  /// @param templates at least one; several are deployed together
  public record ListedDeployment(String name, List<ListedTemplate> templates) {
    public ListedDeployment {
      templates = List.copyOf(templates);
    }
  }

  /// A template with its parameter files.
  ///
  /// @param file the template, absolute; it exists
  /// @param parameters the parameter files, absolute; a later value overrides an earlier one
  public record ListedTemplate(Path file, List<Path> parameters) {
    public ListedTemplate {
      parameters = List.copyOf(parameters);
    }
  }

  /// An environment that `--environment` or `workload.environment` selects.
  ///
  /// @param parameters the parameter files, used for every template that they fit; absolute
  public record ListedEnvironment(String name, List<Path> parameters) {
    public ListedEnvironment {
      parameters = List.copyOf(parameters);
    }
  }

  /// A role of people or pipelines.
  ///
  /// @param principals object ids of Microsoft Entra
  public record Persona(String name, List<String> principals) {
    public Persona {
      principals = List.copyOf(principals);
    }
  }

  /// Something that the platform provides.
  ///
  /// @param names what it is about: resource types for `diagnostics`, plans for `defenderPlans`,
  ///   DNS zones for `dns`, the name of the assignment for `policies`, principals for `roles`
  /// @param effect the effect of a policy; null for other facts
  public record DeclaredFact(PlatformFact fact, List<String> names, @Nullable String effect) {
    public DeclaredFact {
      names = List.copyOf(names);
    }
  }

  /// The tags that resources need.
  ///
  /// @param required their names; empty for those of the control
  /// @param classification the name of the tag for the data classification; null for that of the
  ///   control
  /// @param classificationValues the values that it may have; empty for any
  /// @param sensitiveValues those of them that need customer-managed keys; empty if none is
  ///   sensitive, null for those of the controls
  /// @param highlySensitiveValues those that need confidential computing as well; empty if none is,
  ///   null for those of the controls
  /// @param origin where the classification is declared, otherwise the tags
  public record TagSettings(
      List<String> required,
      @Nullable String classification,
      List<String> classificationValues,
      @Nullable List<String> sensitiveValues,
      @Nullable List<String> highlySensitiveValues,
      Origin origin) {

    /// The controls decide.
    public static final TagSettings NONE =
        new TagSettings(List.of(), null, List.of(), null, null, Origin.NONE);

    public TagSettings {
      required = List.copyOf(required);
      classificationValues = List.copyOf(classificationValues);
      sensitiveValues = sensitiveValues == null ? null : List.copyOf(sensitiveValues);
      highlySensitiveValues =
          highlySensitiveValues == null ? null : List.copyOf(highlySensitiveValues);
    }
  }

  /// What a person states about provisions, because templates cannot show it.
  ///
  /// @param framework the id of a framework
  /// @param provisions at least one
  /// @param text what is stated, one line
  public record ListedStatement(
      String framework,
      List<String> provisions,
      String text,
      String owner,
      LocalDate expires,
      Origin origin) {
    public ListedStatement {
      provisions = List.copyOf(provisions);
    }
  }

  /// Another severity for a control.
  ///
  /// @param end who answers for it and until when; null for a severity that is one word, which may
  ///   only be higher than that of the catalog
  public record SeverityOverride(
      String control, Severity severity, @Nullable SeverityEnd end, Origin origin) {}

  /// Who answers for another severity.
  ///
  /// @param reason one line
  /// @param expires the last day on which it applies
  public record SeverityEnd(String owner, String reason, LocalDate expires) {}

  /// A folder of Azure Policy files.
  ///
  /// @param folder absolute; it exists
  /// @param name its display name
  public record PolicyFolder(Path folder, String name, Origin origin) {}

  /// Accepted findings.
  ///
  /// @param controls the ids of their controls
  /// @param resource a pattern for the id or the name of the resource, `*` stands for any text;
  ///   null for all
  /// @param symbol a pattern for its symbolic name, or for those of its modules and its own with
  ///   slashes; null for all
  /// @param path a pattern for the file that declares the resource, relative to the folder of the
  ///   configuration, `**` stands for any folders; null for all
  public record ListedExemption(
      List<String> controls,
      @Nullable String resource,
      @Nullable String symbol,
      @Nullable String path,
      Exemption exemption) {
    public ListedExemption {
      controls = List.copyOf(controls);
    }

    /// Whether it is for every resource, also for those that are added later.
    public boolean isForAll() {
      return isAny(resource) && isAny(symbol) && isAnyPath(path);
    }

    private static boolean isAnyPath(@Nullable String pattern) {
      return pattern == null || pattern.matches("[*?/]*\\*[*?/]*(\\.(bicep|json))?");
    }

    private static boolean isAny(@Nullable String pattern) {
      return pattern == null || pattern.matches("(/subscriptions/)?[*?/]*\\*[*?/]*");
    }
  }

  /// The findings of an earlier assessment.
  ///
  /// @param file absolute; it may not exist
  public record BaselineFile(Path file, Origin origin) {}

  /// Whether the file has settings that apply to everything that is assessed.
  public boolean hasSettingsForAll() {
    return !settingsForAll.isEmpty();
  }

  /// Where a setting of [#settingsForAll] is; the file as a whole if it has none of this name.
  ///
  /// @param whole the file as a whole
  public Origin originOf(String setting, Origin whole) {
    return settingsForAll.stream()
        .filter(each -> each.name().equals(setting))
        .map(Setting::origin)
        .findFirst()
        .orElse(whole);
  }
}

package dev.redoubt.workspace;

import dev.redoubt.workspace.WorkspaceSources.Deployment;
import dev.redoubt.workspace.WorkspaceSources.DeploymentGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes a first `redoubt.yaml` from what was found. It changes no verdict: what is more than a
/// statement of what was found is a comment.
public final class ConfigurationDraft {

  private final WorkspaceSources sources;
  private final Path folder;
  private final StringBuilder text = new StringBuilder();

  private ConfigurationDraft(WorkspaceSources sources, Path folder) {
    this.sources = sources;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /// What the templates contain.
  ///
  /// @param tags names of tags with the number of resources: `owner (3 resources)`
  /// @param tagNames the names alone
  /// @param regions the regions of resources
  /// @param missing the modules that were not found
  public record Usage(
      List<String> tags, List<String> tagNames, List<String> regions, List<String> missing) {
    public Usage {
      tags = List.copyOf(tags);
      tagNames = List.copyOf(tagNames);
      regions = List.copyOf(regions);
      missing = List.copyOf(missing);
    }
  }

  /// The text of the file.
  ///
  /// @param folder the folder that the file is for
  /// @param workload the name of the workload
  public static String of(WorkspaceSources sources, Path folder, String workload, Usage usage) {
    ConfigurationDraft draft = new ConfigurationDraft(sources, folder);
    draft.workload(workload);
    draft.deployments();
    draft.environments();
    draft.modules(usage.missing());
    draft.tags(usage);
    draft.rest();
    return draft.text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void workload(String name) {
    line(
        "# Settings of `redoubt assess`. docs/configuration.md of Redoubt describes each of them.");
    line(
        "# All are optional; a setting that is not known is an error. Options on the command line");
    line("# take precedence.");
    line("");
    line("workload:");
    line("  name: " + quoted(name));
    line("  # environment: prod                  # used unless `--environment` names another");
    line("  # sensitivity: confidential");
    line("  # crownJewels: [the symbolic name or the name of a resource]");
    line("");
  }

  private void deployments() {
    List<DeploymentGroup> groups = sources.groups();
    boolean areAllTemplates =
        sources.deployments().stream()
            .allMatch(
                each ->
                    each.template().kind().isTemplate()
                        && each.template().real().startsWith(folder));
    if (groups.isEmpty() || !areAllTemplates) {
      line("# What is deployed. Without a list, Redoubt finds the entry points.");
      line("# deployments:");
      line("#   - name: app");
      line("#     template: main.bicep");
      line("#     parameters: [prod.bicepparam]");
      line("");
      return;
    }
    line(
        "# What is deployed. Redoubt found these itself, and will find new templates as well."
            + " Make");
    line("# it a setting to fix the list: then a template that is not in it is not assessed.");
    line("# deployments:");
    Set<String> names = new HashSet<>();
    for (DeploymentGroup group : groups) {
      group(group, names);
    }
    line("");
  }

  private void group(DeploymentGroup group, Set<String> names) {
    List<Deployment> all = group.deployments();
    String name = relative(all.getFirst().template());
    if (!names.add(name)) {
      String base = name + " with " + files(all.getFirst().parameters(), ", ");
      name = base;
      for (int i = 2; !names.add(name); i++) {
        name = base + " " + i;
      }
    }
    line("#   - name: " + quoted(name));
    if (all.size() == 1) {
      deployment(all.getFirst(), "#     ", "#     ");
      return;
    }
    line("#     join:");
    for (Deployment each : all) {
      deployment(each, "#       - ", "#         ");
    }
  }

  private void deployment(Deployment deployment, String first, String next) {
    line(first + "template: " + quoted(relative(deployment.template())));
    if (!deployment.parameters().isEmpty()) {
      line(
          next
              + "parameters: ["
              + deployment.parameters().stream()
                  .map(each -> quoted(relative(each)))
                  .collect(Collectors.joining(", "))
              + "]");
    }
  }

  private String files(List<SourceFile> files, String separator) {
    return files.stream().map(this::relative).collect(Collectors.joining(separator));
  }

  private String relative(SourceFile file) {
    return folder.relativize(file.real()).toString().replace('\\', '/');
  }

  private void environments() {
    List<String> files = new ArrayList<>();
    for (Deployment each : sources.deployments()) {
      each.parameters().forEach(file -> files.add(file.name()));
    }
    sources.skipped().stream()
        .filter(each -> each.why().startsWith("parameter file"))
        .forEach(each -> files.add(each.name()));
    line(
        "# Parameter files by environment; `--environment prod` or `workload.environment` selects"
            + " one.");
    if (!files.isEmpty()) {
      line("# Found: " + comment(files.stream().distinct().collect(Collectors.joining(", "))));
    }
    line("# environments:");
    line("#   prod: { parameters: [prod.bicepparam] }");
    line("");
  }

  private void modules(List<String> missing) {
    line("# Folders of compiled registry modules, as `--module-path`.");
    if (!missing.isEmpty()) {
      line("# These modules were not found, so what they deploy is not assessed:");
      missing.forEach(each -> line("#   " + comment(each)));
    }
    line("# modulePath: [modules]");
    line("");
  }

  private void tags(Usage usage) {
    line("# The tags that resources need, and the tag for the data classification.");
    if (!usage.tags().isEmpty()) {
      line("# In use: " + comment(String.join(", ", usage.tags())));
    }
    List<String> names =
        usage.tagNames().stream().filter(each -> each.matches("[A-Za-z0-9-]+")).limit(4).toList();
    line("# tags:");
    line(
        "#   required: ["
            + (names.isEmpty() ? "owner, environment" : String.join(", ", names))
            + "]");
    line("#   classification:");
    line("#     name: dataClassification");
    line("#     values: [public, internal, confidential, restricted]");
    line("#     sensitive: [confidential, restricted]       # need customer-managed keys");
    line("#     highlySensitive: [restricted]               # need confidential computing as well");
    line("");
    line("# The regions that resources may be in.");
    line(
        "# allowedRegions: ["
            + (usage.regions().isEmpty() ? "westeurope" : String.join(", ", usage.regions()))
            + "]");
    line("");
  }

  private void rest() {
    line(
        """
        # What the platform provides and no template shows. Verdicts that rest on it are conditional.
        # platform:
        #   diagnostics:
        #     - provides: diagnostic settings by policy
        #       resourceTypes: [Microsoft.KeyVault/vaults]
        #       owner: platform team
        #       expires: 2027-06-30
        #   defenderPlans:
        #     - provides: Defender plans of the subscription
        #       plans: [KeyVaults, StorageAccounts]
        #       owner: security operations
        #       expires: 2027-06-30
        #   policies:
        #     - provides: no public network access
        #       assignment: deny-public-network
        #       effect: Deny
        #       owner: platform team
        #       expires: 2027-06-30

        # Who works on the workload: object ids of Microsoft Entra by persona.
        # personas:
        #   data-scientist: [11111111-2222-3333-4444-555555555555]

        # Other severities: low, medium, high or critical. A lower one has an owner and a last day.
        # severity:
        #   storage-shared-key: critical
        #   required-tags: { to: low, owner: alice, reason: tags come by policy, expires: 2027-03-31 }

        # Accepted findings. `redoubt assess` says when one has expired or matches nothing.
        # exemptions:
        #   - control: storage-shared-key
        #     resource: stlegacy                    # name or id; `symbol` for the symbolic name
        #     owner: alice
        #     reason: a client that cannot use Microsoft Entra yet
        #     ticket: SEC-123
        #     expires: 2027-03-31

        # Folders of Azure Policy definitions and assignments, evaluated as controls.
        # policies: [policies]

        # Known findings: `redoubt assess --update-baseline` writes the file, and from then on only
        # new findings fail a run.
        # baseline: redoubt-baseline.json\
        """
            .stripTrailing());
  }

  /// A text in double quotes, in which YAML understands the escapes of JSON.
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || Character.getType(c) == Character.FORMAT) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /// A text that does not end the comment.
  private static String comment(String text) {
    return text.replaceAll("\\p{Cntrl}|[\\u0085\\u2028\\u2029]", " ");
  }
}

package dev.redoubt.findings.testing;

import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.detail.AssessmentDetail;
import dev.redoubt.findings.detail.FrameworkDescription;
import dev.redoubt.findings.detail.FrameworkDescription.Capability;
import dev.redoubt.findings.detail.FrameworkDescription.Provision;
import dev.redoubt.findings.detail.ProvisionStatement;
import dev.redoubt.findings.detail.SourceExcerpt;
import dev.redoubt.findings.detail.SourceRevision;
import dev.redoubt.findings.inventory.DataStore;
import dev.redoubt.findings.inventory.DeclaredRoleAssignment;
import dev.redoubt.findings.inventory.EffectiveSetting;
import dev.redoubt.findings.inventory.Exposure;
import dev.redoubt.findings.inventory.InventoryResource;
import dev.redoubt.findings.inventory.LifecycleStage;
import dev.redoubt.findings.inventory.ResourceInventory;
import dev.redoubt.findings.inventory.WorkloadEndpoint;
import dev.redoubt.findings.inventory.WorkloadIdentity;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What reports for people add to [ExampleAssessments].
public final class ExampleDetails {

  /// The day on which the examples are reported.
  public static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  /// The example text of a statement that nobody signed.
  public static final String CLAIM = "keys are rotated every quarter";

  private final SourceFiles files;

  private ExampleDetails(SourceFiles files) {
    this.files = files;
  }

  /// Everything, for any example: frameworks, statements, inventory, excerpts and changes.
  public static AssessmentDetail of(Assessment assessment) {
    ExampleDetails details = new ExampleDetails(assessment.files());
    Map<String, SourceExcerpt> excerpts = new HashMap<>();
    Map<String, String> changes = new HashMap<>();
    for (Finding finding : assessment.findings()) {
      excerpts.put(finding.id(), excerpt(finding.origin().line()));
      // some fixes are no exact changes
      if (finding.verdict() == Verdict.FAIL && finding.origin().line() % 2 == 1) {
        changes.put(finding.id(), change(finding.origin().line()));
      }
    }
    return new AssessmentDetail(
        details.inventory(),
        List.of(),
        frameworks(),
        details.statements(),
        new SourceRevision("0123456789abcdef0123456789abcdef01234567", List.of("main.bicep")),
        excerpts,
        changes);
  }

  private static SourceExcerpt excerpt(int line) {
    int first = Math.max(1, line - 2);
    return new SourceExcerpt(
        "main.bicep",
        first,
        line,
        List.of(
            "resource data 'Microsoft.Storage/storageAccounts@2025-01-01' = {",
            "  properties: {",
            "    publicNetworkAccess: 'Enabled' // <open> & \"wide\"",
            "  }",
            "}"));
  }

  private static String change(int line) {
    int first = Math.max(1, line - 1);
    return "--- a/main.bicep\n+++ b/main.bicep\n@@ -"
        + first
        + ",3 +"
        + first
        + ",3 @@\n   properties: {\n-    publicNetworkAccess: 'Enabled'\n"
        + "+    publicNetworkAccess: 'Disabled'\n   }\n";
  }

  /// A reviewed framework and one that nobody reviewed, with provisions of every kind.
  private static List<FrameworkDescription> frameworks() {
    return List.of(
        new FrameworkDescription(
            "iso-27001",
            "ISO/IEC 27001:2022 Annex A",
            "mapped by the maintainers in November 2026 from the titles of the provisions",
            null,
            List.of(
                new Provision("A.5.1", List.of()),
                new Provision("A.5.2", List.of()),
                provision("A.8.20", "private-networking", "storage-public-network-access"),
                provision("A.8.22", "encryption", "storage-tls", "absent"),
                provision("A.8.24", "key-protection", "key-vault-purge-protection"))),
        new FrameworkDescription(
            "eu-ai-act",
            "EU AI Act, Regulation (EU) 2024/1689",
            "mapped in November 2026",
            "A. Reviewer, 2026-11-20",
            List.of(
                provision("15(5)", "inventory", "required-tags"),
                provision("14", "human oversight"))));
  }

  private static Provision provision(String id, String capability, String... controls) {
    return new Provision(id, List.of(new Capability(capability, List.of(controls), List.of())));
  }

  private List<ProvisionStatement> statements() {
    Origin origin = Origin.of(files.add("redoubt.yaml"), 12, 3);
    LocalDate later = LocalDate.of(2027, 6, 30);
    LocalDate past = LocalDate.of(2026, 6, 30);
    return List.of(
        new ProvisionStatement(
            "iso-27001", "A.5.1", "policies are approved", "ciso", later, "ciso@contoso", origin),
        new ProvisionStatement("iso-27001", "A.8.24", CLAIM, "platform", later, null, origin),
        new ProvisionStatement(
            "eu-ai-act", "14", "a person can stop it", "model-owner", past, "ml@contoso", origin),
        new ProvisionStatement("iso-27001", "A.9.9", "not mapped", "ciso", later, null, origin));
  }

  private ResourceInventory inventory() {
    Origin origin = Origin.of(files.add("main.bicep"), 12, 3);
    ResourceKey first = key("storageAccounts", "stdata1");
    ResourceKey second = key("storageAccounts", "stdata2");
    ResourceKey identity = key("userAssignedIdentities", "id-train");
    WorkloadIdentity known =
        new WorkloadIdentity(
            "i1",
            WorkloadIdentity.Kind.USER_ASSIGNED,
            "id-train",
            identity,
            List.of(key("workspaces", "ml")),
            List.of("repo:contoso/credit:pull_request"),
            origin);
    WorkloadIdentity unknown =
        new WorkloadIdentity(
            "i2",
            WorkloadIdentity.Kind.UNKNOWN,
            "[parameters('principal')]",
            null,
            List.of(),
            List.of(),
            origin);
    return new ResourceInventory(
        List.of(
            resource(first, "data", LifecycleStage.DATA, "Enabled", origin),
            resource(second, "", LifecycleStage.DATA, "Disabled", origin),
            resource(identity, "train", LifecycleStage.IDENTITY, "none", origin),
            new InventoryResource(
                key("virtualNetworks", "hub"),
                "hub",
                "2025-01-01",
                LifecycleStage.NETWORK,
                true,
                "parameters('hub')",
                origin,
                List.of("main.bicep"),
                List.of())),
        List.of(known, unknown),
        List.of(
            new DeclaredRoleAssignment(
                key("roleAssignments", "r1"),
                "i1",
                "Storage Blob Data Contributor",
                "storageAccounts stdata1",
                first,
                "@Resource[name] StringEquals 'x'",
                origin,
                List.of("main.bicep"))),
        List.of(
            new DataStore(
                first,
                "",
                "no tag and no sensitivity",
                "key of Microsoft",
                Exposure.PUBLIC,
                origin),
            new DataStore(second, "secret", "tag `class`", "own key", Exposure.PRIVATE, origin)),
        List.of(
            new WorkloadEndpoint(
                first,
                Exposure.PUBLIC,
                "`publicNetworkAccess` is `Enabled`",
                List.of(key("privateEndpoints", "pe")),
                "Microsoft Entra ID",
                origin),
            new WorkloadEndpoint(
                second, Exposure.UNKNOWN, "`x` is unknown", List.of(), "", origin)),
        List.of("1 resource of a type whose endpoint is not known is not judged"));
  }

  private static InventoryResource resource(
      ResourceKey key, String symbol, LifecycleStage stage, String access, Origin origin) {
    return new InventoryResource(
        key,
        symbol,
        "2025-01-01",
        stage,
        false,
        null,
        origin,
        List.of("main.bicep"),
        List.of(
            new EffectiveSetting(
                "properties.minimumTlsVersion",
                "TLS1_2",
                EffectiveSetting.Source.DEFAULT,
                Origin.NONE,
                "Microsoft.Storage reference, 2026-10-01"),
            new EffectiveSetting(
                "properties.publicNetworkAccess",
                access,
                EffectiveSetting.Source.DECLARED,
                origin,
                ""),
            new EffectiveSetting(
                "tags.owner",
                "[parameters('owner')]",
                EffectiveSetting.Source.UNKNOWN,
                Origin.NONE,
                "parameter `owner` has no value; `--parameters owner=VALUE`")));
  }

  private static ResourceKey key(String type, String name) {
    return new ResourceKey(
        ResourceScope.Tenant.ROOT,
        ResourceType.of("Microsoft.Example/" + type),
        List.of(NameSegment.literal(name)));
  }
}

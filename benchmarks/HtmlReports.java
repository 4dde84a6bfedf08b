import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.DefenceLayer;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.detail.AssessmentDetail;
import dev.redoubt.findings.detail.SourceExcerpt;
import dev.redoubt.findings.detail.SourceRevision;
import dev.redoubt.findings.inventory.EffectiveSetting;
import dev.redoubt.findings.inventory.InventoryResource;
import dev.redoubt.findings.inventory.LifecycleStage;
import dev.redoubt.findings.inventory.ResourceInventory;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.reporthtml.HtmlReport;
import dev.redoubt.reporthtml.HtmlReportOptions;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes an HTML report about made-up findings and resources, and times it: `java -cp JARS
/// benchmarks/HtmlReports.java FILE FINDINGS RESOURCES [ROUNDS]`.
///
/// The texts are as long as those of the sample `samples/credit-scoring/weak`: seventy controls,
/// thirty types, two files in three deployments with a source link, an excerpt of five lines for
/// each finding and a change of seven lines for every second one, and fourteen settings for each
/// resource, of which four differ between the resources of a type.
///
/// `java benchmarks/HtmlReportInBrowser.java FILE` opens the file in Chromium.
final class HtmlReports {

  private static final int CONTROLS = 70;
  private static final int TYPES = 30;

  private final SourceFiles files = new SourceFiles();
  private final int[] ids = new int[20];
  private final List<ControlDescription> controls = new ArrayList<>();
  private final Map<String, SourceExcerpt> excerpts = new HashMap<>();
  private final Map<String, String> changes = new HashMap<>();

  private HtmlReports() {
    for (int i = 0; i < ids.length; i++) {
      ids[i] = files.add("infra/workload/modules/part" + i + ".bicep");
    }
    for (int i = 0; i < CONTROLS; i++) {
      controls.add(control(i));
    }
  }

  public static void main(String[] args) throws IOException {
    int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 9;
    HtmlReports reports = new HtmlReports();
    Assessment assessment =
        reports.assessment(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    AssessmentDetail detail = reports.detail(Integer.parseInt(args[2]));
    HtmlReport report =
        new HtmlReport(
            new HtmlReportOptions(
                "Redoubt",
                "0.1.0",
                FailureThreshold.DEFAULT,
                LocalDate.of(2026, 11, 27),
                "https://github.com/contoso/credit/blob/0123456789abcdef0123456789abcdef01234567/",
                _ -> ""));
    Path file = Path.of(args[0]);
    System.out.printf("first %.3f s%n", seconds(report, assessment, detail, file));
    for (int i = 0; i < rounds; i++) {
      seconds(report, assessment, detail, file);
    }
    double[] times = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      times[i] = seconds(report, assessment, detail, file);
    }
    Arrays.sort(times);
    System.out.printf(
        "warm min %.3f  median %.3f  max %.3f s   %.2f MB%n",
        times[0], times[rounds / 2], times[rounds - 1], Files.size(file) / 1e6);
  }

  private static double seconds(
      HtmlReport report, Assessment assessment, AssessmentDetail detail, Path file)
      throws IOException {
    long start = System.nanoTime();
    try (Writer out = Files.newBufferedWriter(file)) {
      report.write(assessment, detail, out);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static ControlDescription control(int i) {
    String text = "What the service does without this setting, what an attacker gains from it. ";
    String code =
        "resource example 'Microsoft.Example/type@2025-01-01' = {\n  name: 'x'\n".repeat(6);
    return new ControlDescription(
        "example-control-" + i,
        "Example resource allows public network access " + i,
        text.repeat(5),
        Severity.values()[i % 4],
        DefenceLayer.values()[i % 7],
        List.of(1 + i % 15),
        new ControlDescription.Remediation("publicNetworkAccess: 'Disabled'", code, code),
        "clients need a private endpoint or a runner in the network",
        List.of("private-networking"),
        Map.of("iso-27001-2022-annex-a", List.of("A.8.20"), "eu-ai-act", List.of("15(5)")));
  }

  private Origin at(int i) {
    return Origin.of(ids[i % ids.length], 1 + i / ids.length * 9, 5);
  }

  private static ResourceKey key(int i) {
    return new ResourceKey(
        ResourceScope.Tenant.ROOT,
        ResourceType.of("Microsoft.Example" + i % TYPES + "/storageAccounts" + i % TYPES),
        List.of(NameSegment.literal("stcredit" + i)));
  }

  private Assessment assessment(int findings, int resources) {
    List<Finding> all = new ArrayList<>();
    for (int i = 0; i < findings; i++) {
      all.add(finding(i, resources));
    }
    List<Finding> unknown = all.stream().filter(each -> each.verdict() == Verdict.UNKNOWN).toList();
    List<Assessment.Deployment> deployments = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String id = "infra/workload/stack" + i + ".bicep";
      deployments.add(
          new Assessment.Deployment(
              id, List.of(id), List.of(), null, null, resources / 3, List.of()));
    }
    return new Assessment(
        "contoso-credit",
        deployments.stream()
            .map(each -> new Assessment.Input(each.id(), "bicep", Assessment.Input.Role.ENTRY, ""))
            .toList(),
        deployments,
        resources,
        controls,
        all,
        List.of(),
        List.of(new Assessment.UnknownGroup(UnknownCause.parameter("network"), unknown)),
        List.of(),
        List.of(),
        files,
        Assessment.Settings.NONE,
        List.of());
  }

  private Finding finding(int i, int resources) {
    Resource resource =
        new Resource(
            key(i % Math.max(1, resources)),
            "2025-01-01",
            ObjectValue.EMPTY,
            ResourceExistence.Certain.CERTAIN,
            true,
            List.of(),
            at(i));
    Verdict verdict = i % 9 == 0 ? Verdict.UNKNOWN : Verdict.FAIL;
    TruthValue truth = verdict == Verdict.UNKNOWN ? TruthValue.UNKNOWN : TruthValue.FALSE;
    Reason leaf =
        Reason.of(truth, "`publicNetworkAccess` is absent and defaults to `Enabled`", at(i));
    Reason other = Reason.of(truth, "the number of `privateEndpointConnections` is 0", at(i + 1));
    Reason root =
        new Reason(
            truth,
            "the condition of `Accounts should be private` holds",
            at(i),
            List.of(leaf, other));
    String id = String.format("%016x", i * 0x9e3779b97f4a7c15L);
    List<String> lines =
        List.of(
            "resource data 'Microsoft.Storage/storageAccounts@2025-01-01' = {",
            "  properties: {",
            "    publicNetworkAccess: 'Enabled'",
            "    minimumTlsVersion: 'TLS1_2'",
            "  }");
    String name = files.locate(at(i)).file();
    excerpts.put(id, new SourceExcerpt(name, at(i).line(), at(i).line() + 2, lines));
    if (i % 2 == 0) {
      changes.put(id, change(name, at(i).line()));
    }
    return new Finding(
        id,
        controls.get(i % CONTROLS),
        resource,
        verdict,
        at(i),
        root,
        verdict == Verdict.UNKNOWN ? List.of(UnknownCause.parameter("network")) : List.of(),
        null,
        List.of("infra/workload/stack" + i % 3 + ".bicep"),
        Finding.Annotations.NONE);
  }

  private static String change(String file, int line) {
    return """
    --- a/%s
    +++ b/%s
    @@ -%d,6 +%d,6 @@
     resource data 'Microsoft.Storage/storageAccounts@2025-01-01' = {
       properties: {
    -    publicNetworkAccess: 'Enabled'
    +    publicNetworkAccess: 'Disabled'
         minimumTlsVersion: 'TLS1_2'
       }
     }
    """
        .formatted(file, file, line, line);
  }

  private AssessmentDetail detail(int resources) {
    List<InventoryResource> all = new ArrayList<>();
    for (int i = 0; i < resources; i++) {
      all.add(
          new InventoryResource(
              key(i),
              "account" + i,
              "2025-01-01",
              LifecycleStage.values()[i % TYPES % 12],
              false,
              null,
              at(i),
              List.of("infra/workload/stack" + i % 3 + ".bicep"),
              settings(i)));
    }
    return new AssessmentDetail(
        new ResourceInventory(all, List.of(), List.of(), List.of(), List.of()),
        List.of(),
        List.of(),
        List.of(),
        new SourceRevision("0123456789abcdef0123456789abcdef01234567", List.of()),
        excerpts,
        changes);
  }

  /// Ten settings that the resources of a type share, and four of its own.
  private List<EffectiveSetting> settings(int i) {
    List<EffectiveSetting> settings = new ArrayList<>();
    for (int n = 0; n < 14; n++) {
      boolean isDefault = n % 3 == 0;
      settings.add(
          new EffectiveSetting(
              "properties.exampleSetting" + n,
              n < 10 ? "Enabled" : "value-" + i,
              isDefault ? EffectiveSetting.Source.DEFAULT : EffectiveSetting.Source.DECLARED,
              isDefault ? Origin.NONE : at(i),
              isDefault ? "Microsoft.Example reference, 2026-10-01" : ""));
    }
    return settings;
  }
}

package dev.redoubt.findings.testing;

import dev.redoubt.estate.DeclarationSite;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.DefenceLayer;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.inventory.InventoryItem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Example assessments for tests of reports.
public final class ExampleAssessments {

  private static final ControlDescription STORAGE =
      control(
          "storage-public-network-access",
          "Storage account allows public network access",
          Severity.CRITICAL,
          DefenceLayer.NETWORK,
          "publicNetworkAccess: 'Disabled'",
          "clients need a private endpoint or a runner in the network");
  private static final ControlDescription TLS =
      control(
          "storage-tls",
          "Storage account allows TLS versions below 1.2",
          Severity.MEDIUM,
          DefenceLayer.DATA,
          "minimumTlsVersion: 'TLS1_2'",
          "none for clients of the last ten years");
  private static final ControlDescription VAULT =
      control(
          "key-vault-purge-protection",
          "Key vault has no purge protection",
          Severity.HIGH,
          DefenceLayer.MODEL,
          "enablePurgeProtection: true",
          "a deleted vault keeps its name for its retention time");
  private static final ControlDescription TAGS =
      control(
          "required-tags",
          "Resource is missing required tags",
          Severity.LOW,
          DefenceLayer.GOVERNANCE,
          "tags: { owner: '...' }",
          "none");

  private static final UnknownCause UNREACHED =
      new UnknownCause(
          UnknownCause.Kind.UNREACHED_FILE,
          "no entry point reaches `modules/old.bicep`; their resources are not assessed",
          "list what is deployed under `deployments:` in `redoubt.yaml`");
  public static final UnknownCause MISSING_MODULE =
      new UnknownCause(
          UnknownCause.Kind.MISSING_TEMPLATE,
          "module `net` is not available",
          "`--module-path DIR`");

  private final SourceFiles files = new SourceFiles();
  private final List<Finding> findings = new ArrayList<>();
  private final List<UnknownGroup> unknowns = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<InventoryItem> inventory = new ArrayList<>();

  private ExampleAssessments() {}

  /// An assessment without findings and problems.
  public static Assessment clean() {
    ExampleAssessments examples = new ExampleAssessments();
    examples.add(STORAGE, "storageAccounts", "stdata", Verdict.PASS, 12, "it is `Disabled`");
    return examples.assessment(List.of());
  }

  /// An assessment with every kind of result.
  public static Assessment weak() {
    ExampleAssessments examples = new ExampleAssessments();
    examples.add(
        TLS,
        "storageAccounts",
        "stlogs",
        Verdict.FAIL,
        71,
        "`minimumTlsVersion` is `TLS1_0`; the oldest version that is still safe is `TLS1_2`, and"
            + " a longer sentence has to be folded below its start");
    for (int i = 0; i < 12; i++) {
      examples.add(
          STORAGE,
          "storageAccounts",
          "stdata" + i,
          Verdict.FAIL,
          40 + i,
          "`publicNetworkAccess` is absent; the service's default is `Enabled`");
    }
    examples.add(VAULT, "vaults", "kv-main", Verdict.PASS, 90, "it is true");
    examples.add(
        TAGS, "vaults", "kv-main", Verdict.EXEMPT, 90, "accepted until 2027-01-31 by ciso");
    examples.unknown(
        UnknownCause.parameter("purge"),
        examples.add(
            VAULT, "vaults", "kv-keys", Verdict.UNKNOWN, 101, "`enablePurgeProtection` is unknown"),
        examples.add(
            TAGS, "vaults", "kv-keys", Verdict.UNKNOWN, 101, "the tags are a parameter's"));
    examples.unknown(
        UnknownCause.runtime("workspaces ml"),
        examples.add(TAGS, "workspaces", "ml", Verdict.UNKNOWN, 120, "`tags` is unknown"));
    examples.problems.add(
        Problem.warning(
            "`nested.json` is not available locally; its resources are unknown", examples.at(7)));
    return examples.assessment(
        List.of(
            practice(1, "Use private endpoints for data stores", PracticeState.VIOLATED, ""),
            practice(2, "Protect model artifacts", PracticeState.UNKNOWN, "2 of 3 controls"),
            practice(4, "Isolate training, staging, production", PracticeState.HOLDS, ""),
            practice(
                13,
                "Integrate Responsible AI into model approval",
                PracticeState.NOT_ASSESSED,
                "")));
  }

  /// An assessment in which everything passes that was judged, beside files that are not assessed.
  public static Assessment cleanBeside(List<Input> others, UnknownCause... causes) {
    ExampleAssessments examples = new ExampleAssessments();
    examples.add(STORAGE, "storageAccounts", "stdata", Verdict.PASS, 12, "it is `Disabled`");
    for (UnknownCause cause : causes) {
      examples.unknown(cause);
    }
    return examples.assessment(List.of(), others);
  }

  public static Input terraform(String path) {
    return new Input(path, "terraform", Input.Role.NOT_ASSESSED, "Terraform is not supported yet");
  }

  /// A clean assessment beside a template that no entry point reaches.
  public static Assessment unreached() {
    return cleanBeside(
        List.of(new Input("modules/old.bicep", "bicep", Input.Role.NOT_ASSESSED, "unused module")),
        UNREACHED);
  }

  /// An assessment with a broken input and with control characters in names.
  public static Assessment broken() {
    ExampleAssessments examples = new ExampleAssessments();
    examples.add(
        STORAGE,
        "storageAccounts",
        "st\u001b[2Jdata\u202e",
        Verdict.FAIL,
        3,
        "`publicNetworkAccess` is `En\u0007abled`");
    examples.problems.add(Problem.error("a `,` or `}` is missing", examples.at(9)));
    examples.problems.add(Problem.error("cannot be read: permission denied", Origin.NONE));
    return examples.assessment(List.of());
  }

  /// An assessment with one problem in a file.
  public static Assessment problemIn(String file) {
    ExampleAssessments examples = new ExampleAssessments();
    examples.problems.add(
        Problem.error("the file is empty", Origin.of(examples.files.add(file), 0, 0)));
    return examples.assessment(List.of());
  }

  /// An assessment with these problems in the file that [#warning] uses.
  public static Assessment withProblems(List<Problem> problems) {
    ExampleAssessments examples = new ExampleAssessments();
    examples.files.add("main.bicep");
    examples.problems.addAll(problems);
    return examples.assessment(List.of());
  }

  public static Problem warning(String message, int line) {
    return Problem.warning(message, Origin.of(1, line, 1));
  }

  /// An assessment of storage accounts that a module of a registry deploys, each called by a module
  /// of the user.
  public static Assessment inRegistryModule(String... names) {
    ExampleAssessments examples = new ExampleAssessments();
    int main = examples.files.add("infra/main.bicep");
    int module = examples.files.add("br:example.com/storage:1.0");
    int line = 20;
    for (String name : names) {
      Finding found = examples.add(TLS, "storageAccounts", name, Verdict.FAIL, 1, "it is old");
      examples.findings.removeLast();
      DeclarationSite call = new DeclarationSite("data", Origin.of(main, line++, 1), null);
      Origin inside = Origin.of(module, 945, 7);
      Resource resource = found.resource();
      examples.findings.add(
          new Finding(
              found.id(),
              TLS,
              new Resource(
                  resource.key(),
                  resource.apiVersion(),
                  resource.body(),
                  resource.existence(),
                  true,
                  List.of(),
                  inside,
                  new DeclarationSite("account", inside, call)),
              Verdict.FAIL,
              inside,
              found.reason(),
              List.of()));
    }
    return examples.assessment(List.of());
  }

  /// An assessment with a module that is missing, as a problem and as a cause.
  public static Assessment missingModule() {
    ExampleAssessments examples = new ExampleAssessments();
    examples.files.add("main.bicep");
    examples.problems.add(
        warning(
            "module `net` is not available: `cache/net` does not exist; its resources are unknown",
            3));
    examples.unknown(MISSING_MODULE);
    return examples.assessment(List.of());
  }

  /// An assessment whose only violations are missing tags.
  public static Assessment untagged() {
    ExampleAssessments examples = new ExampleAssessments();
    examples.add(TAGS, "vaults", "kv-main", Verdict.FAIL, 90, "`tags[owner]` is absent");
    examples.add(TAGS, "vaults", "kv-other", Verdict.FAIL, 99, "`tags[owner]` is absent");
    return examples.assessment(List.of());
  }

  /// An assessment with an exemption, a pass that rests on a platform fact, a fix in the author's
  /// language, and a baseline.
  public static Assessment annotated() {
    ExampleAssessments examples = new ExampleAssessments();
    Origin configured = Origin.of(examples.files.add("redoubt.yaml"), 4, 5);
    LocalDate expires = LocalDate.of(2027, 1, 31);
    examples.annotate(
        examples.add(TAGS, "vaults", "kv-main", Verdict.EXEMPT, 90, "`tags[owner]` is absent"),
        Finding.Annotations.NONE.withExemption(
            new Exemption("ciso", "tags come with the move", "SEC-7", expires, configured)));
    examples.annotate(
        examples.add(VAULT, "vaults", "kv-main", Verdict.PASS, 90, "it is true"),
        Finding.Annotations.NONE.withConditions(
            List.of(
                new PlatformFact(
                    "policies", "purge protection by policy", "platform", expires, configured))));
    Origin value = examples.at(40);
    examples.annotate(
        examples.add(STORAGE, "storageAccounts", "stdata", Verdict.FAIL, 40, "it is `Enabled`"),
        Finding.Annotations.NONE
            .withFix(
                new Fix(
                    Fix.Language.BICEP,
                    "set `publicNetworkAccess` of `data`",
                    "publicNetworkAccess: 'Disabled'\nnetworkAcls: {\n  bypass: 'None'\n}",
                    List.of(new Fix.Edit(value, Origin.of(value.file(), 40, 14), "'Disabled'")),
                    true))
            .withBaseline(Finding.BaselineState.NEW));
    examples.annotate(
        examples.add(TLS, "storageAccounts", "stlogs", Verdict.FAIL, 71, "it is `TLS1_0`"),
        Finding.Annotations.NONE.withBaseline(Finding.BaselineState.UNCHANGED));
    return examples
        .assessment(List.of())
        .withSettings(
            new Assessment.Settings(
                List.of(), List.of(), new Assessment.Baseline("baseline.json", 1, 2)));
  }

  /// An assessment with a model, its account, a data set and an agent.
  public static Assessment inventory() {
    ExampleAssessments examples = new ExampleAssessments();
    Resource account = examples.add(TAGS, "accounts", "ai", Verdict.PASS, 1, "ok").resource();
    Resource model = examples.add(TAGS, "deployments", "chat", Verdict.PASS, 2, "ok").resource();
    Resource data = examples.add(TAGS, "datastores", "raw", Verdict.PASS, 3, "ok").resource();
    Resource agent = examples.add(TAGS, "agents", "helper", Verdict.PASS, 4, "ok").resource();
    examples.inventory.add(
        InventoryItem.of(InventoryItem.Kind.SERVICE, account, Map.of("sku", "S0"), List.of()));
    examples.inventory.add(
        new InventoryItem(
            InventoryItem.Kind.MODEL,
            model,
            "gpt-4o",
            "OpenAI",
            "2024-11-20",
            null,
            new TreeMap<>(Map.of("sku", "Standard")),
            List.of(account.key()),
            List.of("main.bicep")));
    examples.inventory.add(
        InventoryItem.of(InventoryItem.Kind.DATA_SET, data, Map.of(), List.of()));
    examples.inventory.add(
        InventoryItem.of(InventoryItem.Kind.AGENT, agent, Map.of(), List.of(model.key())));
    return examples.assessment(List.of());
  }

  private void annotate(Finding finding, Finding.Annotations annotations) {
    findings.set(findings.indexOf(finding), finding.withAnnotations(annotations));
  }

  /// An assessment in which no control applies to anything.
  public static Assessment empty() {
    return new ExampleAssessments().assessment(List.of());
  }

  /// An assessment of several deployments: each has a finding of its own, and all share one, which
  /// applies under a condition.
  public static Assessment many(int deployments) {
    ExampleAssessments examples = new ExampleAssessments();
    List<Assessment.Deployment> all = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < deployments; i++) {
      String path = "stacks/team" + i + "/main.bicep";
      all.add(deployment(path, 2));
      inputs.add(
          new Input(path, "bicep", Input.Role.ENTRY, "entry point: no other file imports it"));
      Origin place = Origin.of(examples.files.add(path), 7, 3);
      Finding own = examples.add(TLS, "storageAccounts", "st" + i, Verdict.FAIL, 1, "it is old");
      examples.findings.removeLast();
      examples.findings.add(
          new Finding(
              own.id(),
              own.control(),
              own.resource(),
              own.verdict(),
              place,
              own.reason(),
              List.of(),
              null,
              List.of(path),
              Finding.Annotations.NONE));
    }
    Finding shared = examples.add(STORAGE, "storageAccounts", "stlogs", Verdict.FAIL, 71, "open");
    examples.findings.removeLast();
    examples.findings.add(
        shared
            .withCondition(
                new Finding.Condition(
                    "parameters('debug')", "`--parameters debug=VALUE`, or a parameter file"))
            .inDeployments(all.stream().map(Assessment.Deployment::id).toList()));
    inputs.add(
        new Input("main.tf", "terraform", Input.Role.NOT_ASSESSED, "Terraform is not supported"));
    return new Assessment(
        "contoso-credit",
        inputs,
        all,
        2 * deployments,
        List.of(STORAGE, TLS),
        examples.findings,
        List.of(
            practice(
                6,
                "Replace secrets with managed identities",
                PracticeState.HOLDS_PARTLY,
                "holds for 2 of 3 resources; not judged: 1 resource without a control")),
        List.of(new UnknownGroup(UNREACHED, List.of())),
        List.of("the deployment is complete: what it does not declare does not exist"),
        List.of(),
        examples.files,
        Assessment.Settings.NONE,
        List.of());
  }

  /// A location in a file with a long path.
  private Origin at(int line) {
    return Origin.of(files.add("infra/landing zone/modules/storage/main.json"), line, 5);
  }

  private Finding add(
      ControlDescription control, String type, String name, Verdict verdict, int line, String why) {
    ResourceKey key =
        new ResourceKey(
            ResourceScope.Tenant.ROOT,
            ResourceType.of("Microsoft.Example/" + type),
            List.of(NameSegment.literal(name)));
    Resource resource =
        new Resource(
            key,
            "2025-01-01",
            ObjectValue.EMPTY,
            ResourceExistence.Certain.CERTAIN,
            true,
            List.of(),
            at(line));
    TruthValue truth =
        switch (verdict) {
          case FAIL -> TruthValue.FALSE;
          case UNKNOWN, EXEMPT -> TruthValue.UNKNOWN;
          case PASS -> TruthValue.TRUE;
        };
    Reason reason =
        new Reason(truth, why, at(line), List.of(Reason.of(truth, why, Origin.PROVIDER_DEFAULT)));
    Finding finding =
        new Finding(
            control.id() + "/" + name, control, resource, verdict, at(line), reason, List.of());
    findings.add(finding);
    return finding;
  }

  private void unknown(UnknownCause cause, Finding... of) {
    unknowns.add(new UnknownGroup(cause, List.of(of)));
  }

  private Assessment assessment(List<Practice> practices) {
    return assessment(practices, List.of());
  }

  /// @param others input files beside the template and its parameters
  private Assessment assessment(List<Practice> practices, List<Input> others) {
    List<Input> inputs =
        List.of(
            new Input(
                "infra/landing zone/modules/storage/main.json",
                "arm-template",
                Input.Role.ENTRY,
                "named"),
            new Input(
                "infra/prod.parameters.json",
                "arm-parameters",
                Input.Role.PARAMETERS,
                "parameters of `infra/landing zone/modules/storage/main.json`"),
            new Input(
                "infra/test.parameters.json",
                "arm-parameters",
                Input.Role.PARAMETERS,
                "parameters of `infra/landing zone/modules/storage/main.json`"));
    return new Assessment(
        "contoso-credit",
        Stream.concat(inputs.stream(), others.stream()).toList(),
        List.of(deployment("infra/landing zone/modules/storage/main.json", 87)),
        87,
        List.of(STORAGE, TLS, VAULT, TAGS),
        findings,
        practices,
        unknowns,
        List.of("the deployment is complete: what it does not declare does not exist"),
        problems,
        files,
        Assessment.Settings.NONE,
        inventory);
  }

  private static Assessment.Deployment deployment(String entryPoint, int resources) {
    return new Assessment.Deployment(
        entryPoint, List.of(entryPoint), List.of(), null, null, resources, List.of());
  }

  private static Practice practice(int number, String title, PracticeState state, String note) {
    return new Practice(
        number,
        title,
        state,
        note,
        List.of(new Practice.Judged("Microsoft.Example/vaults", 2, List.of("required-tags"))),
        List.of(
            new Practice.NotJudged(
                "1 `Microsoft.Example/others`", "no control covers the type", List.of("/other"))));
  }

  private static ControlDescription control(
      String id, String title, Severity severity, DefenceLayer layer, String fix, String cost) {
    return new ControlDescription(
        id,
        title,
        "What [" + id + "] demands, and why.",
        severity,
        layer,
        List.of(1),
        new ControlDescription.Remediation(fix, "properties: {\n  " + fix + "\n}", "# " + fix),
        cost,
        List.of("private-networking"),
        Map.of("eu-ai-act", List.of("15(5)"), "iso-27001", List.of("A.8.20", "A.8.22")));
  }
}

package dev.redoubt.controls;

import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.Practice.Judged;
import dev.redoubt.findings.Assessment.Practice.NotJudged;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The fifteen best practices of the article "Architect AI Workloads in Azure (Part 6)", in the
/// order of its three lists, and their states according to the findings.
public final class BestPractices {

  /// One best practice.
  ///
  /// @param title an imperative, short enough for a line of 80 columns
  /// @param notAssessed the parts of the practice that no control covers, reported where it holds
  /// @param requires what the templates have to declare before a control can assess it
  private record Bullet(int number, String title, String notAssessed, String requires) {}

  private static final List<Bullet> BULLETS =
      List.of(
          new Bullet(
              1,
              "Use private endpoints for data stores",
              "DNS resolution to the endpoints",
              "requires storage accounts, search services, Cosmos DB accounts or SQL servers in the"
                  + " templates"),
          new Bullet(
              2,
              "Protect model artifacts",
              "permissions to read and deploy models",
              "requires an ML registry, a container registry or an ML workspace in the templates"),
          new Bullet(
              3,
              "Use confidential computing",
              "attestation",
              "requires compute resources tagged `dataClassification` with a highly sensitive"
                  + " value"),
          new Bullet(
              4,
              "Isolate training, staging, production",
              "connections between networks",
              "requires ML workspaces, computes or online endpoints in the templates"),
          new Bullet(
              5,
              "Enforce strong key management",
              "permissions to use and administer keys",
              "requires key vaults or keys in the templates"),
          new Bullet(
              6,
              "Replace secrets with managed identities",
              "secrets in code",
              "requires resources that call other services or accept keys in the templates"),
          new Bullet(
              7,
              "Apply strict RBAC to all personas",
              "personas, scopes of assignments and inherited roles",
              "requires role assignments, key vaults or AKS clusters in the templates"),
          new Bullet(
              8,
              "Scan ML codebases for security issues",
              "results of the scanners",
              "not visible in templates: check the pipelines and settings of the repository"),
          new Bullet(
              9,
              "Harden pipeline triggers",
              "branch protection, required reviewers and signatures",
              "requires federated identity credentials in the templates"),
          new Bullet(
              10,
              "Use Private Link for all services",
              "DNS resolution to the endpoints",
              "requires services and their private endpoints in the templates"),
          new Bullet(
              11,
              "Enforce compliance with Azure Policy",
              "policies that the platform assigns",
              "requires resources that need tags, or policy assignments, in the templates"),
          new Bullet(
              12,
              "Enable Purview classification and lineage",
              "scans, classifications and lineage",
              "requires a Purview account in the templates"),
          new Bullet(
              13,
              "Integrate Responsible AI into model approval",
              "evaluations of models",
              "not visible in templates: check the evaluations and approvals in the model"
                  + " registry"),
          new Bullet(
              14,
              "Maintain full audit logs",
              "logs of dataset versions and feature transformations",
              "requires resources that write logs in the templates, such as workspaces and vaults"),
          new Bullet(
              15,
              "Use Defender for Cloud",
              "alerts and recommendations",
              "requires Defender plans in the templates"));

  /// The reason of a gap that is a resource type.
  private static final String NO_CONTROL = "no control covers the type";

  /// The practices that a service of any kind may concern, so that a resource of a type that no
  /// control covers is a gap. The others concern particular resources, which the controls know.
  private static final Set<Integer> FOR_ANY_SERVICE = Set.of(1, 2, 3, 4, 5, 6, 10, 14);

  /// The practice that secrets violate.
  private static final int SECRETS = 6;

  /// The practice about permissions.
  private static final int PERMISSIONS = 7;

  /// Controls whose passes are no evidence for a practice, by its number. They find one particular
  /// violation: a resource without it shows nothing about the practice. A firewall rule for one
  /// address is no private endpoint, and a network security group without SSH from the internet
  /// does not separate training from production. Tags show no policy that is assigned, and a
  /// private Purview account shows no classification.
  private static final Map<Integer, Set<String>> NO_EVIDENCE =
      Map.of(
          1, Set.of("sql-firewall-any-azure"),
          4, Set.of("nsg-internet-inbound"),
          11, Set.of("required-tags"),
          12, Set.of("purview-public-network-access"));

  /// The practice about Defender for Cloud.
  private static final int DEFENDER = 15;

  /// The Defender plans for the services of AI workloads, as in the control `defender-plan`.
  private static final List<String> DEFENDER_PLANS =
      List.of(
          "AI",
          "Arm",
          "CloudPosture",
          "Containers",
          "CosmosDbs",
          "KeyVaults",
          "SqlServers",
          "StorageAccounts");

  private BestPractices() {}

  /// The state of each of the fifteen, in order.
  ///
  /// A practice is violated if one finding of its controls fails, else unknown if one is unknown.
  /// Else it holds if at least one passes: not at all if a part of the workload is missing, and
  /// only partly if a part was not judged or is exempt. Without any of these it is not assessed:
  /// exempt findings neither violate a practice nor make it hold, and passes of some controls do
  /// not make it hold.
  ///
  /// @param controls all controls of the catalog
  public static List<Practice> states(
      List<Finding> findings, List<ControlDescription> controls, UnjudgedParts unjudged) {
    return BULLETS.stream()
        .map(bullet -> new State(bullet, findings, controls, unjudged).practice())
        .toList();
  }

  /// The state of one practice.
  private static final class State {

    private final Bullet bullet;
    private final List<Finding> own;
    private final UnjudgedParts unjudged;
    private final List<NotJudged> gaps = new ArrayList<>();

    /// Gaps that keep the practice from holding even in part.
    private final List<NotJudged> open = new ArrayList<>();

    State(
        Bullet bullet,
        List<Finding> findings,
        List<ControlDescription> controls,
        UnjudgedParts unjudged) {
      this.bullet = bullet;
      this.unjudged = unjudged;
      this.own =
          findings.stream()
              .filter(finding -> finding.control().practices().contains(bullet.number()))
              .toList();
      gaps.addAll(unjudged.missing());
      gaps.addAll(unjudged.unread());
      if (FOR_ANY_SERVICE.contains(bullet.number())) {
        uncovered();
      }
      if (bullet.number() == SECRETS) {
        gaps.addAll(unjudged.secrets());
      }
      if (bullet.number() == PERMISSIONS) {
        keyListingRoles();
      }
      if (bullet.number() == DEFENDER && !own.isEmpty()) {
        undeclaredPlans();
      }
      unselected(controls);
      exempt();
      declared();
    }

    /// What the configuration declares is no evidence.
    private void declared() {
      List<String> ids =
          own.stream()
              .filter(Finding::isOnCondition)
              .map(finding -> finding.resource().key().id())
              .distinct()
              .toList();
      if (!ids.isEmpty()) {
        gaps.add(
            new NotJudged(
                ids.size() + " conditional", "only declared as a fact about the platform", ids));
      }
    }

    /// What is accepted is not satisfied.
    private void exempt() {
      List<String> ids =
          own.stream()
              .filter(finding -> finding.verdict() == Verdict.EXEMPT)
              .map(finding -> finding.resource().key().id())
              .distinct()
              .toList();
      if (!ids.isEmpty()) {
        gaps.add(
            new NotJudged(
                count(Verdict.EXEMPT) + " exempt", "an exemption accepts the violation", ids));
      }
    }

    private void undeclaredPlans() {
      List<String> plans =
          DEFENDER_PLANS.stream()
              .filter(
                  plan ->
                      own.stream()
                          .map(finding -> finding.resource().key().lastName())
                          .noneMatch(NameSegment.literal(plan)::equals))
              .toList();
      if (!plans.isEmpty()) {
        gaps.add(
            new NotJudged(
                plans.size() + (plans.size() == 1 ? " Defender plan" : " Defender plans"),
                "not declared in the templates",
                plans));
      }
    }

    private void uncovered() {
      Map<String, List<String>> byType = new TreeMap<>();
      for (ResourceKey key : unjudged.uncovered()) {
        byType.computeIfAbsent(key.type().toString(), _ -> new ArrayList<>()).add(key.id());
      }
      byType.forEach(
          (type, ids) -> gaps.add(new NotJudged(ids.size() + " `" + type + "`", NO_CONTROL, ids)));
    }

    private void keyListingRoles() {
      List<String> ids =
          own.stream()
              .filter(finding -> finding.verdict() == Verdict.PASS)
              .map(Finding::resource)
              .filter(KeyListingRoles::isWideAssignment)
              .map(assignment -> assignment.key().id())
              .toList();
      if (!ids.isEmpty()) {
        String what = ids.size() == 1 ? "1 role assignment" : ids.size() + " role assignments";
        open.add(
            new NotJudged(
                what + " that can list keys", "no control covers roles that can list keys", ids));
        gaps.addAll(open);
      }
    }

    private void unselected(List<ControlDescription> controls) {
      List<String> ids =
          controls.stream()
              .filter(control -> control.practices().contains(bullet.number()))
              .map(ControlDescription::id)
              .filter(unjudged.unselected()::contains)
              .toList();
      if (!ids.isEmpty()) {
        gaps.add(
            new NotJudged(
                ids.size() + (ids.size() == 1 ? " control" : " controls"),
                "not selected for this run",
                ids));
      }
    }

    Practice practice() {
      long failed = count(Verdict.FAIL);
      long unknown = count(Verdict.UNKNOWN);
      String total = " of " + own.size() + " checks";
      if (failed > 0) {
        return practice(
            PracticeState.VIOLATED, failed + total + " failed" + exempted() + secrets());
      }
      if (unknown > 0) {
        return practice(
            PracticeState.UNKNOWN, unknown + total + " unknown" + exempted() + secrets());
      }
      if (count(Verdict.PASS) == 0 && count(Verdict.EXEMPT) > 0) {
        return practice(
            PracticeState.NOT_ASSESSED,
            count(Verdict.EXEMPT) + total + " exempt, none passed" + secrets());
      }
      if (count(Verdict.PASS) == 0 && !secrets().isEmpty()) {
        return practice(PracticeState.UNKNOWN, "no control applies" + secrets());
      }
      if (count(Verdict.PASS) == 0) {
        return practice(PracticeState.NOT_ASSESSED, bullet.requires());
      }
      if (evidence() == 0) {
        return practice(
            PracticeState.NOT_ASSESSED,
            passed() + ", which alone is no evidence; " + bullet.requires());
      }
      if (!open.isEmpty()) {
        return practice(
            PracticeState.UNKNOWN, passed() + "; not judged: " + open.getFirst().what());
      }
      if (!unjudged.missing().isEmpty()) {
        String missing =
            unjudged.missing().stream().map(NotJudged::what).collect(Collectors.joining(", "));
        return practice(PracticeState.UNKNOWN, passed() + "; " + missing + secrets());
      }
      return gaps.isEmpty()
          ? practice(PracticeState.HOLDS, passed() + "; not assessed: " + bullet.notAssessed())
          : practice(
              PracticeState.HOLDS_PARTLY,
              (count(Verdict.EXEMPT) > 0 ? passed() : "holds for " + extent() + conditional())
                  + "; not judged: "
                  + String.join(", ", summary()));
    }

    private String exempted() {
      long exempt = count(Verdict.EXEMPT);
      return exempt == 0 ? "" : ", " + exempt + " exempt";
    }

    /// The facts about the platform that passes rest on.
    private String conditional() {
      List<PlatformFact> facts =
          own.stream()
              .filter(finding -> finding.verdict() == Verdict.PASS)
              .flatMap(finding -> finding.annotations().conditions().stream())
              .distinct()
              .toList();
      return facts.isEmpty()
          ? ""
          : ", conditional on "
              + facts.stream()
                  .map(
                      fact -> fact.text() + " (" + fact.owner() + ", until " + fact.expires() + ")")
                  .collect(Collectors.joining(", "));
    }

    /// The places that may contain secrets, named in every state of the practice about them.
    private String secrets() {
      if (bullet.number() != SECRETS || unjudged.secrets().isEmpty()) {
        return "";
      }
      return "; not judged: "
          + unjudged.secrets().stream().map(NotJudged::what).collect(Collectors.joining(", "));
    }

    private String passed() {
      long passed = count(Verdict.PASS);
      return passed + (passed == 1 ? " check" : " checks") + " passed" + exempted() + conditional();
    }

    /// `12 of 15 resources`.
    private String extent() {
      long judged = own.stream().map(finding -> finding.resource().key()).distinct().count();
      boolean counts = FOR_ANY_SERVICE.contains(bullet.number()) && !unjudged.uncovered().isEmpty();
      long all = judged + (counts ? unjudged.uncovered().size() : 0);
      return (counts ? judged + " of " + all : String.valueOf(judged))
          + (all == 1 ? " resource" : " resources");
    }

    /// The gaps, with the types that no control covers as one.
    private List<String> summary() {
      List<String> gaps = new ArrayList<>();
      int uncovered = 0;
      for (NotJudged gap : this.gaps) {
        if (gap.reason().equals(NO_CONTROL)) {
          uncovered += gap.items().size();
        } else {
          gaps.add(gap.what());
        }
      }
      if (uncovered > 0) {
        gaps.addFirst(
            uncovered + (uncovered == 1 ? " resource" : " resources") + " without a control");
      }
      return gaps;
    }

    private Practice practice(PracticeState state, String note) {
      List<NotJudged> notJudged = new ArrayList<>(gaps);
      notJudged.add(
          new NotJudged(bullet.notAssessed(), "no control of Redoubt covers it", List.of()));
      return new Practice(bullet.number(), bullet.title(), state, note, judged(), notJudged);
    }

    private List<Judged> judged() {
      Map<String, Set<ResourceKey>> resources = new TreeMap<>();
      Map<String, Set<String>> controls = new TreeMap<>();
      for (Finding finding : own) {
        String type = finding.resource().type().toString();
        resources.computeIfAbsent(type, _ -> new HashSet<>()).add(finding.resource().key());
        controls.computeIfAbsent(type, _ -> new TreeSet<>()).add(finding.control().id());
      }
      List<Judged> judged = new ArrayList<>();
      resources.forEach(
          (type, keys) ->
              judged.add(
                  new Judged(
                      type, keys.size(), List.copyOf(controls.getOrDefault(type, Set.of())))));
      return judged;
    }

    /// The number of passes that make the practice hold.
    private long evidence() {
      Set<String> none = NO_EVIDENCE.getOrDefault(bullet.number(), Set.of());
      return own.stream()
          .filter(finding -> finding.verdict() == Verdict.PASS)
          .filter(finding -> !none.contains(finding.control().id()))
          .count();
    }

    private long count(Verdict verdict) {
      return own.stream().filter(finding -> finding.verdict() == verdict).count();
    }
  }
}

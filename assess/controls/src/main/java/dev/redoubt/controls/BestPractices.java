package dev.redoubt.controls;

import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.util.List;

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
              "requires ML workspaces, computes, online endpoints or network rules in the"
                  + " templates"),
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
              "personas and inherited roles",
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

  private BestPractices() {}

  /// The state of each of the fifteen, in order.
  ///
  /// A practice is violated if one finding of its controls fails, else unknown if one is unknown,
  /// else it holds if at least one passes. Without any of these it is not assessed: exempt findings
  /// neither violate a practice nor make it hold.
  public static List<Practice> states(List<Finding> findings) {
    return BULLETS.stream().map(bullet -> state(bullet, findings)).toList();
  }

  private static Practice state(Bullet bullet, List<Finding> findings) {
    List<Finding> own =
        findings.stream()
            .filter(finding -> finding.control().practices().contains(bullet.number()))
            .toList();
    long failed = count(own, Verdict.FAIL);
    long unknown = count(own, Verdict.UNKNOWN);
    long passed = count(own, Verdict.PASS);
    long exempt = count(own, Verdict.EXEMPT);
    String total = " of " + own.size() + " checks";
    if (failed > 0) {
      return practice(bullet, PracticeState.VIOLATED, failed + total + " failed");
    }
    if (unknown > 0) {
      return practice(bullet, PracticeState.UNKNOWN, unknown + total + " unknown");
    }
    if (passed > 0) {
      String held = passed + (passed == 1 ? " check" : " checks") + " passed";
      String exempted = exempt == 0 ? "" : ", " + exempt + " exempt";
      String note = held + exempted + "; not assessed: " + bullet.notAssessed();
      return practice(bullet, PracticeState.HOLDS, note);
    }
    return practice(bullet, PracticeState.NOT_ASSESSED, bullet.requires());
  }

  private static Practice practice(Bullet bullet, PracticeState state, String note) {
    return new Practice(bullet.number(), bullet.title(), state, note);
  }

  private static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }
}

package dev.redoubt.controls;

import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.util.List;

/// Determines from findings whether the fifteen best practices of the article "Architect AI
/// Workloads in Azure (Part 6)" hold, in the order of its three lists.
public final class BestPractices {

  /// One best practice.
  ///
  /// @param title a few words
  /// @param beyond what cannot be assessed in a template, part of the note if the practice holds
  /// @param shownBy what must be declared so that the practice can be assessed
  private record Bullet(int number, String title, String beyond, String shownBy) {}

  private static final List<Bullet> BULLETS =
      List.of(
          new Bullet(
              1,
              "private endpoints for data stores",
              "name resolution to the endpoints is not assessed",
              "declare the stores: storage, search, Cosmos DB, SQL"),
          new Bullet(
              2,
              "model artifacts protected",
              "permissions to read and deploy models are not assessed",
              "declare a model registry, container registry or ML workspace"),
          new Bullet(
              3,
              "confidential computing for sensitive data",
              "attestation is not assessed",
              "tag machines with highly sensitive data: `dataClassification`"),
          new Bullet(
              4,
              "training/staging/production separated",
              "paths between networks are not assessed",
              "declare the ML workspaces, computes, endpoints and network rules"),
          new Bullet(
              5,
              "strong key management",
              "permissions on keys are not assessed",
              "declare the key vaults and keys"),
          new Bullet(
              6,
              "managed identities instead of secrets",
              "secrets in code are not assessed",
              "declare the workloads: workspaces, endpoints, apps, clusters"),
          new Bullet(
              7,
              "strict RBAC for every persona",
              "personas and inherited roles are not assessed",
              "declare the role assignments"),
          new Bullet(
              8,
              "workload code is scanned",
              "results of the scanners are not assessed",
              "not visible in templates; see the pipelines of the repository"),
          new Bullet(
              9,
              "pipeline triggers hardened",
              "branch protection, reviewers and signatures are not assessed",
              "declare the federated credentials of the pipelines"),
          new Bullet(
              10,
              "private link for all services",
              "name resolution to the endpoints is not assessed",
              "declare the services and their private endpoints"),
          new Bullet(
              11,
              "Azure Policy enforces the standards",
              "policies that the platform assigns are not assessed",
              "declare the resources and policy assignments"),
          new Bullet(
              12,
              "Purview: classification and lineage",
              "scans, classifications and lineage are not assessed",
              "declare the Purview account"),
          new Bullet(
              13,
              "Responsible AI in validation and approval",
              "evaluations are not assessed",
              "not visible in templates; see evaluations and approvals"),
          new Bullet(
              14,
              "full audit logs",
              "logs of data set versions and features are not assessed",
              "declare the resources and their diagnostic settings"),
          new Bullet(
              15,
              "Defender for Cloud",
              "alerts and recommendations are not assessed",
              "declare the Defender plans of the subscription"));

  private BestPractices() {}

  /// The state of each of the fifteen, in order.
  ///
  /// A practice is violated if one finding of its controls fails, otherwise unknown if one is
  /// unknown, otherwise it holds if at least one passes. Without such a finding, it is not
  /// assessed. Exempt findings are ignored.
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
      return practice(bullet, PracticeState.VIOLATED, failed + total + verb(failed, "fail"));
    }
    if (unknown > 0) {
      return practice(bullet, PracticeState.UNKNOWN, unknown + total + be(unknown) + "unknown");
    }
    if (passed > 0) {
      String exempted = exempt == 0 ? "" : ", " + exempt + " exempt";
      String held = passed + (passed == 1 ? " check holds" : " checks hold") + exempted;
      return practice(bullet, PracticeState.HOLDS, held + "; " + bullet.beyond());
    }
    return practice(bullet, PracticeState.NOT_SHOWN, bullet.shownBy());
  }

  private static Practice practice(Bullet bullet, PracticeState state, String note) {
    return new Practice(bullet.number(), bullet.title(), state, note);
  }

  private static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  private static String verb(long count, String verb) {
    return count == 1 ? " " + verb + "s" : " " + verb;
  }

  private static String be(long count) {
    return count == 1 ? " is " : " are ";
  }
}

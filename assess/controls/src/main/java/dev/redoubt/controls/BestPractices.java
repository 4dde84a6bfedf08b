package dev.redoubt.controls;

import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.util.List;

/// The fifteen best practices of the article "Architect AI Workloads in Azure (Part 6)", in the
/// order of its three lists, and whether the findings show that they hold.
public final class BestPractices {

  /// One best practice.
  ///
  /// @param title a few words
  /// @param beyond what a template cannot show of it, said wherever it holds
  /// @param shownBy what would have to be declared for it to be judged at all
  private record Bullet(int number, String title, String beyond, String shownBy) {}

  private static final List<Bullet> BULLETS =
      List.of(
          new Bullet(
              1,
              "private endpoints for data stores",
              "name resolution to the endpoints is not judged",
              "declare the stores: storage, search, Cosmos DB, SQL"),
          new Bullet(
              2,
              "model artifacts protected",
              "who may read and deploy a model is not judged",
              "declare a model registry, container registry or ML workspace"),
          new Bullet(
              3,
              "confidential computing for sensitive data",
              "attestation is not judged",
              "tag machines whose data is highly sensitive: `dataClassification`"),
          new Bullet(
              4,
              "training, staging, production apart",
              "paths between networks are not judged",
              "declare the ML workspaces, computes, endpoints and network rules"),
          new Bullet(
              5,
              "strong key management",
              "who may use which key is not judged",
              "declare the key vaults and keys"),
          new Bullet(
              6,
              "managed identities instead of secrets",
              "secrets in code are not judged",
              "declare what acts: workspaces, endpoints, apps, clusters"),
          new Bullet(
              7,
              "strict RBAC for every persona",
              "personas and inherited roles are not judged",
              "declare the role assignments"),
          new Bullet(
              8,
              "code of the workload is scanned",
              "what the scanners find is not judged",
              "no template shows it; the repository's pipelines do"),
          new Bullet(
              9,
              "pipeline triggers hardened",
              "branch protection, reviewers and signatures are not judged",
              "declare the federated credentials of the pipelines"),
          new Bullet(
              10,
              "private link for all services",
              "name resolution to the endpoints is not judged",
              "declare the services and their private endpoints"),
          new Bullet(
              11,
              "Azure Policy enforces the standards",
              "policies that the platform assigns are not judged",
              "declare the resources and policy assignments"),
          new Bullet(
              12,
              "Purview: classification and lineage",
              "scans, classifications and lineage are not judged",
              "declare the Purview account"),
          new Bullet(
              13,
              "Responsible AI in validation and approval",
              "evaluations are not judged",
              "no template shows it; evaluations and approvals do"),
          new Bullet(
              14,
              "full audit logs",
              "logs of data set versions and features are not judged",
              "declare the resources and their diagnostic settings"),
          new Bullet(
              15,
              "Defender for Cloud",
              "its alerts and recommendations are not judged",
              "declare the Defender plans of the subscription"));

  private BestPractices() {}

  /// The state of each of the fifteen, in order.
  ///
  /// A practice is violated by one failing finding of its controls, else unknown by one unknown; it
  /// holds where at least one passes; where none of its controls speaks, it is not shown. What is
  /// exempt neither violates it nor shows that it holds.
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

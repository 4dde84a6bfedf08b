package dev.redoubt.controls;

/// The fifteen best practices of the article "Architect AI Workloads in Azure (Part 6)", in the
/// order of its three lists: what each is called, and what templates can show of it.
enum BestPractice {
  PRIVATE_ENDPOINTS(
      1,
      "Use private endpoints for data stores",
      "DNS resolution to the endpoints",
      "requires storage accounts, search services, Cosmos DB accounts or SQL servers in the"
          + " templates",
      Concern.ANY_SERVICE,
      "sql-firewall-any-azure"),
  MODEL_ARTIFACTS(
      2,
      "Protect model artifacts",
      "permissions to read and deploy models",
      "requires an ML registry, a container registry or an ML workspace in the templates",
      Concern.ANY_SERVICE),
  CONFIDENTIAL_COMPUTING(
      3,
      "Use confidential computing",
      "attestation",
      "requires compute resources tagged `dataClassification` with a highly sensitive value",
      Concern.ANY_SERVICE),
  ENVIRONMENT_ISOLATION(
      4,
      "Isolate training, staging, production",
      "connections between networks",
      "requires ML workspaces, computes or online endpoints in the templates",
      Concern.ANY_SERVICE,
      "nsg-internet-inbound"),
  KEY_MANAGEMENT(
      5,
      "Enforce strong key management",
      "permissions to use and administer keys",
      "requires key vaults or keys in the templates",
      Concern.ANY_SERVICE),
  MANAGED_IDENTITIES(
      6,
      "Replace secrets with managed identities",
      "secrets in code",
      "requires resources that call other services or accept keys in the templates",
      Concern.ANY_SERVICE),
  ROLE_ASSIGNMENTS(
      7,
      "Apply strict RBAC to all personas",
      "personas, scopes of assignments and inherited roles",
      "requires role assignments, key vaults or AKS clusters in the templates",
      Concern.PARTICULAR_RESOURCES),
  CODE_SCANNING(
      8,
      "Scan ML codebases for security issues",
      "results of the scanners",
      "not visible in templates: check the pipelines and settings of the repository",
      Concern.PARTICULAR_RESOURCES),
  PIPELINE_TRIGGERS(
      9,
      "Harden pipeline triggers",
      "branch protection, required reviewers and signatures",
      "requires federated identity credentials in the templates",
      Concern.PARTICULAR_RESOURCES),
  PRIVATE_LINK(
      10,
      "Use Private Link for all services",
      "DNS resolution to the endpoints",
      "requires services and their private endpoints in the templates",
      Concern.ANY_SERVICE),
  AZURE_POLICY(
      11,
      "Enforce compliance with Azure Policy",
      "policies that the platform assigns",
      "requires resources that need tags, or policy assignments, in the templates",
      Concern.PARTICULAR_RESOURCES,
      "required-tags"),
  DATA_GOVERNANCE(
      12,
      "Enable Purview classification and lineage",
      "scans, classifications and lineage",
      "requires a Purview account in the templates",
      Concern.PARTICULAR_RESOURCES,
      "purview-public-network-access"),
  RESPONSIBLE_AI(
      13,
      "Integrate Responsible AI into model approval",
      "evaluations of models",
      "not visible in templates: check the evaluations and approvals in the model registry",
      Concern.PARTICULAR_RESOURCES),
  AUDIT_LOGS(
      14,
      "Maintain full audit logs",
      "logs of dataset versions and feature transformations",
      "requires resources that write logs in the templates, such as workspaces and vaults",
      Concern.ANY_SERVICE),
  DEFENDER_FOR_CLOUD(
      15,
      "Use Defender for Cloud",
      "alerts and recommendations",
      "requires Defender plans in the templates",
      Concern.PARTICULAR_RESOURCES);

  /// The resources that a practice is about.
  enum Concern {
    /// A service of any kind, so that a resource of a type that no control covers is a gap.
    ANY_SERVICE,
    /// Particular resources, which the controls know.
    PARTICULAR_RESOURCES
  }

  private final int number;
  private final String title;
  private final String notAssessed;
  private final String requires;
  private final Concern concern;
  private final String noEvidence;

  BestPractice(int number, String title, String notAssessed, String requires, Concern concern) {
    this(number, title, notAssessed, requires, concern, "");
  }

  /// @param number 1 to 15, in the order of the article
  /// @param title an imperative, short enough for a line of 80 columns
  /// @param notAssessed the parts of the practice that no control covers, reported where it holds
  /// @param requires what the templates have to declare before a control can assess it
  /// @param noEvidence the id of a control whose passes are no evidence for the practice
  BestPractice(
      int number,
      String title,
      String notAssessed,
      String requires,
      Concern concern,
      String noEvidence) {
    this.number = number;
    this.title = title;
    this.notAssessed = notAssessed;
    this.requires = requires;
    this.concern = concern;
    this.noEvidence = noEvidence;
  }

  /// 1 to 15, in the order of the article; the numbers that `control.json` uses.
  int number() {
    return number;
  }

  String title() {
    return title;
  }

  /// The parts of the practice that no control covers.
  String notAssessed() {
    return notAssessed;
  }

  /// What the templates have to declare before a control can assess it.
  String requires() {
    return requires;
  }

  /// Whether a resource of a type that no control covers is a gap of the practice.
  boolean concernsAnyService() {
    return concern == Concern.ANY_SERVICE;
  }

  /// Whether a pass of a control shows something about the practice. Some controls find one
  /// particular violation, and a resource without it shows nothing: a firewall rule for one address
  /// is no private endpoint, and a network security group without SSH from the internet does not
  /// separate training from production. Tags show no policy that is assigned, and a private Purview
  /// account shows no classification.
  boolean isShownBy(String control) {
    return !noEvidence.equals(control);
  }
}

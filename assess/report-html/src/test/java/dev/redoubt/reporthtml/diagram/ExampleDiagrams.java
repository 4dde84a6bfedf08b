package dev.redoubt.reporthtml.diagram;

import dev.redoubt.findings.Severity;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.inventory.Exposure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Diagrams by hand that look like those of the samples.
final class ExampleDiagrams {

  private final List<DiagramNode> nodes = new ArrayList<>();
  private final List<DiagramEdge> edges = new ArrayList<>();

  private ExampleDiagrams() {}

  static WorkloadDiagram layers() {
    ExampleDiagrams e = new ExampleDiagrams();
    e.outside("internet", "Internet", DiagramSymbol.INTERNET);
    for (String stage :
        List.of(
            "ingest",
            "data",
            "features",
            "train",
            "registry",
            "serve",
            "monitor",
            "network",
            "identity",
            "keys",
            "governance")) {
      e.stage(stage);
    }
    e.box(
        "ingest",
        "adf-credit",
        "Data Factory",
        DiagramSymbol.PIPELINE,
        Exposure.PUBLIC,
        2,
        "adf-credit");
    e.box("data", "stcreditlake", "storage account", DiagramSymbol.STORAGE, Exposure.PUBLIC, 7);
    e.box("data", "cosmos-credit", "Cosmos DB", DiagramSymbol.DATABASE, Exposure.PUBLIC, 4);
    e.box("data", "sql-credit", "SQL server", DiagramSymbol.DATABASE, Exposure.RESTRICTED, 3);
    e.box("data", "pview-credit", "Purview account", DiagramSymbol.RESOURCE, Exposure.UNKNOWN, 0);
    e.box("features", "mlf-credit", "feature store", DiagramSymbol.WORKSPACE, Exposure.PRIVATE, 1);
    e.box(
        "train",
        "mlw-credit-training",
        "ML workspace",
        DiagramSymbol.WORKSPACE,
        Exposure.PUBLIC,
        5,
        "id-credit-train");
    e.box(
        "train",
        "train-cpu",
        "compute cluster",
        DiagramSymbol.COMPUTE,
        Exposure.NONE,
        2,
        "id-credit-train",
        "train-cpu");
    e.group(
        "train",
        "compute instances",
        List.of("ci-shared", "ci-data-science"),
        DiagramSymbol.COMPUTE);
    e.box("train", "stcreditml", "storage account", DiagramSymbol.STORAGE, Exposure.PUBLIC, 3);
    e.box("registry", "mlr-credit", "ML registry", DiagramSymbol.REGISTRY, Exposure.PUBLIC, 1);
    e.box("registry", "crcredit", "container registry", DiagramSymbol.REGISTRY, Exposure.PUBLIC, 4);
    e.box(
        "serve",
        "mlw-credit-serving",
        "ML workspace",
        DiagramSymbol.WORKSPACE,
        Exposure.PUBLIC,
        4,
        "mlw-credit-serving");
    e.box(
        "serve",
        "score-credit",
        "online endpoint",
        DiagramSymbol.ENDPOINT,
        Exposure.PUBLIC,
        2,
        "score-credit");
    e.box(
        "serve",
        "app-credit",
        "web app",
        DiagramSymbol.APPLICATION,
        Exposure.PUBLIC,
        6,
        "app-credit");
    e.box(
        "serve", "ca-credit-loans", "container app", DiagramSymbol.APPLICATION, Exposure.PUBLIC, 1);
    e.box(
        "serve",
        "aks-credit",
        "Kubernetes cluster",
        DiagramSymbol.COMPUTE,
        Exposure.PUBLIC,
        5,
        "aks-credit");
    e.box("serve", "ai-credit", "Azure OpenAI", DiagramSymbol.MODEL, Exposure.PUBLIC, 3);
    e.box("serve", "srch-credit", "AI Search", DiagramSymbol.SEARCH, Exposure.PUBLIC, 2);
    e.box("serve", "redis-credit", "Redis cache", DiagramSymbol.DATABASE, Exposure.PUBLIC, 2);
    e.box(
        "monitor",
        "appi-credit",
        "Application Insights",
        DiagramSymbol.MONITORING,
        Exposure.NONE,
        0);
    e.box("network", "vnet-credit", "virtual network", DiagramSymbol.NETWORK, Exposure.NONE, 1);
    e.box(
        "network",
        "nsg-inference",
        "network security group",
        DiagramSymbol.FIREWALL,
        Exposure.NONE,
        1);
    e.box(
        "identity",
        "id-credit-train",
        "managed identity",
        DiagramSymbol.IDENTITY,
        Exposure.NONE,
        2);
    e.box("keys", "kv-credit", "key vault", DiagramSymbol.KEYS, Exposure.PUBLIC, 5);
    e.box(
        "governance",
        "storage-private",
        "policy assignment",
        DiagramSymbol.POLICY,
        Exposure.NONE,
        0);
    e.group(
        "governance",
        "Defender plans",
        IntStream.range(0, 8).mapToObj(i -> "plan " + i).toList(),
        DiagramSymbol.POLICY);
    for (DiagramNode node : List.copyOf(e.nodes)) {
      if (node.exposure() == Exposure.PUBLIC && !node.id().equals("internet")) {
        e.edge("internet", node.id(), DiagramEdge.Kind.PUBLIC_ACCESS, "");
      }
    }
    e.uses("adf-credit", "stcreditlake");
    e.uses(
        "mlw-credit-training",
        "stcreditml",
        "kv-credit",
        "crcredit",
        "appi-credit",
        "stcreditlake");
    e.uses("mlw-credit-serving", "stcreditml", "kv-credit", "crcredit", "appi-credit");
    e.uses("mlf-credit", "stcreditml", "kv-credit");
    e.uses("train-cpu", "mlw-credit-training");
    e.uses("score-credit", "mlw-credit-serving");
    e.uses("app-credit", "ai-credit", "score-credit", "sql-credit");
    e.uses("ai-credit", "srch-credit");
    for (String each : List.of("stcreditlake", "cosmos-credit", "ai-credit")) {
      e.edge(each, "kv-credit", DiagramEdge.Kind.ENCRYPTED_WITH, "");
      e.edge(each, "appi-credit", DiagramEdge.Kind.LOGS_TO, "");
    }
    return e.diagram(
        DiagramView.LAYERS,
        "The picture does not show 9 resources that belong to others: 3 containers, 1 database, 2"
            + " deployments.");
  }

  static WorkloadDiagram network() {
    ExampleDiagrams e = new ExampleDiagrams();
    e.outside("internet", "Internet", DiagramSymbol.INTERNET);
    e.frame("vnet", null, DiagramNode.Kind.NETWORK, "vnet-credit-prod", "10.0.0.0/16");
    e.frame("s1", "vnet", DiagramNode.Kind.SUBNET, "training", "10.0.1.0/24");
    e.frame("s2", "vnet", DiagramNode.Kind.SUBNET, "training-endpoints", "10.0.2.0/24");
    e.frame("s3", "vnet", DiagramNode.Kind.SUBNET, "inference-endpoints", "10.0.3.0/24");
    e.frame("s4", "vnet", DiagramNode.Kind.SUBNET, "applications", "10.0.4.0/24");
    e.frame("hub", null, DiagramNode.Kind.NETWORK, "vnet-hub", "existing");
    e.box(
        "s1",
        "train-cpu",
        "compute cluster",
        DiagramSymbol.COMPUTE,
        Exposure.PRIVATE,
        1,
        "id-train");
    e.box(
        "s4",
        "cae-credit-prod",
        "container apps environment",
        DiagramSymbol.COMPUTE,
        Exposure.PRIVATE,
        0);
    String[] targets = {"stcreditlake", "kv-credit-keys", "crcredit", "mlw-credit-training"};
    for (String target : targets) {
      e.box("s2", "pe-" + target, "", DiagramSymbol.PRIVATE_ENDPOINT, Exposure.NONE, 0);
      e.box(null, target, "resource", DiagramSymbol.STORAGE, Exposure.PRIVATE, 0);
      e.edge("pe-" + target, target, DiagramEdge.Kind.PRIVATE_LINK, "");
    }
    for (String target : List.of("ai-credit", "srch-credit", "sql-credit")) {
      e.box("s3", "pe-" + target, "", DiagramSymbol.PRIVATE_ENDPOINT, Exposure.NONE, 0);
      e.box(null, target, "resource", DiagramSymbol.DATABASE, Exposure.PRIVATE, 0);
      e.edge("pe-" + target, target, DiagramEdge.Kind.PRIVATE_LINK, "");
    }
    e.box(
        null, "app-credit", "web app", DiagramSymbol.APPLICATION, Exposure.PUBLIC, 2, "app-credit");
    e.box(null, "redis-credit", "Redis cache", DiagramSymbol.DATABASE, Exposure.UNKNOWN, 2);
    e.edge("internet", "app-credit", DiagramEdge.Kind.PUBLIC_ACCESS, "");
    e.edge("app-credit", "s4", DiagramEdge.Kind.INTEGRATION, "");
    e.edges.add(
        new DiagramEdge("internet", "redis-credit", DiagramEdge.Kind.PUBLIC_ACCESS, "", false));
    e.edge("vnet", "hub", DiagramEdge.Kind.PEERING, "");
    return e.diagram(DiagramView.NETWORK);
  }

  static WorkloadDiagram identity() {
    ExampleDiagrams e = new ExampleDiagrams();
    e.outside("gh1", "repo:contoso/credit", DiagramSymbol.PERSON);
    e.outside("ds", "data scientists", DiagramSymbol.PERSON);
    e.frame("rg", null, DiagramNode.Kind.SCOPE, "resource group", "");
    for (String id :
        List.of("id-credit-train", "id-credit-release", "id-credit-serve", "app-credit")) {
      e.nodes.add(
          node(
              id,
              null,
              DiagramNode.Kind.IDENTITY,
              DiagramSymbol.IDENTITY,
              id,
              "user-assigned",
              Exposure.NONE,
              List.of(),
              DiagramNode.Markers.NONE,
              List.of()));
    }
    for (String id :
        List.of("stcreditlake", "crcredit", "mlw-credit-training", "score-credit", "ai-credit")) {
      e.box("rg", id, "resource", DiagramSymbol.STORAGE, Exposure.NONE, 0);
    }
    e.box(null, "train-cpu", "compute cluster", DiagramSymbol.COMPUTE, Exposure.NONE, 1);
    e.box(null, "online", "online endpoint", DiagramSymbol.ENDPOINT, Exposure.NONE, 0);
    e.edge("gh1", "id-credit-train", DiagramEdge.Kind.FEDERATION, "pull_request");
    e.edge("gh1", "id-credit-release", DiagramEdge.Kind.FEDERATION, "environment:production");
    e.edge("train-cpu", "id-credit-train", DiagramEdge.Kind.RUNS_AS, "");
    e.edge("online", "id-credit-serve", DiagramEdge.Kind.RUNS_AS, "");
    e.edge("id-credit-train", "stcreditlake", DiagramEdge.Kind.ROLE, "Storage Blob Data Reader");
    e.edge(
        "id-credit-train", "mlw-credit-training", DiagramEdge.Kind.ROLE, "AzureML Data Scientist");
    e.edge("id-credit-train", "rg", DiagramEdge.Kind.ROLE, "Contributor");
    e.edge("id-credit-release", "rg", DiagramEdge.Kind.ROLE, "Model release (custom)");
    e.edge("id-credit-serve", "crcredit", DiagramEdge.Kind.ROLE, "AcrPull");
    e.edge("id-credit-serve", "stcreditlake", DiagramEdge.Kind.ROLE, "Storage Blob Data Reader");
    e.edge("app-credit", "score-credit", DiagramEdge.Kind.ROLE, "Score caller (custom)");
    e.edge("app-credit", "ai-credit", DiagramEdge.Kind.ROLE, "Cognitive Services OpenAI User");
    e.edge("ds", "mlw-credit-training", DiagramEdge.Kind.ROLE, "AzureML Data Scientist");
    return e.diagram(DiagramView.IDENTITY);
  }

  /// Three boxes of one stage that the Internet may reach, of which one is known to be public.
  static WorkloadDiagram partlyKnownAccess() {
    ExampleDiagrams e = new ExampleDiagrams();
    e.outside("internet", "Internet", DiagramSymbol.INTERNET);
    e.stage("data");
    e.box("data", "stdata", "storage account", DiagramSymbol.STORAGE, Exposure.PUBLIC, 0);
    e.box("data", "stlogs", "storage account", DiagramSymbol.STORAGE, Exposure.UNKNOWN, 0);
    e.box("data", "redis", "Redis cache", DiagramSymbol.DATABASE, Exposure.UNKNOWN, 0);
    for (String each : List.of("stdata", "stlogs", "redis")) {
      e.edge("internet", each, DiagramEdge.Kind.PUBLIC_ACCESS, "");
    }
    return e.diagram(DiagramView.LAYERS);
  }

  static DiagramNode node(
      String id,
      @Nullable String parent,
      DiagramNode.Kind kind,
      DiagramSymbol symbol,
      String label,
      String detail,
      Exposure exposure,
      List<String> badges,
      DiagramNode.Markers markers,
      List<String> members) {
    return new DiagramNode(
        id,
        parent,
        kind,
        symbol,
        label,
        detail,
        exposure != Exposure.UNKNOWN,
        exposure,
        badges,
        markers,
        members);
  }

  private void outside(String id, String label, DiagramSymbol symbol) {
    Exposure exposure = symbol == DiagramSymbol.INTERNET ? Exposure.PUBLIC : Exposure.NONE;
    nodes.add(
        node(
            id,
            null,
            DiagramNode.Kind.OUTSIDE,
            symbol,
            label,
            "",
            exposure,
            List.of(),
            DiagramNode.Markers.NONE,
            List.of()));
  }

  private void stage(String name) {
    nodes.add(
        node(
            "stage/" + name,
            null,
            DiagramNode.Kind.STAGE,
            DiagramSymbol.RESOURCE,
            name,
            "",
            Exposure.NONE,
            List.of(),
            DiagramNode.Markers.NONE,
            List.of()));
  }

  private void frame(
      String id, @Nullable String parent, DiagramNode.Kind kind, String label, String detail) {
    nodes.add(
        node(
            id,
            parent,
            kind,
            DiagramSymbol.NETWORK,
            label,
            detail,
            Exposure.NONE,
            List.of(),
            DiagramNode.Markers.NONE,
            List.of()));
  }

  private void box(
      @Nullable String parent,
      String id,
      String detail,
      DiagramSymbol symbol,
      Exposure exposure,
      int violations,
      String... badges) {
    Severity worst = violations == 0 ? null : List.of(Severity.values()).get(violations % 4);
    DiagramNode.Markers markers =
        new DiagramNode.Markers(
            worst,
            IntStream.range(0, violations).mapToObj(i -> id + "-" + i).toList(),
            violations % 3 == 2 ? List.of(id + "-unknown") : List.of());
    String stage =
        nodes.stream().anyMatch(n -> n.id().equals("stage/" + parent)) ? "stage/" + parent : parent;
    nodes.add(
        node(
            id,
            stage,
            DiagramNode.Kind.RESOURCE,
            symbol,
            id,
            detail,
            exposure,
            List.of(badges),
            markers,
            List.of()));
  }

  private void group(String stage, String label, List<String> members, DiagramSymbol symbol) {
    nodes.add(
        node(
            label,
            "stage/" + stage,
            DiagramNode.Kind.GROUP,
            symbol,
            members.size() + " " + label,
            "group",
            Exposure.NONE,
            List.of(),
            DiagramNode.Markers.NONE,
            members));
  }

  private void uses(String from, String... to) {
    for (String each : to) {
      edge(from, each, DiagramEdge.Kind.USES, "");
    }
  }

  private void edge(String from, String to, DiagramEdge.Kind kind, String label) {
    edges.add(new DiagramEdge(from, to, kind, label, true));
  }

  private WorkloadDiagram diagram(DiagramView view, String... notes) {
    return new WorkloadDiagram(view, "credit-scoring", nodes, edges, List.of(notes));
  }
}

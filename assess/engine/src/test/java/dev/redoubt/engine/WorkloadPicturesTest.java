package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.estate.Estate;
import dev.redoubt.facts.DeploymentFacts;
import dev.redoubt.facts.ResourceFacts;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.testing.FileTree;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every picture of every workload must satisfy.
class WorkloadPicturesTest {

  private static final Path SAMPLES = Path.of("..", "..", "samples", "credit-scoring");
  private static final Pattern COUNTED = Pattern.compile("(\\d+) resources? .*");

  @TempDir private Path folder;

  private static AssessmentEngine.Result.Assessed assessed(Path path) {
    AssessmentEngine.Result result =
        new AssessmentEngine(DeploymentSettings.UNNAMED, ControlCatalog.load(), _ -> true)
            .assess("test", WorkspaceSources.find(SourceRequest.of(path)));
    assertThat(result).isInstanceOf(AssessmentEngine.Result.Assessed.class);
    return (AssessmentEngine.Result.Assessed) result;
  }

  private static void check(AssessmentEngine.Result.Assessed assessed) {
    Map<String, Estate> estates = assessed.description().deployments();
    List<Finding> findings = assessed.assessment().findings();
    for (DiagramView view : DiagramView.values()) {
      List<WorkloadDiagram> diagrams = assessed.description().diagrams(view, findings);
      assertThat(diagrams)
          .extracting(WorkloadDiagram::deployment)
          .containsExactlyElementsOf(estates.keySet());
      for (WorkloadDiagram each : diagrams) {
        checkShape(each);
        checkNothingVanishes(
            each,
            DeploymentFacts.of(
                each.deployment(), Objects.requireNonNull(estates.get(each.deployment()))));
      }
      assertThat(assessed.description().diagrams(view, findings)).isEqualTo(diagrams);
    }
  }

  /// Ids are unique, containers come before what they contain, and lines have ends.
  private static void checkShape(WorkloadDiagram diagram) {
    assertThat(diagram.nodes().size()).isLessThanOrEqualTo(WorkloadDiagram.MAX_NODES);
    Set<String> seen = new HashSet<>();
    for (DiagramNode each : diagram.nodes()) {
      if (each.parent() != null) {
        assertThat(seen).contains(each.parent());
      }
      assertThat(seen.add(each.id())).as(each.id()).isTrue();
      assertThat(each.label()).isNotBlank();
    }
    for (DiagramEdge each : diagram.edges()) {
      assertThat(seen).contains(each.from(), each.to());
    }
    assertThat(diagram.edges()).doesNotHaveDuplicates();
  }

  /// Each resource that a template declares is a node, a member of a group, or counted in a note.
  private static void checkNothingVanishes(WorkloadDiagram diagram, DeploymentFacts facts) {
    List<String> ids =
        facts.resources().stream()
            .filter(each -> !each.isCreatedByService())
            .map(each -> each.key().id())
            .toList();
    long nodes = diagram.nodes().stream().filter(each -> ids.contains(each.id())).count();
    long members =
        diagram.nodes().stream()
            .filter(each -> each.kind() == DiagramNode.Kind.GROUP)
            .mapToLong(each -> each.members().size())
            .sum();
    long counted = 0;
    for (String note : diagram.notes()) {
      Matcher matcher = COUNTED.matcher(note);
      counted += matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
    assertThat(nodes + members + counted)
        .as("%s: %s", diagram.view(), diagram.notes())
        .isEqualTo(ids.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"weak", "hardened"})
  void pictureOfASampleIsComplete(String sample) {
    check(assessed(SAMPLES.resolve(sample)));
  }

  @Test
  void secondRunMakesTheSamePictures() {
    AssessmentEngine.Result.Assessed one = assessed(SAMPLES.resolve("weak"));
    AssessmentEngine.Result.Assessed other = assessed(SAMPLES.resolve("weak"));
    for (DiagramView view : DiagramView.values()) {
      assertThat(one.description().diagrams(view, one.assessment().findings()))
          .isEqualTo(other.description().diagrams(view, other.assessment().findings()));
    }
  }

  /// Many types in many networks, so that every step of grouping is needed.
  private static String large(int number) {
    return """
    param location string = 'westeurope'
    param names array = range(0, %d)
    resource lakes 'Microsoft.Storage/storageAccounts@2023-05-01' = [for i in names: {
      name: 'stlake${i}'
      location: location
      kind: 'StorageV2'
      sku: { name: 'Standard_LRS' }
    }]
    resource vaults 'Microsoft.KeyVault/vaults@2023-07-01' = [for i in names: {
      name: 'kv-${i}'
      location: location
      properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'standard' }, publicNetworkAccess: 'Disabled' }
    }]
    resource networks 'Microsoft.Network/virtualNetworks@2024-05-01' = [for i in names: {
      name: 'vnet-${i}'
      location: location
      properties: {
        addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
        subnets: [{ name: 'a', properties: { addressPrefix: '10.0.0.0/24' } }, { name: 'b', properties: { addressPrefix: '10.0.1.0/24' } }]
      }
    }]
    resource endpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [for i in names: {
      name: 'pe-${i}'
      location: location
      properties: {
        subnet: { id: '${networks[i].id}/subnets/a' }
        privateLinkServiceConnections: [{ name: 'c', properties: { privateLinkServiceId: vaults[i].id, groupIds: ['vault'] } }]
      }
    }]
    resource identities 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = [for i in names: {
      name: 'id-${i}'
      location: location
    }]
    resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for i in names: {
      name: guid('role', string(i))
      scope: vaults[i]
      properties: {
        principalId: identities[i].properties.principalId
        roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
      }
    }]
    """
        .formatted(number);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 90})
  void largePictureIsGroupedAndComplete(int number) {
    new FileTree(folder).file("main.bicep", large(number));
    check(assessed(folder));
  }

  @Test
  void groupHasItsMembersAndTheWorstExposure() {
    new FileTree(folder).file("main.bicep", large(90));
    AssessmentEngine.Result.Assessed assessed = assessed(folder);
    WorkloadDiagram layers =
        assessed
            .description()
            .diagrams(DiagramView.LAYERS, assessed.assessment().findings())
            .getFirst();
    assertThat(layers.nodes())
        .filteredOn(
            each ->
                each.kind() == DiagramNode.Kind.GROUP && each.label().contains("storage accounts"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.label()).isEqualTo("90 storage accounts");
              assertThat(each.members()).hasSize(90).contains("stlake7");
              assertThat(each.markers().violations()).isNotEmpty();
            });
  }

  @Test
  void exemptFindingIsNoMarker() {
    AssessmentEngine.Result.Assessed assessed = assessed(SAMPLES.resolve("weak"));
    Assessment assessment = assessed.assessment();
    List<Finding> exempt =
        assessment.findings().stream()
            .map(each -> each.verdict() == Verdict.FAIL ? each.withVerdict(Verdict.EXEMPT) : each)
            .toList();
    for (DiagramView view : DiagramView.values()) {
      assertThat(assessed.description().diagrams(view, exempt))
          .allSatisfy(
              diagram ->
                  assertThat(diagram.nodes())
                      .allSatisfy(node -> assertThat(node.markers().violations()).isEmpty()));
      assertThat(assessed.description().diagrams(view, assessment.findings()))
          .anySatisfy(
              diagram ->
                  assertThat(diagram.nodes())
                      .anySatisfy(node -> assertThat(node.markers().worst()).isNotNull()));
    }
  }

  @Test
  void hardenedSampleHasNothingForTheInternet() {
    AssessmentEngine.Result.Assessed assessed = assessed(SAMPLES.resolve("hardened"));
    assertThat(assessed.description().diagrams(DiagramView.LAYERS, List.of()))
        .allSatisfy(
            diagram ->
                assertThat(diagram.edges())
                    .noneMatch(each -> each.kind() == DiagramEdge.Kind.PUBLIC_ACCESS));
  }

  @Test
  void factsOfPicturesAndInventoryAgree() {
    AssessmentEngine.Result.Assessed assessed = assessed(SAMPLES.resolve("weak"));
    DeploymentFacts facts =
        DeploymentFacts.of("main", assessed.description().deployments().values().iterator().next());
    for (ResourceFacts each : facts.resources()) {
      boolean isListed =
          assessed.description().inventory().endpoints().stream()
              .filter(endpoint -> endpoint.key().equals(each.key()))
              .allMatch(endpoint -> endpoint.exposure() == each.exposure().exposure());
      assertThat(isListed).isTrue();
    }
  }

  @Test
  void governanceIsOneCardForEachType() {
    new FileTree(folder)
        .file(
            "main.bicep",
            """
            resource one 'Microsoft.Authorization/locks@2020-05-01' = { name: 'one', properties: { level: 'CanNotDelete' } }
            resource two 'Microsoft.Authorization/locks@2020-05-01' = { name: 'two', properties: { level: 'CanNotDelete' } }
            resource plan 'Microsoft.Insights/components@2020-02-02' = { name: 'a', location: 'x', kind: 'web' }
            """);
    AssessmentEngine.Result.Assessed assessed = assessed(folder);
    check(assessed);
    WorkloadDiagram layers =
        assessed.description().diagrams(DiagramView.LAYERS, List.of()).getFirst();
    assertThat(layers.nodes())
        .filteredOn(each -> each.kind() == DiagramNode.Kind.GROUP)
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.label()).isEqualTo("2 locks");
              assertThat(each.members()).containsExactly("one", "two");
              assertThat(each.parent()).isEqualTo("stage:governance");
            });
  }

  @Test
  void endpointsWithUnknownNamesAreNamedByTheirTargets() {
    new FileTree(folder)
        .file(
            "main.bicep",
            """
            param names array = ['one', 'two']
            param suffix string
            resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
              name: 'vnet'
              location: 'x'
              properties: { subnets: [{ name: 'a', properties: { addressPrefix: '10.0.0.0/24' } }] }
            }
            resource vaults 'Microsoft.KeyVault/vaults@2023-07-01' = [for each in names: {
              name: 'kv-${each}'
              location: 'x'
              properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'standard' } }
            }]
            resource endpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [for (each, i) in names: {
              name: 'pe-${suffix}-${i}'
              location: 'x'
              properties: {
                subnet: { id: network.properties.subnets[0].id }
                privateLinkServiceConnections: [{ name: 'c', properties: { privateLinkServiceId: vaults[i].id, groupIds: [i == 0 ? 'vault' : 'blob'] } }]
              }
            }]
            resource insights 'Microsoft.Insights/components@2020-02-02' = [for each in names: {
              name: 'a-${each}'
              location: 'x'
              kind: 'web'
            }]
            """);
    WorkloadDiagram network =
        assessed(folder).description().diagrams(DiagramView.NETWORK, List.of()).getFirst();
    assertThat(network.nodes())
        .extracting(DiagramNode::label)
        .contains("vault of kv-one", "blob of kv-two");
    assertThat(network.edges()).noneMatch(each -> each.label().contains("`"));
    assertThat(network.edges())
        .anyMatch(each -> each.label().equals("Microsoft.KeyVault/vaults has no group blob"));
  }
}

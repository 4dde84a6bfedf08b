package dev.redoubt.reporthtml.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.drawing.graph.Box;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.inventory.Exposure;
import dev.redoubt.testing.GoldenFile;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DiagramPictureTest {

  private static final PictureOptions INLINE =
      new PictureOptions(true, "p", finding -> "#finding-" + finding);

  @Test
  void drawsTheLayersOfAWorkload() throws Exception {
    GoldenFile.check(
        "diagram-layers.svg", DiagramPicture.svg(ExampleDiagrams.layers(), PictureOptions.FILE));
  }

  @Test
  void drawsTheNetworksOfAWorkload() throws Exception {
    GoldenFile.check(
        "diagram-network.svg", DiagramPicture.svg(ExampleDiagrams.network(), PictureOptions.FILE));
  }

  @Test
  void drawsTheIdentitiesOfAWorkload() throws Exception {
    GoldenFile.check(
        "diagram-identity.svg",
        DiagramPicture.svg(ExampleDiagrams.identity(), PictureOptions.FILE));
  }

  @Test
  void unknownExposureIsNotCountedAsPublic() throws Exception {
    Document svg =
        parsed(DiagramPicture.svg(ExampleDiagrams.partlyKnownAccess(), PictureOptions.FILE));
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("1 public, 2 unknown")
        .doesNotContain("3 public");
  }

  @Test
  void drawsEveryPartOfTheExampleOnce() throws Exception {
    for (WorkloadDiagram diagram : List.of(ExampleDiagrams.layers(), ExampleDiagrams.network())) {
      String svg = DiagramPicture.svg(diagram, PictureOptions.FILE);
      for (DiagramNode node : diagram.nodes()) {
        if (node.kind() == DiagramNode.Kind.RESOURCE) {
          assertThat(svg).contains("<title>" + node.label());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DiagramView.class)
  void drawsAnEmptyDiagram(DiagramView view) throws Exception {
    Document svg =
        parsed(
            DiagramPicture.svg(
                new WorkloadDiagram(view, "main.bicep", List.of(), List.of(), List.of()),
                PictureOptions.FILE));
    assertThat(svg.getDocumentElement().getTextContent()).contains("main.bicep", "0 resources");
  }

  @ParameterizedTest
  @EnumSource(DiagramView.class)
  void drawsOneNode(DiagramView view) throws Exception {
    DiagramNode node =
        ExampleDiagrams.node(
            "a",
            null,
            DiagramNode.Kind.RESOURCE,
            DiagramSymbol.STORAGE,
            "stcredit",
            "storage account",
            Exposure.UNKNOWN,
            List.of(),
            DiagramNode.Markers.NONE,
            List.of());
    String svg =
        DiagramPicture.svg(
            new WorkloadDiagram(view, "main.bicep", List.of(node), List.of(), List.of()),
            PictureOptions.FILE);
    assertThat(parsed(svg).getDocumentElement().getTextContent())
        .contains("stcredit, storage account; not certain; reachability unknown");
  }

  static Stream<Arguments> random() {
    return Stream.of(DiagramView.values())
        .flatMap(
            view -> Stream.of(1, 2, 3, 4, 5, 6).map(seed -> Arguments.of(view, seed, 12 * seed)));
  }

  @ParameterizedTest
  @MethodSource("random")
  void isWellFormedAndHarmlessWithAnyName(DiagramView view, int seed, int size) throws Exception {
    WorkloadDiagram diagram = RandomDiagrams.of(view, seed, size, 2 * size);
    for (PictureOptions options : List.of(PictureOptions.FILE, INLINE)) {
      Document svg = parsed(DiagramPicture.svg(diagram, options));
      assertHarmless(svg.getDocumentElement());
      assertUniqueIds(svg);
    }
  }

  @ParameterizedTest
  @EnumSource(DiagramView.class)
  void drawsTheLargestDiagram(DiagramView view) throws Exception {
    WorkloadDiagram diagram = RandomDiagrams.of(view, 7, WorkloadDiagram.MAX_NODES, 400);
    assertThat(diagram.nodes()).hasSize(WorkloadDiagram.MAX_NODES);
    parsed(DiagramPicture.svg(diagram, PictureOptions.FILE));
  }

  @ParameterizedTest
  @MethodSource("random")
  void keepsBoxesApartInsideOfThePictureAndOfTheirFrames(DiagramView view, int seed, int size) {
    DrawnDiagram drawn = new DrawnDiagram(RandomDiagrams.of(view, seed, size, 2 * size), null);
    PictureLayout layout = layout(drawn);
    Box paper = new Box(-0.01, -0.01, layout.width() + 0.02, layout.height() + 0.02);
    List<Box> leaves = new ArrayList<>();
    for (DiagramNode node : drawn.diagram().nodes()) {
      Box box = layout.boxes().get(node.id());
      if (box == null || drawn.isContainer(node)) {
        continue;
      }
      assertThat(paper.contains(box)).as(node.id()).isTrue();
      Box frame = node.parent() == null ? null : layout.boxes().get(node.parent());
      assertThat(frame == null || frame.contains(box)).as(node.id()).isTrue();
      leaves.add(box);
    }
    layout.cards().forEach(card -> leaves.add(card.box()));
    for (int i = 0; i < leaves.size(); i++) {
      for (int k = 0; k < i; k++) {
        assertThat(leaves.get(i).overlaps(leaves.get(k))).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("random")
  void givesEveryNodeAPlace(DiagramView view, int seed, int size) {
    DrawnDiagram drawn = new DrawnDiagram(RandomDiagrams.of(view, seed, size, 2 * size), null);
    PictureLayout layout = layout(drawn);
    Set<String> shown = new HashSet<>(layout.boxes().keySet());
    layout
        .cards()
        .forEach(card -> shown.add(card.isTarget() ? card.edge().to() : card.edge().from()));
    for (DiagramNode node : drawn.diagram().nodes()) {
      if (!drawn.isContainer(node)) {
        assertThat(shown).contains(node.id());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("random")
  void drawsEqualContentEquallyWhateverTheOrderOfItsEdges(DiagramView view, int seed, int size) {
    WorkloadDiagram diagram = RandomDiagrams.of(view, seed, size, 2 * size);
    List<DiagramEdge> edges = new ArrayList<>(diagram.edges());
    Collections.shuffle(edges, new Random(seed));
    WorkloadDiagram shuffled =
        new WorkloadDiagram(view, diagram.deployment(), diagram.nodes(), edges, diagram.notes());
    assertThat(DiagramPicture.svg(shuffled, INLINE)).isEqualTo(DiagramPicture.svg(diagram, INLINE));
  }

  @Test
  void saysInWordsWhatOnlyColoursWouldShow() throws Exception {
    String text =
        parsed(DiagramPicture.svg(ExampleDiagrams.layers(), PictureOptions.FILE))
            .getDocumentElement()
            .getTextContent();
    assertThat(text)
        .contains(
            "public", "restricted", "private", "7 violations, worst critical", "C", "unknown");
  }

  @Test
  void namesTheKeyAndTheLogsBehindAChip() {
    String svg = DiagramPicture.svg(ExampleDiagrams.layers(), PictureOptions.FILE);
    assertThat(svg).contains("encrypted with a key of kv-credit; logs to appi-credit");
  }

  @Test
  void linksABoxToItsWorstFindingAndAGroupToItsMembers() {
    String svg = DiagramPicture.svg(ExampleDiagrams.layers(), INLINE);
    assertThat(svg).contains("href=\"#finding-stcreditlake-0\"").contains("href=\"#p-group-");
    assertThat(DiagramPicture.svg(ExampleDiagrams.layers(), PictureOptions.FILE))
        .doesNotContain("href");
  }

  @Test
  void listsInTheLegendOnlyWhatOccurs() {
    WorkloadDiagram layers = ExampleDiagrams.layers();
    WorkloadDiagram bare =
        new WorkloadDiagram(
            layers.view(), layers.deployment(), layers.nodes(), List.of(), List.of());
    String key = "class=\"key\"";
    assertThat(DiagramPicture.svg(layers, PictureOptions.FILE)).contains(">uses</text>");
    assertThat(DiagramPicture.svg(bare, PictureOptions.FILE))
        .contains(key)
        .doesNotContain(">uses</text>", ">writes its logs</text>");
  }

  @Test
  void fitsAScreenOf1280AndALandscapePage() throws Exception {
    Element svg =
        parsed(DiagramPicture.svg(ExampleDiagrams.layers(), PictureOptions.FILE))
            .getDocumentElement();
    double width = Double.parseDouble(svg.getAttribute("width"));
    double height = Double.parseDouble(svg.getAttribute("height"));
    assertThat(width).isLessThan(1500);
    assertThat(height).isLessThan(width);
  }

  private static PictureLayout layout(DrawnDiagram drawn) {
    return switch (drawn.diagram().view()) {
      case LAYERS -> LayersLayout.of(drawn);
      case NETWORK -> NetworkLayout.of(drawn);
      case IDENTITY -> IdentityLayout.of(drawn);
    };
  }

  static Document parsed(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  private static void assertHarmless(Element element) {
    assertThat(element.getTagName()).isNotEqualToIgnoringCase("script");
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      var attribute = element.getAttributes().item(i);
      assertThat(attribute.getNodeName()).doesNotStartWith("on");
      if (attribute.getNodeName().equals("href")) {
        assertThat(attribute.getNodeValue()).startsWith("#");
      }
    }
    NodeList children = element.getElementsByTagName("*");
    Map<String, Integer> names = new HashMap<>();
    for (int i = 0; i < children.getLength(); i++) {
      names.merge(((Element) children.item(i)).getTagName(), 1, Integer::sum);
    }
    assertThat(names.keySet())
        .isSubsetOf(
            "title", "desc", "style", "rect", "defs", "marker", "path", "g", "a", "text", "circle");
  }

  private static void assertUniqueIds(Document svg) {
    Set<String> ids = new HashSet<>();
    NodeList all = svg.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      String id = ((Element) all.item(i)).getAttribute("id");
      assertThat(id.isEmpty() || ids.add(id)).as(id).isTrue();
      assertThat(id.isEmpty() || id.startsWith("p-") || id.startsWith("d-")).isTrue();
    }
  }
}

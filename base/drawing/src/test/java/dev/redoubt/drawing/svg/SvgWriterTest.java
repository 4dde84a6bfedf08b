package dev.redoubt.drawing.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class SvgWriterTest {

  @Test
  void escapesTextsAndValuesSoThatAnXmlParserReadsThemBack() throws Exception {
    String hostile = "</svg><script>alert(\"1\")</script> & 'x' ]]> <!-- --";
    String svg =
        new SvgWriter()
            .open("svg")
            .open("text")
            .set("class", hostile)
            .text(hostile)
            .close()
            .close()
            .toText();
    assertThat(svg).doesNotContain("<script", "]]>", "<!--");
    Element text = (Element) root(svg).getElementsByTagName("text").item(0);
    assertThat(text.getAttribute("class")).isEqualTo(hostile);
    assertThat(text.getTextContent()).isEqualTo(hostile);
  }

  @Test
  void replacesCharactersThatXmlDoesNotAllowOrThatReorderText() throws Exception {
    String hostile = "a\u0000b\u0007c\u202Ed\u2067e\uD800f\uFFFFg\u0085h\u200Fi";
    String svg = new SvgWriter().open("text").text(hostile).close().toText();
    assertThat(root(svg).getTextContent())
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg\uFFFDh\uFFFDi");
  }

  @Test
  void keepsCharactersOutsideOfTheBasicPlane() {
    assertThat(SvgWriter.escaped("\uD83D\uDE00 \u00e4")).isEqualTo("\uD83D\uDE00 \u00e4");
  }

  @Test
  void dropsLinksThatAreNoPages() {
    for (String target :
        List.of("javascript:alert(1)", " JavaScript:x", "data:text/html,x", "//evil", "\\x:y")) {
      assertThat(new SvgWriter().open("a").href(target).close().toText()).isEqualTo("<a/>");
    }
    for (String target : List.of("#finding-1", "https://a/b:c", "page.html#x", "a/b")) {
      assertThat(new SvgWriter().open("a").href(target).close().toText())
          .isEqualTo("<a href=\"" + target + "\"/>");
    }
  }

  @Test
  void refusesScriptsAndHandlers() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SvgWriter().open("script"));
    assertThatIllegalArgumentException().isThrownBy(() -> new SvgWriter().open("a b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SvgWriter().open("g").set("onclick", "x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SvgWriter().open("a").set("xlink:href", "x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SvgWriter().open("style").css("</style>"));
  }

  @Test
  void refusesAnOpenElementAtTheEndAndAnAttributeAfterContent() {
    assertThatIllegalStateException().isThrownBy(() -> new SvgWriter().open("g").toText());
    assertThatIllegalStateException()
        .isThrownBy(() -> new SvgWriter().open("g").text("x").set("class", "y"));
  }

  @Test
  void writesNumbersWithAtMostTwoDecimals() {
    assertThat(SvgWriter.number(1)).isEqualTo("1");
    assertThat(SvgWriter.number(100)).isEqualTo("100");
    assertThat(SvgWriter.number(1.005)).isEqualTo("1.01");
    assertThat(SvgWriter.number(-0.001)).isEqualTo("0");
    assertThat(SvgWriter.number(12.5)).isEqualTo("12.5");
    assertThatIllegalArgumentException().isThrownBy(() -> SvgWriter.number(Double.NaN));
  }

  private static Element root(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }
}

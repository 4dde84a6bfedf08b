package dev.redoubt.scan.internal.xml;

import dev.redoubt.scan.internal.model.CodePatterns;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.secrets.SecretReporter;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/// Checks the elements of a document in order.
final class ElementInspector {

  private static final String INCLUDE = "http://www.w3.org/2001/XInclude";

  /// Elements that contain a program, in any vocabulary.
  private static final Set<String> SCRIPTS =
      Set.of("script", "scriptlet", "object", "applet", "iframe");

  private final ContentFindings findings;
  private final int most;
  private int depth;

  ElementInspector(ContentFindings findings, int most) {
    this.findings = findings;
    this.most = most;
  }

  void take(int event, XMLStreamReader xml) throws MalformedContentException {
    long at = Math.max(0, xml.getLocation().getCharacterOffset());
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        if (++depth > most) {
          throw new MalformedContentException(
              at, "elements nested more than `" + most + "` levels deep");
        }
        element(xml, at);
      }
      case XMLStreamConstants.END_ELEMENT -> depth--;
      case XMLStreamConstants.PROCESSING_INSTRUCTION -> instruction(xml, at);
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml.getText(), at);
      case XMLStreamConstants.ENTITY_REFERENCE ->
          findings.add(
              ModelFormatRule.XML_ENTITY,
              at,
              "the document uses the entity "
                  + QuotedContent.of(String.valueOf(xml.getLocalName())));
      default -> {
        // comments and blanks
      }
    }
  }

  private void element(XMLStreamReader xml, long at) {
    String name = xml.getLocalName();
    if (INCLUDE.equals(xml.getNamespaceURI())) {
      findings.add(
          ModelFormatRule.XML_INCLUDE,
          at,
          "the document includes "
              + QuotedContent.of(String.valueOf(xml.getAttributeValue(null, "href"))));
    } else if (SCRIPTS.contains(name.toLowerCase(Locale.ROOT))) {
      findings.add(ModelFormatRule.XML_SCRIPT, at, "element " + QuotedContent.of(name));
    }
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String value = xml.getAttributeValue(i);
      boolean event =
          xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT).matches("on(?:load|error|click)");
      if (event) {
        findings.add(
            ModelFormatRule.XML_SCRIPT, at, "an attribute runs " + QuotedContent.of(value));
      } else {
        text(value, at);
      }
    }
  }

  private void instruction(XMLStreamReader xml, long at) {
    String data = String.valueOf(xml.getPIData());
    if (xml.getPITarget().equals("xml-stylesheet")) {
      findings.add(ModelFormatRule.XML_INCLUDE, at, "style sheet " + QuotedContent.of(data));
    } else if (xml.getPITarget().toLowerCase(Locale.ROOT).matches("php|python|java|.*script.*")) {
      findings.add(
          ModelFormatRule.XML_SCRIPT,
          at,
          "processing instruction " + QuotedContent.of(xml.getPITarget()));
    }
  }

  private void text(String text, long at) {
    SecretReporter.inspect(text, at, findings);
    String code = CodePatterns.in(text);
    if (code != null) {
      findings.add(
          ModelFormatRule.XML_SCRIPT, at, "the document contains " + QuotedContent.of(code));
    }
  }
}

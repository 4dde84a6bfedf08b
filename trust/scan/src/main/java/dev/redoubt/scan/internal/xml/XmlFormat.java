package dev.redoubt.scan.internal.xml;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads XML, including PMML, and never fetches anything that the document names. Sources: XML 1.0,
/// fifth edition; XInclude 1.1; PMML 4.4.
public final class XmlFormat {

  /// Nested elements; a PMML decision tree has some hundred.
  private static final int DEPTH = 5_000;

  /// The maximum length of the part before the first element.
  private static final int PROLOG = 1 << 16;

  private XmlFormat() {}

  /// The analyzer for this format.
  public static FormatAnalyser analyser() {
    return new ParsingAnalyser(ModelFormatRule.XML_UNREADABLE, XmlFormat::parse);
  }

  /// Whether a content begins like XML, in any encoding that has a byte order mark or is
  /// recognizable by its zero bytes.
  public static boolean begins(byte[] prefix) {
    String text = XmlEncoding.prolog(prefix).stripLeading();
    return text.startsWith("<?xml") || text.matches("(?s)<!DOCTYPE .*|<(?:\\w+:)?PMML[\\s>].*");
  }

  private static void parse(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    byte[] head = input.bytes(0, Math.min(PROLOG, input.size()), PROLOG);
    Charset charset = XmlEncoding.of(head);
    boolean typed = DoctypeScanner.inspect(new String(head, charset), findings);
    try (Reader reader =
        new InputStreamReader(
            input.stream(0, input.size()),
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT))) {
      walk(reader, typed, input.size(), findings);
    } catch (java.nio.charset.CharacterCodingException wrong) {
      throw new MalformedContentException(
          0, "characters that are invalid in the encoding `" + charset.name() + "`");
    }
  }

  private static void walk(Reader reader, boolean typed, long size, ContentFindings findings)
      throws IOException, MalformedContentException {
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(XmlEncoding.withoutMark(reader));
      ElementInspector elements = new ElementInspector(findings, DEPTH);
      while (xml.hasNext()) {
        elements.take(xml.next(), xml);
      }
    } catch (XMLStreamException wrong) {
      if (wrong.getNestedException() instanceof IOException broken) {
        throw broken;
      }
      throw new MalformedContentException(Math.min(offset(wrong), size), why(typed));
    } catch (RuntimeException wrong) {
      // the JDK's reader throws these for some damaged documents
      throw new MalformedContentException(0, why(typed));
    }
  }

  private static String why(boolean typed) {
    return typed ? "invalid XML, or an entity that is not resolved" : "invalid XML";
  }

  /// The reader counts some characters twice in a truncated document.
  private static long offset(XMLStreamException wrong) {
    return wrong.getLocation() == null ? 0 : wrong.getLocation().getCharacterOffset();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setXMLResolver(
        (_, _, _, _) -> {
          throw new XMLStreamException("external entities are not resolved");
        });
    return factory;
  }
}

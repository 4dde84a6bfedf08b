package dev.redoubt.scan.internal.model;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.IOException;

/// An analyzer of one format that needs random access. Content that the parser rejects is reported
/// as unreadable, with its offset.
///
/// @param unreadable the rule for content that the parser rejects
public record ParsingAnalyser(ModelFormatRule unreadable, Parser parser) implements FormatAnalyser {

  /// Parses one format.
  @FunctionalInterface
  public interface Parser {
    /// Reports what it finds.
    ///
    /// @throws MalformedContentException if the content cannot be parsed further
    void parse(ContentReader input, ContentFindings findings)
        throws IOException, MalformedContentException;
  }

  @Override
  public void analyse(ScannedContent content, ScanContext context) throws IOException {
    ContentFindings findings = new ContentFindings(content, context);
    try {
      parser.parse(new ContentReader(content.bytes()), findings);
    } catch (MalformedContentException malformed) {
      findings.unreadable(unreadable, malformed);
    }
  }
}

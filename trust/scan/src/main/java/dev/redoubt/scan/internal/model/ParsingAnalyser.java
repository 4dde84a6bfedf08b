package dev.redoubt.scan.internal.model;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.IOException;

/// An analyser of one format that is read at any place. What the parser refuses is reported as
/// unreadable, at its offset.
///
/// @param unreadable the rule for what the parser refuses
public record ParsingAnalyser(ModelFormatRule unreadable, Parser parser) implements FormatAnalyser {

  /// Reads one format.
  @FunctionalInterface
  public interface Parser {
    /// Reports what it finds.
    ///
    /// @throws MalformedContentException where the content stops making sense
    void parse(ContentReader input, ContentFindings findings)
        throws IOException, MalformedContentException;
  }

  @Override
  public void analyse(ScannedContent content, ScanContext inspection) throws IOException {
    ContentFindings findings = new ContentFindings(content, inspection);
    try {
      parser.parse(new ContentReader(content.bytes()), findings);
    } catch (MalformedContentException malformed) {
      findings.unreadable(unreadable, malformed);
    }
  }
}

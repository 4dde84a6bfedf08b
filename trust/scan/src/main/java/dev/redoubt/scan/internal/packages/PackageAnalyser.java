package dev.redoubt.scan.internal.packages;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.scan.internal.ini.IniReader;
import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.json.JsonReader;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.toml.TomlReader;
import dev.redoubt.scan.internal.yaml.YamlReader;
import java.io.IOException;
import java.util.List;

/// Checks a file whose name is that of a package list, as its installer reads it, whatever else its
/// content may be.
///
/// @param path relative to what is scanned, to resolve includes
public record PackageAnalyser(PackageFile file, String path) implements FormatAnalyser {

  /// Longer than any list that people or tools write.
  private static final int LONGEST = 32 << 20;

  @Override
  public void analyse(ScannedContent content, ScanContext context) throws IOException {
    ContentFindings findings = new ContentFindings(content, context);
    try {
      ContentReader input = new ContentReader(content.bytes());
      if (input.size() > LONGEST) {
        throw new MalformedContentException(0, "package list exceeds the size limit");
      }
      String text = PythonText.decode(input.bytes(0, input.size(), LONGEST));
      read(text, new PackageReport(findings, true));
    } catch (MalformedContentException malformed) {
      findings.unreadable(ModelFormatRule.PACKAGE_UNREADABLE, malformed);
    }
  }

  private void read(String text, PackageReport report) throws MalformedContentException {
    List<JsonDocument> documents =
        switch (file.syntax()) {
          case LINES -> {
            PipRequirements.inspect(text, 0, path, report);
            yield List.of();
          }
          case YAML -> YamlReader.read(text);
          case TOML -> List.of(TomlReader.read(text));
          case JSON -> List.of(JsonReader.of(text));
          case INI -> List.of(IniReader.read(text));
        };
    for (JsonDocument document : documents) {
      PackageListWalker.inspect(document, file.rows(), path, report);
    }
  }

  /// Checks a document that has the form of a package list, but another name.
  public static void inspectByStructure(
      JsonDocument document, PackageFile file, String path, ContentFindings findings) {
    PackageListWalker.inspect(document, file.rows(), path, new PackageReport(findings, true));
  }
}

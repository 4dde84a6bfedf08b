package dev.redoubt.fixes;

import dev.redoubt.estate.DeclarationSite;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.findings.Finding;
import dev.redoubt.fixes.edit.TextEdit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Shows the declaration or assignment of a parameter once for a file, so that the text of all
/// fixes can be pasted; other fixes that need it refer to the first one.
final class ShownOnce {

  private final SourceFiles files;
  private final Map<String, Shown> declared = new HashMap<>();

  /// Where a declaration is shown. The findings of one control for the resources of one declaration
  /// have the same fix.
  private record Shown(String control, String type, String place, String resource) {
    private boolean isSameFix(Shown other) {
      return control.equals(other.control) && type.equals(other.type) && place.equals(other.place);
    }
  }

  ShownOnce(SourceFiles files) {
    this.files = files;
  }

  /// The changes of a fix as they are shown.
  List<TextEdit> of(List<TextEdit> changes, Finding finding) {
    return changes.stream().map(each -> of(each, finding)).toList();
  }

  private TextEdit of(TextEdit edit, Finding finding) {
    if (!edit.declaresParameter()) {
      return edit;
    }
    DeclarationSite site = finding.resource().site();
    Origin origin = site == null ? finding.resource().origin() : site.origin();
    Shown own =
        new Shown(
            finding.control().id(),
            finding.resource().type().toString(),
            files.locate(origin).withColumn(),
            ResourceNames.of(finding));
    Shown first = declared.putIfAbsent(edit.file() + "\n" + edit.shown(), own);
    return first == null || first.isSameFix(own)
        ? edit
        : new TextEdit(
            edit.file(),
            edit.start(),
            edit.end(),
            edit.replacement(),
            "// the fix of %s for %s %s %s"
                .formatted(
                    first.control(),
                    first.resource(),
                    edit.assignsParameter() ? "assigns" : "declares",
                    edit.declaredParameter()));
  }
}

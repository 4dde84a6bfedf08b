package dev.redoubt.reporthtml.diagram;

import org.jspecify.annotations.Nullable;

/// How a picture is embedded.
///
/// @param isInline whether it becomes a part of an HTML page that has [DiagramStyle#css]; otherwise
///   it is a file of its own with its own style
/// @param idPrefix starts every id, so that several pictures fit into one page
/// @param links where findings are
public record PictureOptions(boolean isInline, String idPrefix, FindingLinks links) {

  /// A file of its own, without links.
  public static final PictureOptions FILE = new PictureOptions(false, "d", _ -> null);

  public PictureOptions {
    if (!idPrefix.matches("[A-Za-z][A-Za-z0-9_-]*")) {
      throw new IllegalArgumentException("no prefix of an id: " + idPrefix);
    }
  }

  /// Knows the address of a finding.
  @FunctionalInterface
  public interface FindingLinks {

    /// The address of the finding with this id, for example `#finding-42`; null for no link.
    @Nullable String of(String finding);
  }
}

package dev.redoubt.scan.internal.packages;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.regex.Pattern;

/// Reports problems of a package list.
///
/// @param strict whether an installer reads the content as a package list, so that content that
///   cannot be parsed is not ordinary text
record PackageReport(ContentFindings findings, boolean strict) {

  /// A name and a password in a URL.
  private static final Pattern ACCOUNT = Pattern.compile("//[^/@\\s]*@");

  /// Reports that packages come from another source, or contain code that runs during installation.
  void elsewhere(long at, String what, String written) {
    findings.add(
        ModelFormatRule.PACKAGE_SOURCE,
        at,
        what + " " + QuotedContent.of(ACCOUNT.matcher(written).replaceAll("//...@")));
  }

  /// Reports content that an installer rejects, or that its versions interpret differently.
  void unreadable(long at, String written, String reason) {
    if (strict) {
      findings.add(
          ModelFormatRule.PACKAGE_UNREADABLE,
          at,
          "%s: %s"
              .formatted(QuotedContent.of(ACCOUNT.matcher(written).replaceAll("//...@")), reason));
    }
  }

  /// Reports the source of a requirement.
  void origin(long at, PackageOrigin origin, String written) {
    switch (origin) {
      case PackageOrigin.DefaultIndex _ -> {
        // the installer uses only the default index
      }
      case PackageOrigin.Elsewhere(String what) ->
          elsewhere(at, "a package comes from " + what + ":", written);
      case PackageOrigin.Unreadable(String reason) -> unreadable(at, written, reason);
    }
  }
}

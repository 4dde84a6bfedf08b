package dev.redoubt.scan.internal.packages;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.regex.Pattern;

/// What is said of a list of packages.
///
/// @param strict whether an installer reads the content as a list of packages, so that what cannot
///   be read is no text for people
record PackageReport(ContentFindings findings, boolean strict) {

  /// A name and a password in an address.
  private static final Pattern ACCOUNT = Pattern.compile("//[^/@\\s]*@");

  /// Packages, or one, would come from elsewhere, or bring code that runs when they are installed.
  void elsewhere(long at, String what, String written) {
    findings.add(
        ModelFormatRule.PACKAGE_SOURCE,
        at,
        what + " " + QuotedContent.of(ACCOUNT.matcher(written).replaceAll("//...@")));
  }

  /// An installer would refuse it, or another version of it would read something else.
  void unreadable(long at, String written, String reason) {
    if (strict) {
      findings.add(
          ModelFormatRule.PACKAGE_UNREADABLE,
          at,
          "%s is %s"
              .formatted(QuotedContent.of(ACCOUNT.matcher(written).replaceAll("//...@")), reason));
    }
  }

  /// What a requirement says.
  void origin(long at, PackageOrigin origin, String written) {
    switch (origin) {
      case PackageOrigin.DefaultIndex _ -> {
        // the installer asks nobody else
      }
      case PackageOrigin.Elsewhere(String what) ->
          elsewhere(at, "a package comes from " + what + ":", written);
      case PackageOrigin.Unreadable(String reason) -> unreadable(at, written, reason);
    }
  }
}

package dev.redoubt.facts;

import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;

/// Who may act as a managed identity through federation.
public final class FederatedTrusts {

  private static final String GITHUB = "https://token.actions.githubusercontent.com";

  /// One trust.
  ///
  /// @param subject who may act as the identity, as its issuer names it
  /// @param issuer who vouches for the subject
  public record Trust(ResourceFacts declaration, String subject, String issuer) {

    /// One line: the subject alone for GitHub Actions, which names the repository; otherwise with
    /// the issuer.
    public String text() {
      return issuer.equals(GITHUB) ? subject : "%s (%s)".formatted(subject, issuer);
    }
  }

  private FederatedTrusts() {}

  /// The trusts of an identity, in the order of declaration.
  public static List<Trust> of(DeploymentFacts deployment, ResourceKey identity) {
    List<Trust> trusts = new ArrayList<>();
    for (ResourceFacts each : deployment.childrenOf(identity)) {
      if (each.resource().type().lastSegment().equalsIgnoreCase("federatedIdentityCredentials")) {
        trusts.add(
            new Trust(each, text(each, "properties.subject"), text(each, "properties.issuer")));
      }
    }
    return trusts;
  }

  private static String text(ResourceFacts credential, String path) {
    Value value = credential.property(path).value();
    return value == null ? "unknown" : ValueText.of(value);
  }
}

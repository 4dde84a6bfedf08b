package dev.redoubt.policy;

/// The compliance state of one resource for one policy.
public enum ComplianceState {
  COMPLIANT("Compliant"),
  NON_COMPLIANT("NonCompliant"),
  /// The policy does not apply to the resource, or is disabled.
  NOT_APPLICABLE("NotApplicable"),
  /// The resource is non-compliant or unknown, and an exemption accepts that.
  EXEMPT("Exempt"),
  /// The state depends on an unknown value.
  UNKNOWN("Unknown"),
  /// The policy uses a feature that is not supported.
  UNSUPPORTED("Unsupported"),
  /// The evaluation of the policy fails for this resource, as it would in Azure.
  ERROR("Error");

  private final String word;

  ComplianceState(String word) {
    this.word = word;
  }

  /// The word used in reports: `NonCompliant`.
  public String word() {
    return word;
  }
}

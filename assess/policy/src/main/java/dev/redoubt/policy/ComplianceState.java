package dev.redoubt.policy;

/// What came of evaluating one policy for one resource.
public enum ComplianceState {
  COMPLIANT("Compliant"),
  NON_COMPLIANT("NonCompliant"),
  /// The policy is not about such a resource, or is disabled.
  NOT_APPLICABLE("NotApplicable"),
  /// It is not compliant, or not known to be, and an exemption accepts that.
  EXEMPT("Exempt"),
  /// It depends on something that is not known.
  UNKNOWN("Unknown"),
  /// The policy asks for something that is not evaluated here.
  UNSUPPORTED("Unsupported"),
  /// The policy fails on this resource: Azure would refuse to evaluate it as well.
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

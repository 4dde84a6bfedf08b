package dev.redoubt.signing.attestation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of tests; in-toto test result, version 0.1.
///
/// @param result of all tests together
/// @param configuration what was tested with
/// @param url where the run can be seen
/// @param passedTests names
/// @param warnedTests names of those that passed with warnings
/// @param failedTests names; empty unless the result is failed
public record TestResult(
    Result result,
    List<ResourceDescriptor> configuration,
    @Nullable String url,
    List<String> passedTests,
    List<String> warnedTests,
    List<String> failedTests)
    implements Predicate {

  /// The overall result.
  public enum Result {
    PASSED,
    WARNED,
    FAILED
  }

  public TestResult {
    configuration = List.copyOf(configuration);
    passedTests = List.copyOf(passedTests);
    warnedTests = List.copyOf(warnedTests);
    failedTests = List.copyOf(failedTests);
    if (result != Result.FAILED && !failedTests.isEmpty()) {
      throw new IllegalArgumentException("a result with failed tests must be `FAILED`");
    }
  }

  @Override
  public PredicateType type() {
    return PredicateType.TEST_RESULT;
  }
}

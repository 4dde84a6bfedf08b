package dev.redoubt.controls;

import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.findings.Verdict;
import dev.redoubt.policy.ComplianceState;
import dev.redoubt.policy.PolicyEvaluator;
import dev.redoubt.policy.PolicyResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Creates findings from policy results.
final class FindingFactory {

  /// Violations first, then unknown verdicts, then the others; higher severity first; then by
  /// layer.
  static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::verdict)
          .thenComparing(finding -> finding.control().severity(), Comparator.reverseOrder())
          .thenComparing(finding -> finding.control().layer());

  /// Eight bytes: with a million findings, two have the same id once in forty million runs.
  private static final int ID_BYTES = 8;

  private final PolicyEvaluator evaluator;

  FindingFactory(PolicyEvaluator evaluator) {
    this.evaluator = evaluator;
  }

  /// Whether the control can apply to resources of this type.
  boolean mayConcernType(Control control, Resource resource) {
    return evaluator.mayConcernType(control.policy(), resource);
  }

  /// The finding of the control for a resource; null if the control does not apply to it.
  @Nullable Finding judge(Control control, Resource resource) {
    PolicyResult result = evaluator.evaluate(control.policy(), resource);
    return switch (result.state()) {
      case NOT_APPLICABLE -> null;
      case COMPLIANT, NON_COMPLIANT, EXEMPT, UNKNOWN, UNSUPPORTED, ERROR ->
          inScope(control, resource, result);
    };
  }

  private @Nullable Finding inScope(Control control, Resource resource, PolicyResult result) {
    if (control.scope() == null) {
      return finding(control, resource, result);
    }
    PolicyResult scope = evaluator.evaluate(control.scope(), resource);
    return switch (scope.state()) {
      case NON_COMPLIANT -> finding(control, resource, result);
      case COMPLIANT, NOT_APPLICABLE -> null;
      // A pass must not rest on a control that may not apply.
      case EXEMPT, UNKNOWN, UNSUPPORTED, ERROR ->
          verdict(result) == Verdict.PASS ? null : finding(control, resource, result);
    };
  }

  private static Finding finding(Control control, Resource resource, PolicyResult result) {
    Verdict verdict = verdict(result);
    if (verdict == Verdict.PASS) {
      // a detailed reason for a pass is rarely needed, and would cost more than the verdict itself
      Reason complies =
          Reason.of(
              TruthValue.TRUE, "complies with `" + control.info().id() + "`", resource.origin());
      return new Finding(
          id(control.info().id(), resource),
          control.info(),
          resource,
          verdict,
          resource.origin(),
          complies,
          List.of());
    }
    return new Finding(
        id(control.info().id(), resource),
        control.info(),
        resource,
        verdict,
        result.origin().isWritten() ? result.origin() : resource.origin(),
        result.reason(),
        verdict == Verdict.UNKNOWN ? causes(control, result) : List.of(),
        verdict == Verdict.FAIL ? condition(resource.existence()) : null,
        List.of(),
        Finding.Annotations.NONE);
  }

  /// The condition under which the resource exists; null if it exists in any case.
  private static Finding.@Nullable Condition condition(ResourceExistence existence) {
    return switch (existence) {
      case ResourceExistence.Certain _ -> null;
      case ResourceExistence.Conditional(var condition) ->
          new Finding.Condition(ExpressionPrinter.of(condition), resolvedBy(condition));
      case ResourceExistence.Repeated(var count) ->
          new Finding.Condition(
              "greater(" + ExpressionPrinter.of(count) + ", 0)", resolvedBy(count));
    };
  }

  private static String resolvedBy(Unknown unknown) {
    return unknown.causes().stream()
        .map(UnknownCause::resolvedBy)
        .filter(input -> !input.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static Verdict verdict(PolicyResult result) {
    return switch (result.state()) {
      case NON_COMPLIANT -> Verdict.FAIL;
      case COMPLIANT, NOT_APPLICABLE -> Verdict.PASS;
      case EXEMPT -> Verdict.EXEMPT;
      case UNKNOWN, UNSUPPORTED, ERROR -> Verdict.UNKNOWN;
    };
  }

  /// The causes of an unknown verdict; never empty, because the user must know what to do.
  private static List<UnknownCause> causes(Control control, PolicyResult result) {
    if (!result.causes().isEmpty()) {
      return result.causes();
    }
    return List.of(
        new UnknownCause(
            UnknownCause.Kind.INVALID_EXPRESSION,
            "policy `%s` cannot be evaluated: %s"
                .formatted(control.info().id(), unsupported(control, result)),
            control.isBuiltIn() ? "" : "change the policy, or remove it from `policies`"));
  }

  /// What of a policy is not supported, otherwise why it has no verdict.
  private static String unsupported(Control control, PolicyResult result) {
    List<String> parts =
        control.policy().problems().stream().map(Problem::message).distinct().toList();
    return parts.isEmpty() || result.state() != ComplianceState.UNSUPPORTED
        ? result.reason().text()
        : String.join("; ", parts);
  }

  /// The same id for the same control and resource id.
  static String id(String control, Resource resource) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((control + "\n").getBytes(StandardCharsets.UTF_8));
      // Resource ids in Azure are case-insensitive.
      String id = resource.key().id().toLowerCase(Locale.ROOT);
      byte[] hash = digest.digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package dev.redoubt.admin.contract;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.DefenceLayer;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import dev.redoubt.gate.EvidenceClaim;
import dev.redoubt.gate.GateDecision;
import dev.redoubt.gate.RequirementResult;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.WrapAlgorithm;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SignatureAlgorithm;
import dev.redoubt.policy.ComplianceState;
import dev.redoubt.policy.PolicyEffect;
import dev.redoubt.policy.syntax.ConditionOperator;
import dev.redoubt.registry.tracking.LifecycleStage;
import dev.redoubt.registry.tracking.LoggedModelStatus;
import dev.redoubt.registry.tracking.RunStatus;
import dev.redoubt.registry.tracking.ViewType;
import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.signing.attestation.PredicateType;
import dev.redoubt.signing.attestation.TestResult;
import dev.redoubt.signing.attestation.VerificationSummary;
import dev.redoubt.signing.digest.HashAlgorithm;
import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Checks the external spelling of enumerated values that are printed, stored or read,
/// independently of the names of the Java constants.
class ExternalWordsTest {

  private final List<String> lines = new ArrayList<>();

  private <T> void add(String what, T[] values, Function<T, String> word) {
    for (T each : values) {
      lines.add(what + ": " + word.apply(each));
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String hyphened(Enum<?> constant) {
    return lower(constant).replace('_', '-');
  }

  @Test
  void assessmentWordsAreUnchanged() throws IOException {
    add("verdict of a control", Verdict.values(), Verdict::word);
    add("severity of a control", Severity.values(), Severity::word);
    add("layer of a control", DefenceLayer.values(), DefenceLayer::word);
    add("role of an input", Assessment.Input.Role.values(), ExternalWordsTest::lower);
    add("severity of a problem", Problem.Severity.values(), ExternalWordsTest::lower);
    add("cause of an unknown", UnknownCause.Kind.values(), ExternalWordsTest::hyphened);
    add("effect of a policy", PolicyEffect.Name.values(), PolicyEffect.Name::word);
    add("state of a policy", ComplianceState.values(), ComplianceState::word);
    add("operator of a policy", ConditionOperator.values(), ConditionOperator::word);
    GoldenFile.check("words-assess.txt", lines);
  }

  @Test
  void modelWordsAreUnchanged() throws IOException {
    add("verdict of a scan", dev.redoubt.scan.ScanVerdict.values(), ExternalWordsTest::lower);
    add(
        "severity of a detection",
        dev.redoubt.scan.DetectionSeverity.values(),
        ExternalWordsTest::lower);
    add("flavour of a pickle", ModelFlavour.values(), ExternalWordsTest::hyphened);
    add("format of a file", FileFormat.values(), ExternalWordsTest::lower);
    add("hash of a signature", HashAlgorithm.values(), HashAlgorithm::id);
    add("type of a predicate", PredicateType.values(), PredicateType::uri);
    add("result of a test", TestResult.Result.values(), Enum::name);
    add("result of a verification", VerificationSummary.Result.values(), Enum::name);
    add("type of a key", KeyType.values(), KeyType::title);
    add("provider of keys", ProviderKind.values(), each -> lower(each) + " = " + each.code());
    add("algorithm of a signature", SignatureAlgorithm.values(), SignatureAlgorithm::standardName);
    add("algorithm of an envelope", WrapAlgorithm.values(), ExternalWordsTest::wrapping);
    GoldenFile.check("words-model.txt", lines);
  }

  private static String wrapping(WrapAlgorithm algorithm) {
    return algorithm.title() + " = " + algorithm.code();
  }

  @Test
  void registryWordsAreUnchanged() throws IOException {
    add("persona", Persona.values(), Persona::id);
    add("action", Action.values(), Action::id);
    add("kind of a principal in tokens and rows", Principal.Kind.values(), Enum::name);
    add("kind of a target in events", AuthorizationResource.Kind.values(), Enum::name);
    add(
        "state of a requirement in JSON",
        RequirementResult.State.values(),
        ExternalWordsTest::lower);
    add(
        "state of a requirement for people",
        RequirementResult.State.values(),
        RequirementResult.State::text);
    add("stage that a version reached", GateDecision.Reached.values(), GateDecision.Reached::text);
    add("outcome of an attestation", EvidenceClaim.Outcome.values(), Enum::name);
    add("verdict of a scan in evidence", dev.redoubt.scan.ScanVerdict.values(), Enum::name);
    add("stage of a version", ModelStage.values(), ModelStage::text);
    add("status of a version", VersionStatus.values(), Enum::name);
    add("status of a run", RunStatus.values(), Enum::name);
    add("status of a logged model in rows", LoggedModelStatus.values(), Enum::name);
    add("lifecycle", LifecycleStage.values(), LifecycleStage::text);
    add("view of a search", ViewType.values(), Enum::name);
    GoldenFile.check("words-registry.txt", lines);
  }
}

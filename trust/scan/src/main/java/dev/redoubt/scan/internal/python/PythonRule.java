package dev.redoubt.scan.internal.python;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// Rules about Python source.
enum PythonRule implements DetectionRule {
  DECODE_AND_RUN(
      "python-decode-and-run",
      "Python source decodes and runs hidden code",
      "Code is decoded or decompressed and then evaluated, which serves only to hide it. Do not"
          + " run it.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.CRITICAL),
  DYNAMIC_CODE(
      "python-dynamic-code",
      "Python source runs dynamically created code",
      "Text that is created at run time is evaluated as code, or imported by name.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  NATIVE_CODE(
      "python-native-code",
      "Python source loads native code",
      "The source loads a native library or accesses memory directly.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  NETWORK(
      "python-network",
      "Python source opens a network connection",
      "Loading a model needs no network.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  OBFUSCATION(
      "python-obfuscation",
      "Obfuscated Python source",
      "Names or strings are written in a way that hides what is called.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  PROCESS(
      "python-process",
      "Python source runs a command",
      "The source starts processes or shell commands. Review it before anybody runs it.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  UNREADABLE_SOURCE(
      "python-unreadable",
      "Python source cannot be parsed",
      "The text is not valid Python, or is larger than any source file.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.LOW),
  UNSAFE_LOAD(
      "python-unsafe-load",
      "Python source loads data that can run code",
      "The source loads pickled or marshalled data without restrictions. The data decides what"
          + " runs.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM);

  private final Description description;

  PythonRule(
      String id, String title, String help, ScanVerdict verdict, DetectionSeverity severity) {
    this.description = new Description(id, title, help, verdict, severity);
  }

  @Override
  public Description description() {
    return description;
  }
}

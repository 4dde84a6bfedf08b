package dev.redoubt.scan.internal.python;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// What is found in Python source.
enum PythonRule implements DetectionRule {
  DECODE_AND_RUN(
      "python-decode-and-run",
      "hidden code that is run",
      "Code is decoded or decompressed and then evaluated, which only serves to hide it. Do not run"
          + " it.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.CRITICAL),
  DYNAMIC_CODE(
      "python-dynamic-code",
      "code made while running",
      "Text that is put together while running is evaluated as code, or imported by name.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  NATIVE_CODE(
      "python-native-code",
      "native code is loaded",
      "A native library is loaded or memory is touched directly.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  NETWORK(
      "python-network",
      "a connection to elsewhere",
      "The source opens network connections. A model needs none to be loaded.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  OBFUSCATION(
      "python-obfuscation",
      "code that hides what it does",
      "Names or texts are written so that a reader does not see what is called.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  PROCESS(
      "python-process",
      "a command is run",
      "The source starts processes or shell commands. Review it before anybody runs it.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  UNREADABLE_SOURCE(
      "python-unreadable",
      "source that cannot be read",
      "The text is no Python that can be taken apart, or larger than any source.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.LOW),
  UNSAFE_LOAD(
      "python-unsafe-load",
      "data is loaded that can run code",
      "Pickled or marshalled data is loaded without restrictions. What it loads decides what runs.",
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

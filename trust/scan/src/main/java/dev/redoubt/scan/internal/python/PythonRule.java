package dev.redoubt.scan.internal.python;

import dev.redoubt.scan.Rule;
import dev.redoubt.scan.Severity;
import dev.redoubt.scan.Verdict;

/// What is found in Python source.
enum PythonRule implements Rule {
  DECODE_AND_RUN(
      "python-decode-and-run",
      "hidden code that is run",
      "Code is decoded or decompressed and then evaluated, which only serves to hide it. Do not run"
          + " it.",
      Verdict.MALICIOUS,
      Severity.CRITICAL),
  DYNAMIC_CODE(
      "python-dynamic-code",
      "code made while running",
      "Text that is put together while running is evaluated as code, or imported by name.",
      Verdict.SUSPICIOUS,
      Severity.HIGH),
  NATIVE_CODE(
      "python-native-code",
      "native code is loaded",
      "A native library is loaded or memory is touched directly.",
      Verdict.SUSPICIOUS,
      Severity.HIGH),
  NETWORK(
      "python-network",
      "a connection to elsewhere",
      "The source opens network connections. A model needs none to be loaded.",
      Verdict.SUSPICIOUS,
      Severity.MEDIUM),
  OBFUSCATION(
      "python-obfuscation",
      "code that hides what it does",
      "Names or texts are written so that a reader does not see what is called.",
      Verdict.SUSPICIOUS,
      Severity.HIGH),
  PROCESS(
      "python-process",
      "a command is run",
      "The source starts processes or shell commands. Review it before anybody runs it.",
      Verdict.SUSPICIOUS,
      Severity.HIGH),
  UNREADABLE_SOURCE(
      "python-unreadable",
      "source that cannot be read",
      "The text is no Python that can be taken apart, or larger than any source.",
      Verdict.UNREADABLE,
      Severity.LOW),
  UNSAFE_LOAD(
      "python-unsafe-load",
      "data is loaded that can run code",
      "Pickled or marshalled data is loaded without restrictions. What it loads decides what runs.",
      Verdict.SUSPICIOUS,
      Severity.MEDIUM);

  private final Description description;

  PythonRule(String id, String title, String help, Verdict verdict, Severity severity) {
    this.description = new Description(id, title, help, verdict, severity);
  }

  @Override
  public Description description() {
    return description;
  }
}

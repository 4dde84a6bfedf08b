package dev.redoubt.configuration;

import java.util.List;
import java.util.stream.Collectors;

/// A configuration that is not followed, with everything that is wrong with it.
public final class ConfigurationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<ConfigurationError> mistakes;

  ConfigurationException(String file, List<ConfigurationError> mistakes) {
    super(mistakes.stream().map(each -> each.in(file)).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  /// All of them, in the order of the file.
  public List<ConfigurationError> mistakes() {
    return mistakes;
  }
}

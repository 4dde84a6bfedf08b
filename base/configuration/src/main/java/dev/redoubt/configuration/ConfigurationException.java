package dev.redoubt.configuration;

import java.util.List;
import java.util.stream.Collectors;

/// Thrown when a configuration is invalid; holds all of its errors.
public final class ConfigurationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<ConfigurationError> errors;

  ConfigurationException(String file, List<ConfigurationError> mistakes) {
    super(mistakes.stream().map(each -> each.in(file)).collect(Collectors.joining("\n")));
    this.errors = List.copyOf(mistakes);
  }

  /// Returns all errors, in the order of the file.
  public List<ConfigurationError> errors() {
    return errors;
  }
}

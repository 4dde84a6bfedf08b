package dev.redoubt.scan.internal.packages;

/// The meaning of a value in a package list.
enum PackageValueKind {
  /// A PEP 508 requirement.
  REQUIREMENT("a package comes from"),
  /// Lines of a requirements file.
  LINES("packages come from"),
  /// The path of another list; a file with the name of a list is checked as one.
  LIST("a package list has an unrecognized file name:"),
  /// Lines of a requirements file, or `file:` and a path.
  LINES_OR_LIST("packages come from"),
  /// An index.
  INDEX("packages come from"),
  /// Any value is a source other than the default index.
  ELSEWHERE("a package comes from"),
  /// Any value is code that runs during installation.
  CODE("installation runs"),
  /// A file of the default index.
  FILE("a package comes from"),
  /// A conda channel.
  CHANNEL("packages come from the channel"),
  /// A conda package.
  CONDA("a package comes from"),
  /// The name of an environment variable.
  VARIABLE("installers obey the environment variable"),
  /// A command.
  COMMAND("a tool runs the command");

  private final String message;

  PackageValueKind(String message) {
    this.message = message;
  }

  /// The effect, as the start of the message before the value.
  String message() {
    return message;
  }
}

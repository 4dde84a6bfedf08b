package dev.redoubt.scan.internal.packages;

/// What a value in a list of packages means to an installer.
enum PackageValueKind {
  /// A requirement of PEP 508.
  REQUIREMENT("a package comes from"),
  /// Lines of a requirements file.
  LINES("packages come from"),
  /// Another list, by its path: one with the name of a list is looked at as one.
  LIST("a list of packages is no file with the name of one:"),
  /// Lines of a requirements file, or `file:` and the path of one.
  LINES_OR_LIST("packages come from"),
  /// An index.
  INDEX("packages come from"),
  /// Whatever it is, it is another place than the default index.
  ELSEWHERE("a package comes from"),
  /// Whatever it is, it is code that runs when packages are installed.
  CODE("installing runs"),
  /// A file of the default index.
  FILE("a package comes from"),
  /// A channel of conda.
  CHANNEL("packages come from the channel"),
  /// A package of conda.
  CONDA("a package comes from"),
  /// A variable of the environment, by its name.
  VARIABLE("installers obey the variable"),
  /// A command.
  COMMAND("a tool runs the command");

  private final String message;

  PackageValueKind(String message) {
    this.message = message;
  }

  /// What it does, before the value.
  String message() {
    return message;
  }
}

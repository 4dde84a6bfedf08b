package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.Origin;

/// A module declaration of a file.
record ModuleSymbol(Statement.Module statement, ResourceBody body) {

  static ModuleSymbol of(Statement.Module statement) {
    return new ModuleSymbol(statement, ResourceBody.of(statement.body()));
  }

  String name() {
    return statement.name().text();
  }

  Origin origin() {
    return statement.origin();
  }

  boolean isCollection() {
    return body.loop() != null;
  }
}

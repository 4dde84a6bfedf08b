package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement of a Bicep file, or of a parameter file.
///
/// The origin of a statement is that of its keyword.
public sealed interface Statement {

  List<Decorator> decorators();

  Origin origin();

  /// `targetScope = 'subscription'`.
  record TargetScope(List<Decorator> decorators, BicepExpression value, Origin origin)
      implements Statement {
    public TargetScope {
      decorators = List.copyOf(decorators);
    }
  }

  /// `metadata name = value`.
  record Metadata(List<Decorator> decorators, Identifier name, BicepExpression value, Origin origin)
      implements Statement {
    public Metadata {
      decorators = List.copyOf(decorators);
    }
  }

  /// `param name type = default`.
  ///
  /// @param type null where none is written (only in what is not valid)
  /// @param defaultValue null where it has none
  record Parameter(
      List<Decorator> decorators,
      Identifier name,
      @Nullable BicepType type,
      @Nullable BicepExpression defaultValue,
      Origin origin)
      implements Statement {
    public Parameter {
      decorators = List.copyOf(decorators);
    }
  }

  /// `var name = value`, or `var name type = value`.
  ///
  /// @param type null where none is written
  record Variable(
      List<Decorator> decorators,
      Identifier name,
      @Nullable BicepType type,
      BicepExpression value,
      Origin origin)
      implements Statement {
    public Variable {
      decorators = List.copyOf(decorators);
    }
  }

  /// `func name(parameter type, ...) type => body`.
  record Function(
      List<Decorator> decorators,
      Identifier name,
      List<FunctionParameter> parameters,
      BicepType result,
      BicepExpression body,
      Origin origin)
      implements Statement {
    public Function {
      decorators = List.copyOf(decorators);
      parameters = List.copyOf(parameters);
    }
  }

  /// A parameter of a function.
  record FunctionParameter(Identifier name, BicepType type) {}

  /// `type name = type`.
  record TypeAlias(List<Decorator> decorators, Identifier name, BicepType type, Origin origin)
      implements Statement {
    public TypeAlias {
      decorators = List.copyOf(decorators);
    }
  }

  /// `resource name 'type@version' = body`, at the top or nested in another resource.
  ///
  /// @param type a string: `Microsoft.Storage/storageAccounts@2024-01-01`; of a nested one often
  ///   the last segment alone
  /// @param body an object, an [BicepExpression.If], or a [BicepExpression.For] of these
  record Resource(
      List<Decorator> decorators,
      Identifier name,
      BicepExpression type,
      boolean existing,
      BicepExpression body,
      Origin origin)
      implements Statement {
    public Resource {
      decorators = List.copyOf(decorators);
    }
  }

  /// `module name 'path' = body`.
  ///
  /// @param body as of a [Resource]
  record Module(
      List<Decorator> decorators,
      Identifier name,
      BicepExpression path,
      BicepExpression body,
      Origin origin)
      implements Statement {
    public Module {
      decorators = List.copyOf(decorators);
    }
  }

  /// `test name 'path' = body`, an experiment of the language.
  record Test(
      List<Decorator> decorators,
      Identifier name,
      BicepExpression path,
      BicepExpression body,
      Origin origin)
      implements Statement {
    public Test {
      decorators = List.copyOf(decorators);
    }
  }

  /// `output name type = value`.
  ///
  /// @param type null where none is written (only in what is not valid)
  record Output(
      List<Decorator> decorators,
      Identifier name,
      @Nullable BicepType type,
      BicepExpression value,
      Origin origin)
      implements Statement {
    public Output {
      decorators = List.copyOf(decorators);
    }
  }

  /// `import {a, b as c} from 'path'`, or `import * as ns from 'path'`.
  ///
  /// @param symbols what is imported by name; empty with a wildcard
  /// @param namespace the name of all there is, with a wildcard; else null
  record Import(
      List<Decorator> decorators,
      List<ImportedSymbol> symbols,
      @Nullable Identifier namespace,
      BicepExpression path,
      Origin origin)
      implements Statement {
    public Import {
      decorators = List.copyOf(decorators);
      symbols = List.copyOf(symbols);
    }
  }

  /// One name of an import.
  ///
  /// @param exported its name where it is exported; may be any text
  /// @param local its name here
  record ImportedSymbol(String exported, Identifier local) {}

  /// `extension specification with {...} as alias`, and the older `provider` and `import 'x@1'`.
  ///
  /// @param specification a string, or a [BicepExpression.Name]
  /// @param configuration null where none is written
  /// @param alias null where none is written
  record Extension(
      List<Decorator> decorators,
      BicepExpression specification,
      @Nullable BicepExpression configuration,
      @Nullable Identifier alias,
      Origin origin)
      implements Statement {
    public Extension {
      decorators = List.copyOf(decorators);
    }
  }

  /// `assert name = condition`.
  record Assert(List<Decorator> decorators, Identifier name, BicepExpression value, Origin origin)
      implements Statement {
    public Assert {
      decorators = List.copyOf(decorators);
    }
  }

  /// `using 'main.bicep'` of a parameter file, with an optional `with {...}`.
  ///
  /// @param path null for `using none`
  /// @param configuration null where none is written
  record Using(
      List<Decorator> decorators,
      @Nullable BicepExpression path,
      @Nullable BicepExpression configuration,
      Origin origin)
      implements Statement {
    public Using {
      decorators = List.copyOf(decorators);
    }
  }

  /// `extends 'base.bicepparam'` of a parameter file.
  record Extends(List<Decorator> decorators, BicepExpression path, Origin origin)
      implements Statement {
    public Extends {
      decorators = List.copyOf(decorators);
    }
  }

  /// `param name = value` of a parameter file.
  record ParameterAssignment(
      List<Decorator> decorators, Identifier name, BicepExpression value, Origin origin)
      implements Statement {
    public ParameterAssignment {
      decorators = List.copyOf(decorators);
    }
  }

  /// `extensionConfig alias with {...}` of a parameter file.
  record ExtensionConfiguration(
      List<Decorator> decorators, Identifier alias, BicepExpression configuration, Origin origin)
      implements Statement {
    public ExtensionConfiguration {
      decorators = List.copyOf(decorators);
    }
  }
}

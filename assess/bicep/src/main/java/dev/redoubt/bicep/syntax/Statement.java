package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement of a Bicep file or a Bicep parameter file.
///
/// The origin of a statement is its keyword.
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
  /// @param type null if absent, which is only the case in invalid text
  /// @param defaultValue null if absent
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
  /// @param type null if absent
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

  /// `resource name 'type@version' = body`, top-level or nested in another resource.
  ///
  /// @param type a string: `Microsoft.Storage/storageAccounts@2024-01-01`; for a nested resource
  ///   often only the last segment
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
  /// @param body as in a [Resource]
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

  /// `test name 'path' = body`, an experimental feature of Bicep.
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
  /// @param type null if absent, which is only the case in invalid text
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
  /// @param symbols the symbols imported by name; empty for a wildcard import
  /// @param namespace the namespace of a wildcard import; otherwise null
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

  /// One symbol of an import.
  ///
  /// @param exported its name in the exporting file; may be any text
  /// @param local its local name
  record ImportedSymbol(String exported, Identifier local) {}

  /// `extension specification with {...} as alias`, and the older `provider` and `import 'x@1'`.
  ///
  /// @param specification a string, or a [BicepExpression.Name]
  /// @param configuration null if absent
  /// @param alias null if absent
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
  /// @param configuration null if absent
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

package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepType;
import dev.redoubt.bicep.syntax.Decorator;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The declared and imported types of one file, each lowered on first use.
final class DeclaredTypes implements TypeScope {

  private final FileContext file;
  private final ExpressionLowering expressions;
  private final TypeLowering lowering;
  private final Map<String, TypeDefinition> known = new HashMap<>();
  private final Set<String> lowered = new HashSet<>();

  DeclaredTypes(FileContext file, ExpressionLowering expressions) {
    this.file = file;
    this.expressions = expressions;
    this.lowering = new TypeLowering(this, file::report);
  }

  /// The type of a declaration.
  ///
  /// @param written null if absent
  /// @param at the location of the declaration
  TypeDefinition of(@Nullable BicepType written, List<Decorator> decorators, Origin at) {
    return written == null
        ? TypeDefinition.of(TypeDefinition.Kind.ANY, at)
        : lowering.lower(written, decorators);
  }

  /// The definition of a declared type.
  TypeDefinition alias(String name) {
    TypeDefinition definition = definitionOf(name);
    return definition != null
        ? definition
        : TypeDefinition.of(TypeDefinition.Kind.ANY, Origin.NONE);
  }

  @Override
  public @Nullable String definition(@Nullable String namespace, String name) {
    if (namespace != null) {
      return file.binding().find(namespace) instanceof FileSymbol.Wildcard(var statement)
              && file.imports().find(statement, name)
                  instanceof ImportLowering.Found.Type(var found)
          ? found
          : null;
    }
    FileSymbol symbol = file.binding().find(name);
    if (symbol instanceof FileSymbol.Imported(var statement, var exported)) {
      return file.imports().find(statement, exported)
              instanceof ImportLowering.Found.Type(var found)
          ? found
          : null;
    }
    return symbol instanceof FileSymbol.Type ? name : null;
  }

  @Override
  public boolean isUnavailable(String name) {
    FileSymbol symbol = file.binding().find(name);
    return symbol instanceof FileSymbol.Wildcard
        || (symbol instanceof FileSymbol.Imported(var statement, var exported)
            && file.imports().find(statement, exported) == null);
  }

  @Override
  public @Nullable TypeDefinition definitionOf(String definition) {
    TypeDefinition imported = file.imports().definitions().get(PropertyName.folded(definition));
    if (imported != null) {
      return imported;
    }
    TypeDefinition before = known.get(definition);
    if (before != null) {
      return before;
    }
    if (!(file.binding().find(definition) instanceof FileSymbol.Type(var statement))
        || !lowered.add(definition)) {
      return null;
    }
    TypeDefinition made =
        lowering.lowerDefinition(definition, statement.type(), statement.decorators());
    known.put(definition, made);
    return made;
  }

  @Override
  public @Nullable Value constant(BicepExpression expression) {
    return expressions.constant(expression, LoweringContext.TOP);
  }
}

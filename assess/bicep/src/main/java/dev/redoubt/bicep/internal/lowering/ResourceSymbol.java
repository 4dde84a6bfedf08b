package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A resource declaration of a file, top-level or nested.
final class ResourceSymbol {

  private final Statement.Resource statement;
  private final @Nullable ResourceSymbol enclosing;
  private final ResourceBody body;
  private final ResourceTypeName type;
  private final Map<String, ResourceSymbol> nested = new LinkedHashMap<>();

  ResourceSymbol(Statement.Resource statement, @Nullable ResourceSymbol enclosing) {
    this.statement = statement;
    this.enclosing = enclosing;
    this.body = ResourceBody.of(statement.body());
    String written = statement.type().literalText();
    this.type =
        ResourceTypeName.of(
            written == null ? "" : written, enclosing == null ? null : enclosing.type);
    for (BicepExpression.Entry entry : body.object().entries()) {
      if (entry instanceof BicepExpression.NestedResource(var child)) {
        nested.putIfAbsent(child.name().text(), new ResourceSymbol(child, this));
      }
    }
  }

  Statement.Resource statement() {
    return statement;
  }

  Origin origin() {
    return statement.origin();
  }

  /// The enclosing resource, or null.
  @Nullable ResourceSymbol enclosing() {
    return enclosing;
  }

  ResourceBody body() {
    return body;
  }

  ResourceTypeName type() {
    return type;
  }

  Map<String, ResourceSymbol> nested() {
    return nested;
  }

  /// Its symbolic name in the template; `outer::inner` for a nested resource.
  String symbolicName() {
    String own = statement.name().text();
    return enclosing == null ? own : enclosing.symbolicName() + "::" + own;
  }

  /// The loop that repeats it: its own or that of an enclosing resource; null if there is none.
  BicepExpression.@Nullable For loop() {
    if (body.loop() != null) {
      return body.loop();
    }
    return enclosing == null ? null : enclosing.loop();
  }

  /// The resource whose loop repeats it.
  ResourceSymbol loopOwner() {
    return body.loop() != null || enclosing == null ? this : enclosing.loopOwner();
  }

  /// The resource with the given name that is nested in this resource or in an enclosing one, or
  /// null.
  @Nullable ResourceSymbol visible(String name) {
    ResourceSymbol found = nested.get(name);
    if (found != null) {
      return found;
    }
    return enclosing == null ? null : enclosing.visible(name);
  }

  /// Whether it has a loop of its own.
  boolean isCollection() {
    return body.loop() != null;
  }

  boolean isExisting() {
    return statement.existing();
  }
}

package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.estate.Origin;
import dev.redoubt.template.syntax.Expression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names and ids of resources, and what is read of a resource from elsewhere.
///
/// A name may use the loop of its resource. Seen from elsewhere, item and index of that loop are
/// replaced by the index that the reference names.
final class ResourceIdentity {

  private final FileContext file;
  private final ExpressionLowering expressions;
  private final Scopes scopes;

  /// What is being lowered: a resource whose name, loop, parent or condition asks for itself has
  /// none.
  private final Set<ResourceSymbol> lowering = Collections.newSetFromMap(new IdentityHashMap<>());

  /// Whose scope is being asked for.
  private final Set<ResourceSymbol> scoping = Collections.newSetFromMap(new IdentityHashMap<>());

  /// Whose id is being made.
  private final Set<ResourceSymbol> identifying =
      Collections.newSetFromMap(new IdentityHashMap<>());

  ResourceIdentity(FileContext file, ExpressionLowering expressions) {
    this.file = file;
    this.expressions = expressions;
    this.scopes = new Scopes(file, expressions, this);
  }

  Scopes scopes() {
    return scopes;
  }

  /// What the body of a resource sees: the item and index of its loop.
  Place place(ResourceReference resource) {
    return place(resource.symbol(), resource.index());
  }

  private Place place(ResourceSymbol symbol, @Nullable Expression index) {
    ResourceSymbol owner = symbol.loopOwner();
    BicepExpression.For loop = owner.body().loop();
    Place inside = new Place(null, symbol);
    if (loop == null) {
      return inside;
    }
    Expression source = part(owner, loop.source(), new Place(null, owner.enclosing()));
    Expression at = index != null ? index : Calls.call("copyIndex", loop.origin());
    return ExpressionLowering.bind(loop, source, at, inside);
  }

  /// The resource that this one is a child of, by `parent` or by nesting; null where there is none.
  @Nullable ResourceReference parent(ResourceReference resource) {
    ResourceSymbol symbol = resource.symbol();
    BicepExpression written = symbol.body().object().property("parent");
    if (written != null) {
      ResourceReference named = named(symbol, written, place(resource));
      if (named == null
          && !lowering.contains(symbol)
          && !(written instanceof BicepExpression.Missing)) {
        file.error("`parent` must name a resource of this file", written.origin());
      }
      return named;
    }
    return symbol.enclosing() == null
        ? null
        : new ResourceReference(symbol.enclosing(), resource.index());
  }

  private @Nullable ResourceReference named(
      ResourceSymbol symbol, BicepExpression written, Place place) {
    if (!lowering.add(symbol)) {
      return null;
    }
    try {
      return expressions.accesses().resourceOf(written, place);
    } finally {
      lowering.remove(symbol);
    }
  }

  /// The name as its body has it: of a child the last segment alone.
  Expression ownName(ResourceReference resource) {
    BicepExpression written = resource.symbol().body().object().property("name");
    return written == null
        ? file.invalid(
            "resource `" + resource.symbol().symbolicName() + "` has no `name`",
            resource.symbol().origin())
        : part(resource.symbol(), written, place(resource));
  }

  /// Lowers a part of a resource that says what and where it is. Such a part may use other
  /// resources, and not its own.
  private Expression part(ResourceSymbol symbol, BicepExpression written, Place place) {
    if (!lowering.add(symbol)) {
      return file.invalid("`" + symbol.symbolicName() + "` refers to itself", written.origin());
    }
    try {
      return expressions.lower(written, place);
    } finally {
      lowering.remove(symbol);
    }
  }

  /// The whole name, with slashes between its segments.
  Expression fullName(ResourceReference resource, Origin at) {
    return parent(resource) == null ? ownName(resource) : Calls.path(segments(resource, at), at);
  }

  private List<Expression> segments(ResourceReference resource, Origin at) {
    Deque<ResourceReference> line = line(resource);
    int depth = resource.symbol().type().depth();
    if (line.isEmpty()) {
      Expression invalid =
          file.invalid(
              "`" + resource.symbol().symbolicName() + "` is its own ancestor",
              resource.symbol().origin());
      return Collections.nCopies(Math.max(1, depth), invalid);
    }
    ResourceReference oldest = line.removeFirst();
    List<Expression> names = new ArrayList<>(ownSegments(oldest, at));
    line.forEach(each -> names.add(ownName(each)));
    return names;
  }

  /// The resource with its ancestors, the oldest first; empty where they go round in a circle.
  private Deque<ResourceReference> line(ResourceReference resource) {
    Deque<ResourceReference> line = new ArrayDeque<>();
    Set<ResourceSymbol> met = Collections.newSetFromMap(new IdentityHashMap<>());
    for (ResourceReference here = resource; here != null; here = parent(here)) {
      if (!met.add(here.symbol())) {
        return new ArrayDeque<>();
      }
      line.addFirst(here);
    }
    return line;
  }

  /// The segments of a name that is written as a whole.
  private List<Expression> ownSegments(ResourceReference resource, Origin at) {
    Expression own = ownName(resource);
    int count = resource.symbol().type().depth();
    if (count <= 1) {
      return List.of(own);
    }
    List<Expression> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Expression split = Calls.call("split", at, own, Calls.text("/", at));
      pieces.add(Calls.member(split, Calls.number(i, at), at));
    }
    return pieces;
  }

  /// Where it goes: of a child where its oldest ancestor goes.
  ScopeData scope(ResourceReference resource) {
    Deque<ResourceReference> line = line(resource);
    ResourceReference here = line.isEmpty() ? resource : line.getFirst();
    if (!scoping.add(here.symbol())) {
      file.error(
          "the scope of `" + here.symbol().symbolicName() + "` leads back to it",
          here.symbol().origin());
      return new ScopeData.Here();
    }
    try {
      return scopes.of(here.symbol().body().object(), place(here));
    } finally {
      scoping.remove(here.symbol());
    }
  }

  Expression id(ResourceReference resource, Origin at) {
    if (!identifying.add(resource.symbol())) {
      return file.invalid(
          "the scope of `" + resource.symbol().symbolicName() + "` leads back to it",
          resource.symbol().origin());
    }
    try {
      return scopes.id(
          scope(resource), resource.symbol().type().type(), segments(resource, at), at);
    } finally {
      identifying.remove(resource.symbol());
    }
  }

  /// Its symbolic name as an expression, with the index where one of several is meant.
  static Expression symbolic(String name, @Nullable Expression index, Origin at) {
    return index == null
        ? Calls.text(name, at)
        : Calls.format(List.of(name + "[", "]"), List.of(index), at);
  }

  Expression symbolic(ResourceReference resource, Origin at) {
    return symbolic(
        resource.symbol().symbolicName(),
        resource.symbol().loop() == null ? null : resource.index(),
        at);
  }

  /// The resource as a value, all of it.
  Expression whole(ResourceReference resource, Origin at) {
    if (isAll(resource)) {
      return Calls.call("references", at, symbolic(resource, at), Calls.text("full", at));
    }
    return reference(resource, true, at);
  }

  private static boolean isAll(ResourceReference resource) {
    return resource.symbol().isCollection() && resource.index() == null;
  }

  private Expression reference(ResourceReference resource, boolean full, Origin at) {
    if (!resource.symbol().type().isOfAzure()) {
      return runtime(resource, at);
    }
    Expression symbol = symbolic(resource, at);
    return full
        ? Calls.call(
            "reference", at, symbol, Calls.text(version(resource), at), Calls.text("full", at))
        : Calls.call("reference", at, symbol);
  }

  /// What an extension's resource is, is known to nobody but the extension.
  private Expression runtime(ResourceReference resource, Origin at) {
    return Calls.call("reference", at, symbolic(resource, at));
  }

  private static String version(ResourceReference resource) {
    String version = resource.symbol().type().apiVersion();
    return version == null ? "" : version;
  }

  /// `resource.property`, with `safe` `resource.?property`.
  Expression property(ResourceReference resource, String name, boolean safe, Origin at) {
    if (!resource.symbol().type().isOfAzure()) {
      Expression whole = runtime(resource, at);
      return safe ? Calls.tryGet(whole, name, at) : Calls.member(whole, name, at);
    }
    return switch (name) {
      case "id" -> guarded(resource, id(resource, at), safe, at);
      case "name" -> guarded(resource, ownName(resource), safe, at);
      case "type" -> Calls.text(resource.symbol().type().type(), at);
      case "apiVersion" -> Calls.text(version(resource), at);
      default -> {
        if (name.equals("properties") && !safe) {
          yield reference(resource, false, at);
        }
        Expression whole = guarded(resource, reference(resource, true, at), safe, at);
        yield safe ? Calls.tryGet(whole, name, at) : Calls.member(whole, name, at);
      }
    };
  }

  /// With a safe access, null where the condition of the resource is false.
  private Expression guarded(
      ResourceReference resource, Expression value, boolean safe, Origin at) {
    Expression condition = safe ? condition(resource) : null;
    return condition == null
        ? value
        : Calls.call("if", at, condition, value, Calls.call("null", at));
  }

  /// Its condition and those of the resources around it; null where there is none.
  @Nullable Expression condition(ResourceReference resource) {
    ResourceSymbol symbol = resource.symbol();
    Expression outer =
        symbol.enclosing() == null
            ? null
            : condition(new ResourceReference(symbol.enclosing(), resource.index()));
    BicepExpression written = symbol.body().condition();
    if (written == null) {
      return outer;
    }
    Expression own = part(symbol, written, place(resource));
    return outer == null ? own : Calls.call("and", written.origin(), outer, own);
  }
}

package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.estate.Origin;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lowers names, ids, scopes and properties of referenced resources.
///
/// A name may use the loop of its resource. In a reference, the item and index of that loop are
/// replaced by the index of the reference.
final class ResourceIdentity {

  private final FileContext file;
  private final ExpressionLowering expressions;
  private final ScopeLowering scopes;

  /// Resources that are being lowered, to detect a name, loop, parent or condition that refers to
  /// itself.
  private final Set<ResourceSymbol> lowering = Collections.newSetFromMap(new IdentityHashMap<>());

  /// Resources whose scope is being determined.
  private final Set<ResourceSymbol> scoping = Collections.newSetFromMap(new IdentityHashMap<>());

  /// Resources whose id is being built.
  private final Set<ResourceSymbol> identifying =
      Collections.newSetFromMap(new IdentityHashMap<>());

  ResourceIdentity(FileContext file, ExpressionLowering expressions) {
    this.file = file;
    this.expressions = expressions;
    this.scopes = new ScopeLowering(file, expressions, this);
  }

  ScopeLowering scopes() {
    return scopes;
  }

  /// The context of the body of a resource: the item and index of its loop.
  LoweringContext place(ResourceReference resource) {
    return place(resource.symbol(), resource.index());
  }

  private LoweringContext place(ResourceSymbol symbol, @Nullable TemplateExpression index) {
    ResourceSymbol owner = symbol.loopOwner();
    BicepExpression.For loop = owner.body().loop();
    LoweringContext inside = new LoweringContext(null, symbol);
    if (loop == null) {
      return inside;
    }
    TemplateExpression source =
        part(owner, loop.source(), new LoweringContext(null, owner.enclosing()));
    TemplateExpression at = index != null ? index : FunctionCalls.call("copyIndex", loop.origin());
    return ExpressionLowering.bind(loop, source, at, inside);
  }

  /// The parent resource, by `parent` or by nesting; null if there is none.
  @Nullable ResourceReference parent(ResourceReference resource) {
    ResourceSymbol symbol = resource.symbol();
    BicepExpression written = symbol.body().object().property("parent");
    if (written != null) {
      ResourceReference named = named(symbol, written, place(resource));
      if (named == null
          && !lowering.contains(symbol)
          && !(written instanceof BicepExpression.Missing)) {
        file.error(
            "`parent` must be a direct reference to a resource of this file", written.origin());
      }
      return named;
    }
    return symbol.enclosing() == null
        ? null
        : new ResourceReference(symbol.enclosing(), resource.index());
  }

  private @Nullable ResourceReference named(
      ResourceSymbol symbol, BicepExpression written, LoweringContext place) {
    if (!lowering.add(symbol)) {
      return null;
    }
    try {
      return expressions.accesses().resourceOf(written, place);
    } finally {
      lowering.remove(symbol);
    }
  }

  /// The name as written in the body: for a child only the last segment.
  TemplateExpression ownName(ResourceReference resource) {
    BicepExpression written = resource.symbol().body().object().property("name");
    return written == null
        ? file.invalid(
            "resource `" + resource.symbol().symbolicName() + "` has no `name`",
            resource.symbol().origin())
        : part(resource.symbol(), written, place(resource));
  }

  /// Lowers a part of the identity of a resource. It may refer to other resources, but not to the
  /// resource itself.
  private TemplateExpression part(
      ResourceSymbol symbol, BicepExpression written, LoweringContext place) {
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
  TemplateExpression fullName(ResourceReference resource, Origin at) {
    return parent(resource) == null
        ? ownName(resource)
        : FunctionCalls.path(segments(resource, at), at);
  }

  private List<TemplateExpression> segments(ResourceReference resource, Origin at) {
    Deque<ResourceReference> line = line(resource);
    int depth = resource.symbol().type().depth();
    if (line.isEmpty()) {
      TemplateExpression invalid =
          file.invalid(
              "`" + resource.symbol().symbolicName() + "` is its own ancestor",
              resource.symbol().origin());
      return Collections.nCopies(Math.max(1, depth), invalid);
    }
    ResourceReference oldest = line.removeFirst();
    List<TemplateExpression> names = new ArrayList<>(ownSegments(oldest, at));
    line.forEach(each -> names.add(ownName(each)));
    return names;
  }

  /// The resource with its ancestors, outermost first; empty if they form a cycle.
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

  /// The segments of a name that is written in full.
  private List<TemplateExpression> ownSegments(ResourceReference resource, Origin at) {
    TemplateExpression own = ownName(resource);
    int count = resource.symbol().type().depth();
    if (count <= 1) {
      return List.of(own);
    }
    List<TemplateExpression> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TemplateExpression split = FunctionCalls.call("split", at, own, FunctionCalls.text("/", at));
      pieces.add(FunctionCalls.member(split, FunctionCalls.number(i, at), at));
    }
    return pieces;
  }

  /// The deployment scope; for a child, that of its outermost ancestor.
  DeclaredScope scope(ResourceReference resource) {
    Deque<ResourceReference> line = line(resource);
    ResourceReference here = line.isEmpty() ? resource : line.getFirst();
    if (!scoping.add(here.symbol())) {
      file.error(
          "the scope of `" + here.symbol().symbolicName() + "` refers back to the resource itself",
          here.symbol().origin());
      return new DeclaredScope.Here();
    }
    try {
      return scopes.of(here.symbol().body().object(), place(here));
    } finally {
      scoping.remove(here.symbol());
    }
  }

  TemplateExpression id(ResourceReference resource, Origin at) {
    if (!identifying.add(resource.symbol())) {
      return file.invalid(
          "the scope of `"
              + resource.symbol().symbolicName()
              + "` refers back to the resource itself",
          resource.symbol().origin());
    }
    try {
      return scopes.id(
          scope(resource), resource.symbol().type().type(), segments(resource, at), at);
    } finally {
      identifying.remove(resource.symbol());
    }
  }

  /// Its symbolic name as an expression, with an index if one copy is meant.
  static TemplateExpression symbolic(String name, @Nullable TemplateExpression index, Origin at) {
    return index == null
        ? FunctionCalls.text(name, at)
        : FunctionCalls.format(List.of(name + "[", "]"), List.of(index), at);
  }

  TemplateExpression symbolic(ResourceReference resource, Origin at) {
    return symbolic(
        resource.symbol().symbolicName(),
        resource.symbol().loop() == null ? null : resource.index(),
        at);
  }

  /// The whole resource as a value.
  TemplateExpression whole(ResourceReference resource, Origin at) {
    if (isAll(resource)) {
      return FunctionCalls.call(
          "references", at, symbolic(resource, at), FunctionCalls.text("full", at));
    }
    return reference(resource, true, at);
  }

  private static boolean isAll(ResourceReference resource) {
    return resource.symbol().isCollection() && resource.index() == null;
  }

  private TemplateExpression reference(ResourceReference resource, boolean full, Origin at) {
    if (!resource.symbol().type().isOfAzure()) {
      return runtime(resource, at);
    }
    TemplateExpression symbol = symbolic(resource, at);
    return full
        ? FunctionCalls.call(
            "reference",
            at,
            symbol,
            FunctionCalls.text(version(resource), at),
            FunctionCalls.text("full", at))
        : FunctionCalls.call("reference", at, symbol);
  }

  /// A resource of an extension, whose properties only the extension knows.
  private TemplateExpression runtime(ResourceReference resource, Origin at) {
    return FunctionCalls.call("reference", at, symbolic(resource, at));
  }

  private static String version(ResourceReference resource) {
    String version = resource.symbol().type().apiVersion();
    return version == null ? "" : version;
  }

  /// `resource.property`, or `resource.?property` if `safe`.
  TemplateExpression property(ResourceReference resource, String name, boolean safe, Origin at) {
    if (!resource.symbol().type().isOfAzure()) {
      TemplateExpression whole = runtime(resource, at);
      return safe ? FunctionCalls.tryGet(whole, name, at) : FunctionCalls.member(whole, name, at);
    }
    return switch (name) {
      case "id" -> guarded(resource, id(resource, at), safe, at);
      case "name" -> guarded(resource, ownName(resource), safe, at);
      case "type" -> FunctionCalls.text(resource.symbol().type().type(), at);
      case "apiVersion" -> FunctionCalls.text(version(resource), at);
      default -> {
        if (name.equals("properties") && !safe) {
          yield reference(resource, false, at);
        }
        TemplateExpression whole = guarded(resource, reference(resource, true, at), safe, at);
        yield safe ? FunctionCalls.tryGet(whole, name, at) : FunctionCalls.member(whole, name, at);
      }
    };
  }

  /// For a safe access, null if the condition of the resource is false.
  private TemplateExpression guarded(
      ResourceReference resource, TemplateExpression value, boolean safe, Origin at) {
    TemplateExpression condition = safe ? condition(resource) : null;
    return condition == null
        ? value
        : FunctionCalls.call("if", at, condition, value, FunctionCalls.call("null", at));
  }

  /// Its condition combined with those of the enclosing resources; null if there is none.
  @Nullable TemplateExpression condition(ResourceReference resource) {
    ResourceSymbol symbol = resource.symbol();
    TemplateExpression outer =
        symbol.enclosing() == null
            ? null
            : condition(new ResourceReference(symbol.enclosing(), resource.index()));
    BicepExpression written = symbol.body().condition();
    if (written == null) {
      return outer;
    }
    TemplateExpression own = part(symbol, written, place(resource));
    return outer == null ? own : FunctionCalls.call("and", written.origin(), outer, own);
  }
}

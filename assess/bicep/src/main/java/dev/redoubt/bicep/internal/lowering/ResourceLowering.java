package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.Decorator;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.syntax.ExtensionDeclaration;
import dev.redoubt.template.syntax.ResourceDeclaration;
import dev.redoubt.template.syntax.ResourceDeclaration.Argument;
import dev.redoubt.template.syntax.ResourceDeclaration.Copy;
import dev.redoubt.template.syntax.ResourceDeclaration.NestedDeployment;
import dev.redoubt.template.syntax.ResourceDeclaration.Source;
import dev.redoubt.template.syntax.Template.ParameterDeclaration;
import dev.redoubt.template.syntax.TemplateExpression;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lowers resources and modules to declarations of the template. Nested resources become top-level
/// declarations under their full name.
final class ResourceLowering {

  /// Properties that the deployment engine handles; all others are sent to the resource provider.
  private static final Set<String> FOR_THE_ENGINE = Set.of("name", "parent", "scope", "dependsOn");

  private final FileContext file;
  private final ExpressionLowering expressions;
  private final ResourceIdentity identities;
  private final ModuleOutputs modules;
  private final ImplicitDependencies dependencies;
  private final DeploymentLowering deployments;
  private final List<ExtensionDeclaration> ofExtensions = new ArrayList<>();

  /// @param name the display name of the file in messages
  ResourceLowering(FileContext file, ExpressionLowering expressions, String name) {
    this.file = file;
    this.expressions = expressions;
    this.identities = expressions.accesses().identities();
    this.modules = expressions.accesses().modules();
    this.dependencies = new ImplicitDependencies(file.binding());
    this.deployments = new DeploymentLowering(file, expressions, name);
  }

  /// Adds a resource and its nested resources.
  void add(ResourceSymbol symbol, List<ResourceDeclaration> declarations) {
    if (symbol.statement().type().literalText() == null) {
      typeIsMissing(symbol);
    } else if (!symbol.type().isOfAzure()) {
      ofExtension(symbol);
    } else if (!ResourceType.of(symbol.type().type()).isWellFormed()) {
      file.error(
          "`%s` is not a valid resource type, such as `Microsoft.Storage/storageAccounts@2024-01-01`"
              .formatted(symbol.type().type()),
          symbol.statement().type().origin());
    } else {
      declarations.add(declaration(symbol));
    }
    symbol.nested().values().forEach(child -> add(child, declarations));
  }

  private void typeIsMissing(ResourceSymbol symbol) {
    BicepExpression type = symbol.statement().type();
    if (!(type instanceof BicepExpression.Missing)) {
      file.error("string interpolation is not supported in a resource type", type.origin());
    }
  }

  private void ofExtension(ResourceSymbol symbol) {
    String name = symbol.symbolicName();
    boolean extension =
        file.binding().file().statements().stream().anyMatch(Statement.Extension.class::isInstance)
            || symbol
                .type()
                .type()
                .toLowerCase(java.util.Locale.ROOT)
                .startsWith("microsoft.graph/");
    if (extension) {
      file.report(
          Problem.info(
              "resource `%s` belongs to an extension: it is not an Azure resource and is not assessed"
                  .formatted(name),
              symbol.origin()));
      ofExtensions.add(extension(symbol));
    } else {
      file.error(
          "`%s` is not a valid resource type, such as `Microsoft.Storage/storageAccounts@2024-01-01`; resource `%s` is ignored"
              .formatted(symbol.type().type(), name),
          symbol.statement().type().origin());
    }
  }

  /// The whole body belongs to the extension, including the name.
  private ExtensionDeclaration extension(ResourceSymbol symbol) {
    ResourceReference self = new ResourceReference(symbol, null);
    String version = symbol.type().apiVersion();
    List<TemplateExpression.Entry> properties = new ArrayList<>();
    for (BicepExpression.Entry entry : symbol.body().object().entries()) {
      if (entry instanceof BicepExpression.Property property
          && !"dependsOn".equals(property.literalName())) {
        properties.add(expressions.entry(property, identities.place(self)));
      }
    }
    return new ExtensionDeclaration(
        symbol.symbolicName(),
        version == null ? symbol.type().type() : symbol.type().type() + "@" + version,
        symbol.isExisting(),
        identities.condition(self),
        copy(symbol),
        ExpressionLowering.objectOf(properties, symbol.body().object().origin()),
        symbol.origin());
  }

  List<ExtensionDeclaration> ofExtensions() {
    return ofExtensions;
  }

  private @Nullable Copy copy(ResourceSymbol symbol) {
    ResourceSymbol owner = symbol.loopOwner();
    return copy(
        symbol.loop(), owner.symbolicName(), owner.enclosing(), symbol.statement().decorators());
  }

  private ResourceDeclaration declaration(ResourceSymbol symbol) {
    ResourceReference self = new ResourceReference(symbol, null);
    Origin at = symbol.origin();
    ScopeLowering.Written scope = identities.scopes().written(identities.scope(self), at);
    String version = symbol.type().apiVersion();
    if (version == null) {
      file.error(
          "the type `%s` has no API version; use `%s@YYYY-MM-DD`"
              .formatted(symbol.type().type(), symbol.type().type()),
          symbol.statement().type().origin());
    }
    return new ResourceDeclaration(
        symbol.symbolicName(),
        FunctionCalls.text(symbol.type().type(), symbol.statement().type().origin()),
        version == null ? null : FunctionCalls.text(version, symbol.statement().type().origin()),
        identities.fullName(self, at),
        symbol.isExisting(),
        identities.condition(self),
        copy(symbol),
        scope.scope(),
        scope.subscription() != null ? scope.subscription() : ofDeployment(self, "subscriptionId"),
        scope.resourceGroup() != null ? scope.resourceGroup() : ofDeployment(self, "resourceGroup"),
        dependencies.of(symbol),
        body(symbol.body().object(), identities.place(self)),
        List.of(),
        isDeployment(symbol)
            ? deployments.of(symbol.body().object(), identities.place(self))
            : null,
        at);
  }

  private static boolean isDeployment(ResourceSymbol symbol) {
    return ResourceType.DEPLOYMENT.is(symbol.type().type());
  }

  /// The target scope of a deployment that is declared as a resource.
  private @Nullable TemplateExpression ofDeployment(ResourceReference self, String property) {
    BicepExpression written =
        isDeployment(self.symbol()) ? self.symbol().body().object().property(property) : null;
    return written == null ? null : expressions.lower(written, identities.place(self));
  }

  private TemplateExpression body(BicepExpression.ObjectLiteral written, LoweringContext place) {
    List<TemplateExpression.Entry> entries = new ArrayList<>();
    boolean open = false;
    for (BicepExpression.Entry entry : written.entries()) {
      if (entry instanceof BicepExpression.Property property) {
        String name = property.literalName();
        if (name == null || !FOR_THE_ENGINE.contains(name)) {
          entries.add(expressions.entry(property, place));
        }
      } else if (entry instanceof BicepExpression.SpreadEntry(var value, var at)) {
        open |= value instanceof BicepExpression.Missing;
        if (!(value instanceof BicepExpression.Missing)) {
          file.error("`...` is not supported at the top level of a resource", at);
        }
      }
    }
    TemplateExpression read = ExpressionLowering.objectOf(entries, written.origin());
    // what could not be read may have been anything
    return open
        ? FunctionCalls.call(
            "shallowMerge",
            written.origin(),
            new TemplateExpression.ArrayOf(
                List.of(file.unread(written.origin()), read), written.origin()))
        : read;
  }

  private @Nullable Copy copy(
      BicepExpression.@Nullable For loop,
      String name,
      @Nullable ResourceSymbol around,
      List<Decorator> decorators) {
    if (loop == null) {
      return null;
    }
    TemplateExpression source = expressions.lower(loop.source(), new LoweringContext(null, around));
    return new Copy(
        name,
        FunctionCalls.call("length", loop.origin(), source),
        Decorator.find(decorators, "batchSize") != null,
        loop.origin());
  }

  /// A module: a deployment within this one.
  ResourceDeclaration module(ModuleSymbol symbol) {
    ModuleReference self = new ModuleReference(symbol, null);
    Origin at = symbol.origin();
    LoweringContext place = modules.place(self);
    BicepExpression.ObjectLiteral body = symbol.body().object();
    ScopeLowering.Written scope =
        identities.scopes().written(identities.scopes().of(body, place), at);
    BicepExpression condition = symbol.body().condition();
    return new ResourceDeclaration(
        symbol.name(),
        FunctionCalls.text(ResourceType.DEPLOYMENT.toString(), at),
        FunctionCalls.text(ModuleOutputs.API_VERSION, at),
        modules.name(self, at),
        false,
        condition == null ? null : expressions.lower(condition, place),
        copy(symbol.body().loop(), symbol.name(), null, symbol.statement().decorators()),
        scope.scope(),
        scope.subscription(),
        scope.resourceGroup(),
        dependencies.of(symbol),
        new TemplateExpression.Literal(dev.redoubt.estate.ObjectValue.EMPTY),
        List.of(),
        new NestedDeployment(source(self), true, arguments(symbol, self, place), at),
        at);
  }

  private Source source(ModuleReference module) {
    if (module.symbol().statement().path().literalText() == null
        && !(module.symbol().statement().path() instanceof BicepExpression.Missing)) {
      file.error(
          "string interpolation is not supported in a module path",
          module.symbol().statement().path().origin());
    }
    return switch (modules.target(module)) {
      case ModuleTarget.Resolved(var template) -> new Source.Inline(template);
      case ModuleTarget.Unavailable(UnknownCause cause) -> new Source.Unavailable(cause);
    };
  }

  /// The arguments of a module. If some could not be parsed, all parameters that were not seen are
  /// unknown, because their defaults may not apply.
  private List<Argument> arguments(
      ModuleSymbol symbol, ModuleReference self, LoweringContext place) {
    BicepExpression written = symbol.body().object().property("params");
    boolean whole = isWhole(symbol.body().object());
    List<Argument> arguments = new ArrayList<>();
    if (written instanceof BicepExpression.ObjectLiteral object) {
      whole &= isWhole(object);
      for (BicepExpression.Entry entry : object.entries()) {
        if (entry instanceof BicepExpression.Property property && property.literalName() != null) {
          arguments.add(argument(property, self, place));
        } else if (entry instanceof BicepExpression.SpreadEntry(var value, var at)
            && !(value instanceof BicepExpression.Missing)) {
          file.error("`...` is not supported in the parameters of a module", at);
        }
      }
    } else if (written != null) {
      whole = false;
      if (!(written instanceof BicepExpression.Missing)) {
        file.error("the parameters of a module must be an object literal", written.origin());
      }
    }
    if (!whole) {
      addUnseen(self, symbol.origin(), arguments);
    }
    return arguments;
  }

  private static boolean isWhole(BicepExpression.ObjectLiteral object) {
    return object.entries().stream().noneMatch(BicepExpression.SpreadEntry.class::isInstance);
  }

  private void addUnseen(ModuleReference module, Origin at, List<Argument> arguments) {
    if (modules.target(module) instanceof ModuleTarget.Resolved(var template)) {
      for (ParameterDeclaration declared : template.parameters().values()) {
        boolean given =
            arguments.stream()
                .anyMatch(each -> PropertyName.same(declared.name(), String.valueOf(each.name())));
        if (!given) {
          arguments.add(new Argument(declared.name(), file.unread(at)));
        }
      }
    }
  }

  private Argument argument(
      BicepExpression.Property property, ModuleReference self, LoweringContext place) {
    String name = String.valueOf(property.literalName());
    ResourceReference resource = expressions.accesses().resourceOf(property.value(), place);
    if (resource != null && takesResource(self, name)) {
      return new Argument(name, identities.id(resource, resource.symbol().origin()));
    }
    return new Argument(name, expressions.lower(property.value(), place, "value"));
  }

  /// Whether a parameter has a type `resource '...'`; its value is the resource id.
  private boolean takesResource(ModuleReference module, String parameter) {
    if (!(modules.target(module) instanceof ModuleTarget.Resolved(var template))) {
      return false;
    }
    ParameterDeclaration declared = template.parameter(parameter);
    return declared != null && declared.type().type() == TypeDefinition.Kind.STRING;
  }
}

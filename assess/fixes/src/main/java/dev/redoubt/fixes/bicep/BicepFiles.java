package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepExpression.ObjectLiteral;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.fixes.edit.SourceText;
import dev.redoubt.fixes.json.JsonParameters;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The Bicep files of an assessment: templates, modules and parameter files.
public final class BicepFiles {

  private final Map<String, BicepSource> files = new LinkedHashMap<>();
  private final Map<String, List<Caller>> callers = new HashMap<>();
  private final Map<String, List<JsonParameters>> jsonParameters = new HashMap<>();

  /// The declaration of a module that uses a file.
  ///
  /// @param body null if it has no object
  record Caller(BicepSource file, Statement.Module module, @Nullable ObjectLiteral body) {}

  /// The assignment of a parameter file.
  record Assignment(BicepSource file, Statement.ParameterAssignment statement) {}

  /// Adds a file. One with a syntax error is left out: its parts have no certain ranges.
  ///
  /// @param id the id of the file in origins
  public void add(SourceText text, int id) {
    boolean parameters = text.name().toLowerCase(Locale.ROOT).endsWith(".bicepparam");
    BicepFile.Kind kind = parameters ? BicepFile.Kind.PARAMETERS : BicepFile.Kind.TEMPLATE;
    BicepSource source = new BicepSource(text, kind, id);
    if (source.isValid()) {
      files.put(normal(text.name()), source);
    }
  }

  /// Adds a JSON parameter file of an entry point.
  public void addParameters(String entryPoint, JsonParameters parameters) {
    jsonParameters.computeIfAbsent(normal(entryPoint), _ -> new ArrayList<>()).add(parameters);
  }

  /// The JSON parameter files of an entry point.
  List<JsonParameters> jsonParameters(BicepSource entryPoint) {
    return jsonParameters.getOrDefault(normal(entryPoint.name()), List.of());
  }

  @Nullable BicepSource find(String name) {
    return files.get(normal(name));
  }

  /// The modules that use a file.
  List<Caller> callers(BicepSource used) {
    return callers.computeIfAbsent(used.name(), _ -> findCallers(used));
  }

  private List<Caller> findCallers(BicepSource used) {
    List<Caller> callers = new ArrayList<>();
    for (BicepSource file : files.values()) {
      for (Statement statement : file.statements()) {
        if (statement instanceof Statement.Module module && isPathOf(module.path(), file, used)) {
          callers.add(new Caller(file, module, body(module.body())));
        }
      }
    }
    return callers;
  }

  private static @Nullable ObjectLiteral body(BicepExpression body) {
    return switch (body) {
      case BicepExpression.For(_, _, _, var inner, _) -> body(inner);
      case BicepExpression.If(_, var inner, _) -> body(inner);
      case ObjectLiteral literal -> literal;
      default -> null;
    };
  }

  /// The parameter files that use a file.
  List<BicepSource> parameterFiles(BicepSource used) {
    List<BicepSource> found = new ArrayList<>();
    for (BicepSource file : files.values()) {
      for (Statement statement : file.statements()) {
        if (statement instanceof Statement.Using(_, var path, _, _)
            && path != null
            && isPathOf(path, file, used)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /// The assignments of a parameter in parameter files.
  List<Assignment> assignments(BicepSource used, String parameter) {
    List<Assignment> found = new ArrayList<>();
    for (BicepSource file : parameterFiles(used)) {
      for (Statement statement : file.statements()) {
        if (statement instanceof Statement.ParameterAssignment assignment
            && assignment.name().text().equals(parameter)) {
          found.add(new Assignment(file, assignment));
        }
      }
    }
    return found;
  }

  private static boolean isPathOf(BicepExpression path, BicepSource file, BicepSource used) {
    String text = path.literalText();
    if (text == null) {
      return false;
    }
    if (!used.name().endsWith(text.substring(text.lastIndexOf('/') + 1))) {
      return false;
    }
    try {
      Path folder = Path.of(file.name()).getParent();
      Path target = folder == null ? Path.of(text) : folder.resolve(text);
      return normal(target.toString()).equals(normal(used.name()));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private static String normal(String name) {
    try {
      return Path.of(name).normalize().toString();
    } catch (InvalidPathException _) {
      return name;
    }
  }
}

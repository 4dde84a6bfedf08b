package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.OBJECT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.Objects;

/// `buildUri(parts)`: builds a URI from `scheme`, `host`, `path` and the optional `port` and
/// `query` (with its question mark).
final class BuildUri implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(OBJECT);

  @Override
  public String name() {
    return "buildUri";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  @Override
  public boolean needsMembers() {
    return true;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    ObjectValue parts = arguments.object(0);
    String scheme = parts.text("scheme");
    String host = parts.text("host");
    if (scheme == null || host == null || scheme.isEmpty() || host.isEmpty()) {
      return CallOutcome.failed("argument 1 must have the strings `scheme` and `host`");
    }
    Value port = parts.get("port");
    String path = Objects.requireNonNullElse(parts.text("path"), "");
    String query = Objects.requireNonNullElse(parts.text("query"), "");
    String text =
        scheme
            + "://"
            + host
            + (port instanceof NumberValue ? ":" + port : "")
            + (path.startsWith("/") ? "" : "/")
            + path
            + (query.isEmpty() || query.startsWith("?") ? "" : "?")
            + query;
    return CallOutcome.of(StringValue.of(UriReference.parse(text).print()));
  }
}

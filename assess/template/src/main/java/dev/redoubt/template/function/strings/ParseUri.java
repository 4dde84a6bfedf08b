package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.OBJECT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `parseUri(uri)`: splits a URI into `scheme`, `host`, `port` (null if absent), `path` and `query`
/// (with its question mark, or empty).
final class ParseUri implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING);

  @Override
  public String name() {
    return "parseUri";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return OBJECT;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    UriReference uri = UriReference.parse(arguments.text(0));
    if (uri.scheme() == null || uri.authority() == null) {
      return CallOutcome.failed(
          "argument 1 must be an absolute URI, not `" + arguments.text(0) + "`");
    }
    String port = uri.port();
    if (port != null && !port.matches("[0-9]{1,5}")) {
      return CallOutcome.failed("the port is not a number: `" + port + "`");
    }
    return CallOutcome.of(
        ObjectValue.builder()
            .put("scheme", uri.scheme())
            .put("host", uri.host())
            .put("port", port == null ? NullValue.NULL : NumberValue.of(Long.parseLong(port)))
            .put("path", uri.path().isEmpty() ? "/" : uri.path())
            .put("query", uri.query() == null ? "" : "?" + uri.query())
            .build());
  }
}

package dev.redoubt.template.function.networks;

import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// Lists the functions for IP address ranges.
public final class NetworkFunctions {

  public static final List<TemplateFunction> ALL =
      List.of(new CidrHost(), new CidrSubnet(), new ParseCidr());

  private NetworkFunctions() {}
}

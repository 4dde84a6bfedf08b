package dev.redoubt.template.function.objects;

import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// Lists the functions for objects and JSON.
public final class ObjectFunctions {

  public static final List<TemplateFunction> ALL =
      List.of(
          new CreateObject(),
          new Items(),
          new ParseJson(),
          new NullConstant(),
          new ObjectKeys(),
          new ShallowMerge());

  private ObjectFunctions() {}
}

package dev.redoubt.template;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.Value;
import dev.redoubt.template.internal.DependencyCircles;
import dev.redoubt.template.internal.Deployment;
import dev.redoubt.template.internal.Run;
import dev.redoubt.template.syntax.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Evaluates a template into the resources that it would deploy.
public final class Expander {

  private Expander() {}

  /// Never throws for what the template contains: what cannot be evaluated is unknown, with a
  /// problem.
  ///
  /// @param parameters values by name, in any case; what is missing takes its default
  /// @param loader brings linked templates
  public static Expansion expand(
      Template template,
      Map<String, Value> parameters,
      DeploymentSettings settings,
      TemplateLoader loader) {
    FutureTask<Expansion> task =
        new FutureTask<>(() -> evaluate(template, parameters, new Run(settings, loader)));
    Thread thread = new Thread(null, task, "expander", Run.STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    return join(task);
  }

  private static Expansion evaluate(Template template, Map<String, Value> parameters, Run run) {
    Deployment root = Deployment.root(run, template, parameters);
    List<Resource> resources = new ArrayList<>();
    Map<String, Value> outputs = new LinkedHashMap<>();
    root.expand(resources, outputs);
    DependencyCircles.report(resources, run);
    return new Expansion(resources, outputs, run.problems());
  }

  private static Expansion join(FutureTask<Expansion> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a template could not be evaluated", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

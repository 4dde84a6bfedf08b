import com.sun.management.ThreadMXBean;
import dev.redoubt.controls.Control;
import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.EstateBuilder;
import dev.redoubt.estate.Resource;
import dev.redoubt.policy.BoundPolicy;
import dev.redoubt.policy.ComplianceState;
import dev.redoubt.policy.PolicyEvaluator;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.workspace.DeploymentExpansion;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Times the evaluation of the built-in controls for the resources of a folder, on one warm thread:
/// `java -cp JARS benchmarks/PolicyEvaluation.java FOLDER [ROUNDS]`.
///
/// Only pairs of a policy and a resource whose type the policy concerns are counted; for the others
/// the condition is not evaluated.
final class PolicyEvaluation {

  private record Pair(BoundPolicy policy, Resource resource) {}

  private PolicyEvaluation() {}

  public static void main(String[] args) {
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 15;
    EvaluationEstate estate = EvaluationEstate.predicted(estate(Path.of(args[0])));
    PolicyEvaluator evaluator = new PolicyEvaluator(estate);
    List<Pair> pairs = pairs(estate, evaluator);
    Map<ComplianceState, Integer> states = new EnumMap<>(ComplianceState.class);
    for (Pair pair : pairs) {
      states.merge(evaluator.evaluate(pair.policy, pair.resource).state(), 1, Integer::sum);
    }
    System.out.println(pairs.size() + " pairs: " + states);
    int repetitions = Math.max(1, 200_000 / pairs.size());
    double[] nanos = new double[rounds];
    double[] bytes = new double[rounds];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int round = -5; round < rounds; round++) {
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long start = threads.getCurrentThreadCpuTime();
      int sum = 0;
      for (int i = 0; i < repetitions; i++) {
        for (Pair pair : pairs) {
          sum += evaluator.evaluate(pair.policy, pair.resource).state().ordinal();
        }
      }
      double count = (double) repetitions * pairs.size();
      if (round >= 0 && sum >= 0) {
        nanos[round] = (threads.getCurrentThreadCpuTime() - start) / count;
        bytes[round] = (threads.getCurrentThreadAllocatedBytes() - allocated) / count;
      }
    }
    print("ns of processor time per evaluation", nanos);
    print("bytes per evaluation", bytes);
  }

  private static void print(String what, double[] values) {
    Arrays.sort(values);
    System.out.printf(
        "%s: median %.0f (%.0f to %.0f)%n",
        what, values[values.length / 2], values[0], values[values.length - 1]);
  }

  private static Estate estate(Path folder) {
    WorkspaceSources sources = WorkspaceSources.find(SourceRequest.of(folder));
    DeploymentExpansion expansion = new DeploymentExpansion(DeploymentSettings.UNNAMED, sources);
    EstateBuilder builder = new EstateBuilder(sources.files());
    sources
        .deployments()
        .forEach(deployment -> builder.addResources(expansion.expand(deployment).resources()));
    return builder.build();
  }

  private static List<Pair> pairs(EvaluationEstate estate, PolicyEvaluator evaluator) {
    List<Pair> pairs = new ArrayList<>();
    for (Control control : ControlCatalog.load().controls()) {
      for (Resource resource : estate.estate().managed()) {
        if (evaluator.mayConcernType(control.policy(), resource)) {
          pairs.add(new Pair(control.policy(), resource));
        }
      }
    }
    return pairs;
  }
}

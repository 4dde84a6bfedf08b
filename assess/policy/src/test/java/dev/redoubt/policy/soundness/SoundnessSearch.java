package dev.redoubt.policy.soundness;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.BoundPolicy;
import dev.redoubt.policy.ComplianceState;
import dev.redoubt.policy.PolicyBinder;
import dev.redoubt.policy.PolicyDefinition;
import dev.redoubt.policy.PolicyEvaluator;
import dev.redoubt.policy.PolicyReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Searches for a definite verdict that is wrong for a concretization of the unknown values.
///
/// Each pair is a random policy and a random deployment of which parts are unknown. A definite
/// state of the policy for the deployment must be its state for the deployment whose values are
/// known.
///
/// If a part of the deployment is not read, a definite state supposes that the policy can be
/// evaluated for the resources in that part.
final class SoundnessSearch {

  /// Policies are expensive to bind; each is evaluated for several deployments.
  private static final int ESTATES_PER_POLICY = 20;

  /// A wrong verdict.
  record Counterexample(long seed, String text) {}

  private final Map<ComplianceState, Long> states = new EnumMap<>(ComplianceState.class);
  private long pairs;

  /// Runs a number of policies.
  ///
  /// @return the first counterexample, or null
  @Nullable Counterexample run(long firstSeed, int policies) {
    for (long seed = firstSeed; seed < firstSeed + policies; seed++) {
      String wrong = policy(seed);
      if (wrong != null) {
        return new Counterexample(seed, wrong);
      }
    }
    return null;
  }

  long pairs() {
    return pairs;
  }

  /// The number of definite and other states of the deployments with unknown values.
  Map<ComplianceState, Long> states() {
    return states;
  }

  private @Nullable String policy(long seed) {
    RandomValues values = new RandomValues(new Random(seed));
    String text = new RandomPolicy(values).definition();
    List<Problem> problems = new ArrayList<>();
    Value json = new JsonReader(new SourceFiles(), problems).read(text, "policy.json");
    PolicyDefinition definition =
        new PolicyReader(problems).read(Objects.requireNonNull(json, text), "random");
    if (definition == null) {
      throw new AssertionError("cannot be read: " + problems + "\n" + text);
    }
    Value parameter = RandomPolicy.parameter(values);
    BoundPolicy known = PolicyBinder.bind(definition, Map.of("p", parameter));
    BoundPolicy bound =
        values.chance(3)
            ? PolicyBinder.bind(definition, Map.of("p", values.abstraction(parameter, 1)))
            : known;
    if (!known.isSupported() || !bound.isSupported()) {
      // A field of a random name, for example, does not exist.
      return null;
    }
    for (int i = 0; i < ESTATES_PER_POLICY; i++) {
      RandomEstate estate = RandomEstate.create(values);
      boolean predicted = !values.chance(3);
      String wrong = pair(text, known, bound, estate, predicted);
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private @Nullable String pair(
      String text, BoundPolicy known, BoundPolicy bound, RandomEstate estate, boolean predicted) {
    pairs++;
    Estate concrete = estate.concrete();
    Estate partial = estate.partial();
    ComplianceState actual =
        evaluator(concrete, predicted).evaluate(known, concrete.resources().getFirst()).state();
    ComplianceState claimed =
        evaluator(partial, predicted).evaluate(bound, partial.resources().getFirst()).state();
    states.merge(claimed, 1L, Long::sum);
    boolean mayFailUnread =
        partial.unread() != null
            && (actual == ComplianceState.ERROR || actual == ComplianceState.UNKNOWN);
    return isDefinite(claimed)
            && claimed != actual
            && !isHarmless(claimed, actual)
            && !mayFailUnread
        ? "claimed %s, but is %s (%s mode)%n%s%n%s%n%s"
            .formatted(
                claimed,
                actual,
                predicted ? "predicted" : "request",
                text,
                print(partial.resources()),
                print(concrete.resources()))
        : null;
  }

  /// The policy is not violated, and whether it applies is unknown.
  private static boolean isHarmless(ComplianceState claimed, ComplianceState actual) {
    return claimed == ComplianceState.COMPLIANT && actual == ComplianceState.NOT_APPLICABLE;
  }

  private static String print(List<Resource> resources) {
    StringBuilder out = new StringBuilder();
    for (Resource resource : resources) {
      out.append(resource.key().id())
          .append(' ')
          .append(resource.apiVersion())
          .append(' ')
          .append(resource.existence())
          .append(resource.managed() ? " " : " existing ")
          .append(JsonWriter.compact(resource.body()))
          .append('\n');
    }
    return out.toString();
  }

  private static PolicyEvaluator evaluator(Estate estate, boolean predicted) {
    return new PolicyEvaluator(
        predicted ? EvaluationEstate.predicted(estate) : EvaluationEstate.request(estate));
  }

  private static boolean isDefinite(ComplianceState state) {
    return switch (state) {
      case COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE, ERROR -> true;
      case EXEMPT, UNKNOWN, UNSUPPORTED -> false;
    };
  }

  /// Runs a long search: `SoundnessSearch PAIRS [SEED]`.
  public static void main(String[] arguments) {
    long wanted = Long.parseLong(arguments[0]);
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    SoundnessSearch search = new SoundnessSearch();
    System.out.println("first seed " + seed);
    while (search.pairs() < wanted) {
      Counterexample wrong = search.run(seed, 1_000);
      if (wrong != null) {
        System.out.println("seed " + wrong.seed() + ": " + wrong.text());
        System.exit(1);
      }
      seed += 1_000;
    }
    System.out.println(search.pairs() + " pairs without a counterexample; " + search.states());
  }
}

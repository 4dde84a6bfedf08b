package dev.redoubt.access;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.model.schema.Schema.JsonOrCedar;
import dev.redoubt.ledger.format.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rules that hold, read and checked against the schema as a whole.
public final class CedarPolicySet {

  private static final String END = ".cedar";

  private final Map<String, CedarPolicy> rules;
  private final PolicySet policies;

  private CedarPolicySet(Map<String, CedarPolicy> rules, PolicySet policies) {
    this.rules = Map.copyOf(rules);
    this.policies = policies;
  }

  /// Those that Redoubt comes with.
  ///
  /// @throws CedarPolicyException if they do not fit the schema
  public static CedarPolicySet builtIn() throws CedarPolicyException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String id : resource("rules/index").lines().toList()) {
      texts.put(id, resource("rules/" + id + END));
    }
    return of(texts);
  }

  /// Those of a folder, one in each file that ends in `.cedar`.
  ///
  /// @throws IOException if it cannot be read
  /// @throws CedarPolicyException if it has none, or they do not fit the schema
  public static CedarPolicySet in(Path folder) throws IOException, CedarPolicyException {
    Map<String, String> texts = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> file.toString().endsWith(END)).sorted().toList()) {
        String name = file.getFileName().toString();
        texts.put(name.substring(0, name.length() - END.length()), Files.readString(file));
      }
    }
    if (texts.isEmpty()) {
      throw new CedarPolicyException("`" + folder + "` contains no file that ends in `" + END + "`");
    }
    return of(texts);
  }

  /// Reads rules.
  ///
  /// @param texts one policy for each id
  /// @throws CedarPolicyException naming each rule that cannot be read or does not fit the schema
  public static CedarPolicySet of(Map<String, String> texts) throws CedarPolicyException {
    Map<String, CedarPolicy> rules = new LinkedHashMap<>();
    Set<Policy> policies = new HashSet<>();
    for (Map.Entry<String, String> each : texts.entrySet()) {
      Policy policy = new Policy(each.getValue(), each.getKey());
      rules.put(each.getKey(), rule(policy));
      policies.add(policy);
    }
    PolicySet set = new PolicySet(policies);
    validate(set);
    try {
      set.cache();
    } catch (CacheException failed) {
      throw new CedarPolicyException("the access rules cannot be loaded: " + failed.getMessage());
    }
    return new CedarPolicySet(rules, set);
  }

  private static CedarPolicy rule(Policy policy) throws CedarPolicyException {
    try {
      Optional<String> stepUp = Optional.ofNullable(policy.getAnnotations().get("stepUp"));
      return new CedarPolicy(
          policy.getID(), sentence(policy.getSource()), stepUp, policy.getSource());
    } catch (InternalException wrong) {
      throw new CedarPolicyException(
          "the access rule `" + policy.getID() + "` cannot be read: " + wrong.getMessage());
    }
  }

  private static String sentence(String text) {
    return text.lines()
        .takeWhile(line -> line.startsWith("//"))
        .map(line -> line.substring(2).strip())
        .collect(Collectors.joining(" "));
  }

  private static void validate(PolicySet set) throws CedarPolicyException {
    try {
      Schema schema = Schema.parse(JsonOrCedar.Cedar, resource("schema.cedarschema"));
      ValidationResponse response =
          new BasicAuthorizationEngine().validate(new ValidationRequest(schema, set));
      if (!response.validationPassed()) {
        throw new CedarPolicyException("the access rules do not match the Cedar schema: " + response);
      }
    } catch (AuthException wrong) {
      throw new CedarPolicyException("the access rules cannot be validated: " + wrong.getMessage());
    }
  }

  private static String resource(String name) {
    try (InputStream in = CedarPolicySet.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// All of them, by id.
  public List<CedarPolicy> all() {
    return rules.values().stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
  }

  /// SHA-256 over the ids and texts of all rules, as 64 hexadecimal digits.
  public String digest() {
    StringBuilder all = new StringBuilder();
    for (CedarPolicy each : all()) {
      all.append(each.id()).append('\0').append(each.text()).append('\0');
    }
    return Sha256Digest.sha256(all.toString().getBytes(StandardCharsets.UTF_8)).hex();
  }

  CedarPolicy rule(String id) {
    return Objects.requireNonNull(rules.get(id), id);
  }

  PolicySet policies() {
    return policies;
  }
}

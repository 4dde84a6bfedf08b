package dev.redoubt.cli;

import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.DeploymentSettings.Cloud;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Options for the scope that a template is deployed to.
final class DeploymentScopeOptions {

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      converter = Guid.class,
      description = "Tenant id of the deployment, a GUID.")
  private @Nullable String tenant;

  @Option(
      names = "--management-group",
      paramLabel = "NAME",
      description = "Management group of the deployment.")
  private @Nullable String managementGroup;

  @Option(
      names = "--subscription",
      paramLabel = "ID",
      converter = Guid.class,
      description = "Subscription id of the deployment, a GUID.")
  private @Nullable String subscription;

  @Option(
      names = "--resource-group",
      paramLabel = "NAME",
      description = "Resource group of the deployment.")
  private @Nullable String resourceGroup;

  @Option(
      names = "--location",
      paramLabel = "REGION",
      description = "Azure region of the resource group, or of the deployment.")
  private @Nullable String location;

  @Option(
      names = "--cloud",
      paramLabel = "CLOUD",
      defaultValue = "public",
      converter = CloudName.class,
      completionCandidates = CloudNames.class,
      description = "Azure cloud: ${COMPLETION-CANDIDATES}. Default: public.")
  private Cloud cloud = Cloud.PUBLIC;

  /// @param predictReferences see [DeploymentSettings]
  DeploymentSettings settings(boolean predictReferences) {
    return new DeploymentSettings(
        cloud,
        tenant,
        managementGroup,
        subscription,
        resourceGroup,
        location,
        null,
        predictReferences);
  }

  /// Rejects names: they would result in invalid resource ids.
  static final class Guid implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (!GUID.matcher(value).matches()) {
        throw new TypeConversionException(
            "`" + value + "` is not a GUID; `az account show` prints it");
      }
      return value;
    }
  }

  /// `public`, `us-government`, `china`.
  static final class CloudName implements ITypeConverter<Cloud> {
    @Override
    public Cloud convert(String value) {
      return Arrays.stream(Cloud.values())
          .filter(cloud -> word(cloud).equals(value.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "`" + value + "` is not one of " + String.join(", ", CloudNames.WORDS)));
    }
  }

  private static String word(Cloud cloud) {
    return cloud.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// For help and completion.
  static final class CloudNames implements Iterable<String> {
    static final List<String> WORDS =
        Arrays.stream(Cloud.values()).map(DeploymentScopeOptions::word).toList();

    @Override
    public Iterator<String> iterator() {
      return WORDS.iterator();
    }
  }
}

import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.BicepParser;
import dev.redoubt.estate.Problem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Times the Bicep parser in one warm JVM, on one thread: `java -cp CLASSES
/// benchmarks/BicepThroughput.java [DIR]`, with the classes of `assess/bicep` and `assess/estate`.
///
/// Reads all `.bicep` files below DIR into memory first; without DIR it makes texts of its own.
/// Prints the minimum, median and maximum of the rounds in MB (of 1,000,000 bytes of UTF-8) a
/// second of the thread's processor time, so that who else uses the machine matters little.
final class BicepThroughput {

  private static final int WARM_UP_SECONDS = 10;
  private static final int ROUNDS = 15;
  private static final double ROUND_SECONDS = 1;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static int statements;

  private BicepThroughput() {}

  public static void main(String[] args) throws IOException {
    List<String> texts = args.length == 0 ? generated() : read(Path.of(args[0]));
    long bytes =
        texts.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
    int problems = 0;
    for (String text : texts) {
      problems += parse(text);
    }
    round(texts, bytes, WARM_UP_SECONDS);
    double[] rates = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      rates[i] = round(texts, bytes, ROUND_SECONDS);
    }
    Arrays.sort(rates);
    System.out.printf(
        "MB/s  min %.1f  median %.1f  max %.1f   %d files, %.1f MB, %d problems, %d statements%n",
        rates[0],
        rates[ROUNDS / 2],
        rates[ROUNDS - 1],
        texts.size(),
        bytes / 1e6,
        problems,
        statements);
  }

  /// Parses all texts over and over for a time, and returns the MB a second.
  private static double round(List<String> texts, long bytes, double seconds) {
    long start = THREADS.getCurrentThreadCpuTime();
    long end = start;
    int passes = 0;
    while (end - start < seconds * 1e9) {
      statements = 0;
      texts.forEach(BicepThroughput::parse);
      passes++;
      end = THREADS.getCurrentThreadCpuTime();
    }
    return passes * bytes / 1e6 / ((end - start) / 1e9);
  }

  private static int parse(String text) {
    List<Problem> problems = new ArrayList<>();
    BicepFile file = BicepParser.parse(text, BicepFile.Kind.TEMPLATE, 1, problems);
    statements += file.statements().size();
    return problems.size();
  }

  private static List<String> read(Path folder) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.filter(path -> path.toString().endsWith(".bicep")).sorted().toList()) {
        texts.add(Files.readString(path));
      }
    }
    return texts;
  }

  /// Modules as people write them, of 5 to 100 KB.
  private static List<String> generated() {
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      StringBuilder text = new StringBuilder("targetScope = 'resourceGroup'\n\n");
      for (int j = 0; j < i * 2; j++) {
        text.append(MODULE.replace("#", Integer.toString(j)));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static final String MODULE =
      """
      @description('Optional. The name of account #, which is to be known to nobody else.')
      @minLength(3)
      @maxLength(24)
      param account#Name string = 'data${uniqueString(resourceGroup().id)}#'

      @description('Optional. Who may do what with account #.')
      param account#Roles roleType[]?

      // The containers; each is private.
      var account#Containers = [
        'raw'
        'curated'
        toLower('Results-${account#Name}')
      ]

      resource account# 'Microsoft.Storage/storageAccounts@2024-01-01' = if (!empty(account#Name)) {
        name: account#Name
        location: location
        sku: { name: environment == 'prod' ? 'Standard_ZRS' : 'Standard_LRS' }
        kind: 'StorageV2'
        properties: {
          allowBlobPublicAccess: false
          minimumTlsVersion: 'TLS1_2'
          networkAcls: {
            defaultAction: 'Deny'
            virtualNetworkRules: [for (subnet, index) in subnets: {
              id: subnet.id
              action: index > # && contains(subnet.?tags ?? {}, 'open') ? 'Allow' : 'Deny'
            }]
          }
          ...account#Extra
        }

        resource blobs 'blobServices' = {
          name: 'default'
          resource containers 'containers' = [for name in account#Containers: {
            name: name
            properties: { publicAccess: 'None', metadata: { index: '#' } }
          }]
        }
      }

      module account#Access 'modules/access.bicep' = [for role in (account#Roles ?? []): {
        name: '${deployment().name}-access-#'
        params: {
          principalId: role.principalId
          scope: account#.id
          names: map(filter(role.names, n => n != 'Owner'), n => toUpper(n))
        }
      }]

      output account#Endpoint string = account#.properties.primaryEndpoints.blob

      """;
}

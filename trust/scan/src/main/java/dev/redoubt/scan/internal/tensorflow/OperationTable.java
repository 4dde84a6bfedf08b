package dev.redoubt.scan.internal.tensorflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lists the known operations, and those that access something outside the graph. Sources: the list
/// of operations that TensorFlow 2.21 registers; its page "Using TensorFlow Securely", which says
/// that graphs are programs.
final class OperationTable {

  /// Operations that run code outside the graph, or write to a path from the model.
  private static final Map<String, String> DANGEROUS =
      Map.of(
          "WriteFile", "writes a file",
          "PyFunc", "runs a Python function",
          "PyFuncStateless", "runs a Python function",
          "EagerPyFunc", "runs a Python function",
          "DumpTensor", "writes a file",
          "RpcCall", "calls a server",
          "RpcClient", "calls a server",
          "DeleteSessionTensor", "accesses the session");

  /// Operations that read or write files, which inference does not need.
  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("ReadFile", "reads a file"),
          Map.entry("MatchingFiles", "lists files"),
          Map.entry("MatchingFilesDataset", "lists files"),
          Map.entry("ExperimentalMatchingFilesDataset", "lists files"),
          Map.entry("WholeFileReader", "reads files"),
          Map.entry("WholeFileReaderV2", "reads files"),
          Map.entry("TextLineReader", "reads files"),
          Map.entry("TextLineReaderV2", "reads files"),
          Map.entry("TFRecordReader", "reads files"),
          Map.entry("TFRecordReaderV2", "reads files"),
          Map.entry("FixedLengthRecordReader", "reads files"),
          Map.entry("FixedLengthRecordReaderV2", "reads files"),
          Map.entry("LMDBReader", "reads files"),
          Map.entry("TextLineDataset", "reads files"),
          Map.entry("TFRecordDataset", "reads files"),
          Map.entry("TFRecordDatasetV2", "reads files"),
          Map.entry("FixedLengthRecordDataset", "reads files"),
          Map.entry("FixedLengthRecordDatasetV2", "reads files"),
          Map.entry("SqlDataset", "reads a database"),
          Map.entry("ExperimentalSqlDataset", "reads a database"),
          Map.entry("LoadDataset", "reads files"),
          Map.entry("SaveDataset", "writes files"),
          Map.entry("SaveDatasetV2", "writes files"),
          Map.entry("CreateSummaryFileWriter", "writes files"),
          Map.entry("CreateSummaryDbWriter", "writes a database"),
          Map.entry("FileSystemSetConfiguration", "configures file system access"),
          Map.entry("RpcServer", "starts a server"),
          Map.entry("RpcServerStart", "starts a server"),
          Map.entry("RegisterDataset", "sends data to a server"),
          Map.entry("DataServiceDataset", "calls a server"));

  private static final Set<String> KNOWN = read();

  private OperationTable() {}

  /// The effect of an operation outside the graph, or null if there is none.
  static @Nullable String effect(String operation) {
    String worst = DANGEROUS.get(operation);
    return worst != null ? worst : FILES.get(operation);
  }

  static boolean isWorst(String operation) {
    return DANGEROUS.containsKey(operation);
  }

  /// Names with a leading underscore are created while a graph runs, and belong to TensorFlow.
  static boolean isKnown(String operation) {
    return KNOWN.contains(operation);
  }

  private static Set<String> read() {
    try (InputStream stream =
        Objects.requireNonNull(
            OperationTable.class.getResourceAsStream("operations.txt"), "operations.txt")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}

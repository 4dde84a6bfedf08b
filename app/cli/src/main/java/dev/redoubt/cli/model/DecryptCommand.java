package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.ProgressLine;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.access.KeyOpener;
import dev.redoubt.keys.envelope.EnvelopeFile;
import dev.redoubt.keys.envelope.EnvelopeHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt model decrypt`.
@Command(
    name = "decrypt",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    header = "Decrypt a file that was encrypted with `redoubt model encrypt`.",
    description = {
      "",
      "The header of the file names the key that wrapped its data key. The output file is created"
          + " only after all of it has been authenticated. With --context, the file must have"
          + " exactly this context; without, the context of the file is printed so that you can"
          + " check that it is the file that you expect.",
      ""
    },
    parameterListHeading = "Parameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt model decrypt model.safetensors.redoubt",
      "  redoubt model decrypt m.redoubt --output m.bin --context model=credit",
      "",
      "Exit codes: 0 decrypted; 1 authentication failed, the context differs, or the key is"
          + " disabled, destroyed or not permitted; 2 wrong usage, missing or unreadable input; 70"
          + " internal error."
    })
final class DecryptCommand implements Callable<Integer> {

  private static final int BUFFER = 256 * 1024;

  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The encrypted file.")
  private Path file = Path.of("");

  @Option(
      names = "--context",
      paramLabel = "NAME=VALUE",
      description = "The complete context that the file must have; may be repeated.")
  private Map<String, String> context = new LinkedHashMap<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The output file. Default: FILE without `.redoubt`.")
  private @Nullable Path output;

  @Option(names = "--force", description = "Overwrite the output file.")
  private boolean force;

  @Mixin private KeyOptions keys = new KeyOptions();

  DecryptCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return KeyErrorMessages.reported(terminal, this::decrypt);
  }

  private int decrypt() throws IOException {
    Path target = target();
    EnvelopeArguments.refuseExisting(target, force);
    EnvelopeHeader header = EnvelopeFile.header(file);
    KeyContext object = context.isEmpty() ? header.context() : EnvelopeArguments.context(context);
    Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
    try (KeyProvider provider =
            keys.access(terminal).provider(KeyOpener.keyReferenceOf(header.wrappedKey()));
        InputStream in = EnvelopeFile.decrypt(provider, object, file)) {
      Path partial = Files.createTempFile(folder, "." + target.getFileName(), ".partial");
      try {
        copy(in, partial, Files.size(file));
        Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(partial);
      }
    }
    EnvelopeArguments.print(terminal, "decrypted `" + file + "` to `" + target + "`");
    EnvelopeArguments.print(terminal, "context: " + object);
    return ExitCode.PASSED;
  }

  private void copy(InputStream in, Path partial, long size) throws IOException {
    try (ProgressLine progress = new ProgressLine(terminal, "decrypting", size);
        OutputStream out = Files.newOutputStream(partial)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        progress.advance(n, file.toString());
      }
    }
  }

  private Path target() {
    if (output != null) {
      return output;
    }
    String name = file.toString();
    if (!name.endsWith(EnvelopeArguments.SUFFIX)) {
      throw new UsageException(
          "`" + name + "` does not end with `.redoubt`; name the output file with `--output`");
    }
    return Path.of(name.substring(0, name.length() - EnvelopeArguments.SUFFIX.length()));
  }
}

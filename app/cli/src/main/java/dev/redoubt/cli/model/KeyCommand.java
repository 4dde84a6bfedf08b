package dev.redoubt.cli.model;

import dev.redoubt.cli.console.Delivery;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Messages;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.Version;
import dev.redoubt.cli.console.WrongUsage;
import dev.redoubt.keys.KeyAccess;
import dev.redoubt.keys.KeyAccessException;
import dev.redoubt.keys.KeyInfo;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.KeyReference;
import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.KeyType;
import dev.redoubt.keys.NewKey;
import dev.redoubt.keys.PemKeys;
import dev.redoubt.keys.SecretBytes;
import dev.redoubt.keys.local.LocalKeyStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `redoubt model key`: the life of keys, wherever they are.
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Make, rotate, disable, destroy and release keys.",
    description = "",
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "A key is `local:NAME[/VERSION]` of a keystore in a folder, a `pkcs11:` URI (RFC",
      "7512), or `https://VAULT.vault.azure.net/keys/NAME[/VERSION]` (or",
      "`managedhsm.azure.net`).",
      "",
      "Examples:",
      "  redoubt model key create local:models",
      "  redoubt model key create local:release --type ec-p256",
      "  redoubt model key rotate local:models",
      "",
      "Exit codes: 0 done; 1 refused; 2 wrong usage, or something is not there or cannot",
      "be read; 70 a fault of Redoubt itself."
    })
final class KeyCommand implements Runnable {

  private KeyCommand() {}

  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new KeyCommand())
        .addSubcommand(new Create(terminal))
        .addSubcommand(new ListKeys(terminal))
        .addSubcommand(new Rotate(terminal))
        .addSubcommand(new Disable(terminal))
        .addSubcommand(new Enable(terminal))
        .addSubcommand(new KeyDestroyCommand(terminal))
        .addSubcommand(new KeyReleaseCommand(terminal))
        .addSubcommand(new Public(terminal));
  }

  @Override
  public void run() {
    throw new WrongUsage("a command is missing, for example `create KEY`");
  }

  /// The key that a command is about.
  static final class Target {

    @Parameters(paramLabel = "KEY", description = "The key, or one version of it.")
    private String key = "";

    @Mixin private KeyOptions keys = new KeyOptions();

    interface Work {
      int apply(KeyProvider provider, KeyName name) throws IOException;
    }

    KeyReference reference() throws KeyAccessException {
      return KeyReference.parse(key);
    }

    KeyOptions keys() {
      return keys;
    }

    int with(Terminal terminal, Work work) {
      return Refusals.reported(
          terminal,
          () -> {
            KeyReference reference = reference();
            try (KeyProvider provider = keys.access(terminal).provider(reference)) {
              return work.apply(provider, KeyAccess.name(reference));
            }
          });
    }
  }

  /// `redoubt model key create`.
  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      sortOptions = false,
      header = "Make a key; for `local:` also the keystore, if there is none.",
      optionListHeading = "Options:%n")
  static final class Create implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private Target target = new Target();

    @Option(
        names = "--type",
        paramLabel = "TYPE",
        defaultValue = "aes-256",
        description =
            "aes-256 or rsa-3072 to encrypt, ec-p256, ec-p384, ec-p521 or ed25519 to sign."
                + " Default: aes-256.")
    private String type = "aes-256";

    @Option(
        names = "--release-policy",
        paramLabel = "FILE",
        description =
            "Make it confidential: Azure's key release policy, as JSON. It is then released to an"
                + " attested enclave, and used nowhere else.")
    private @Nullable Path policy;

    @Option(
        names = "--import",
        paramLabel = "FILE",
        description = "Take over a private key of a PEM file, for `local:` alone.")
    private @Nullable Path pem;

    Create(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      KeyType made =
          Arrays.stream(KeyType.values())
              .filter(each -> each.title().equals(type))
              .findFirst()
              .orElseThrow(() -> new WrongUsage("there is no type of key `" + type + "`"));
      return Refusals.reported(
          terminal,
          () -> {
            KeyReference reference = target.reference();
            if (KeyAccess.name(reference).version() != null) {
              throw new WrongUsage("a key is made without a version: `" + reference + "`");
            }
            target.keys().prepare(terminal, reference);
            try (KeyProvider provider = target.keys().access(terminal).provider(reference)) {
              KeyInfo info = make(provider, KeyAccess.name(reference).name(), made);
              terminal.out().println(info.id() + "/" + info.current().version());
            }
            return ExitCode.PASSED;
          });
    }

    private KeyInfo make(KeyProvider provider, String name, KeyType made)
        throws KeyAccessException {
      if (pem == null) {
        return provider.create(
            new NewKey(
                name,
                made,
                policy == null
                    ? null
                    : new String(InputFile.read(policy), StandardCharsets.UTF_8)));
      }
      if (!(provider instanceof LocalKeyStore local) || policy != null) {
        throw new WrongUsage("`--import` goes with `local:` and without `--release-policy`");
      }
      return local.importPem(name, SecretBytes.takeOver(InputFile.read(pem)));
    }
  }

  /// `redoubt model key list`.
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      sortOptions = false,
      header = "List keys with their versions and what became of them.",
      optionListHeading = "Options:%n")
  static final class ListKeys implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
        paramLabel = "WHERE",
        arity = "0..1",
        description =
            "`local`, a `pkcs11:` URI of a token, or `https://VAULT.vault.azure.net`. Default:"
                + " local.")
    private String where = "local";

    @Mixin private KeyOptions keys = new KeyOptions();

    ListKeys(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      return Refusals.reported(
          terminal,
          () -> {
            try (KeyProvider provider = keys.access(terminal).provider(reference())) {
              List<KeyInfo> infos = provider.list();
              new Delivery(terminal).write(out -> print(infos, out), null);
            }
            return ExitCode.PASSED;
          });
    }

    /// A place is written as a key in it, of which only the place counts.
    private KeyReference reference() throws KeyAccessException {
      if (where.startsWith("https:") && !where.contains("/keys/")) {
        return KeyReference.parse((where + "/keys/all").replace("//keys", "/keys"));
      }
      return KeyReference.parse(
          where.equals("local") || where.equals("local:") ? "local:all" : where);
    }

    private static void print(List<KeyInfo> infos, Appendable out) throws IOException {
      for (KeyInfo info : infos) {
        out.append(Messages.printable(info.id()))
            .append("  ")
            .append(info.type() == null ? "of another kind" : info.type().title())
            .append(info.confidential() ? "  confidential" : "")
            .append('\n');
        for (KeyInfo.Version each : info.versions()) {
          Instant created = each.created();
          out.append("  ")
              .append(each.version())
              .append("  ")
              .append(
                  switch (each.state()) {
                    case KeyState.Enabled _ -> "enabled";
                    case KeyState.Disabled _ -> "disabled";
                    case KeyState.Destroyed(Instant time) ->
                        time == null ? "destroyed" : "destroyed at " + time;
                  })
              .append(created == null ? "" : "  made at " + created)
              .append('\n');
        }
      }
    }
  }

  /// `redoubt model key rotate`.
  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      sortOptions = false,
      header = "Make a new version, which is used from now on; older ones still decrypt.",
      optionListHeading = "Options:%n")
  static final class Rotate implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private Target target = new Target();

    Rotate(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      return target.with(
          terminal,
          (provider, name) -> {
            if (name.version() != null) {
              throw new WrongUsage("a key is rotated as a whole, without a version");
            }
            KeyInfo info = provider.rotate(name.name());
            terminal.out().println(info.id() + "/" + info.current().version());
            return ExitCode.PASSED;
          });
    }
  }

  /// `redoubt model key disable`.
  @Command(
      name = "disable",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      sortOptions = false,
      header = "Forbid the use of a key or a version until it is enabled again.",
      optionListHeading = "Options:%n")
  static final class Disable implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private Target target = new Target();

    Disable(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      return target.with(
          terminal,
          (provider, name) -> {
            provider.disable(name);
            return ExitCode.PASSED;
          });
    }
  }

  /// `redoubt model key enable`.
  @Command(
      name = "enable",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      sortOptions = false,
      header = "Allow the use of a key or a version again.",
      optionListHeading = "Options:%n")
  static final class Enable implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private Target target = new Target();

    Enable(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      return target.with(
          terminal,
          (provider, name) -> {
            provider.enable(name);
            return ExitCode.PASSED;
          });
    }
  }

  /// `redoubt model key public`.
  @Command(
      name = "public",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      sortOptions = false,
      header = "Print the public half of a key as PEM.",
      optionListHeading = "Options:%n")
  static final class Public implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private Target target = new Target();

    Public(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      return target.with(
          terminal,
          (provider, name) -> {
            terminal.out().print(PemKeys.pem(provider.publicKey(name)));
            return ExitCode.PASSED;
          });
    }
  }
}

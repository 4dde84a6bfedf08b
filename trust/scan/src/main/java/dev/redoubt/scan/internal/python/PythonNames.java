package dev.redoubt.scan.internal.python;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The effects of Python and library functions that a model does not need, by full name.
final class PythonNames {

  /// Functions that decode text or bytes, as used to unpack hidden code.
  static final Set<String> DECODERS =
      Set.of(
          "b64decode",
          "b32decode",
          "b16decode",
          "b85decode",
          "a85decode",
          "urlsafe_b64decode",
          "standard_b64decode",
          "decodebytes",
          "decodestring",
          "unhexlify",
          "a2b_base64",
          "a2b_hex",
          "fromhex",
          "decompress",
          "rot13",
          "decrypt");

  static final Set<String> EVALUATORS = Set.of("eval", "exec", "compile", "execfile");

  /// Names that are looked up as strings only to hide them.
  static final Set<String> HIDDEN =
      Set.of(
          "eval",
          "exec",
          "compile",
          "system",
          "popen",
          "__import__",
          "__builtins__",
          "Popen",
          "check_output",
          "spawn",
          "import_module",
          "__subclasses__",
          "__globals__");

  private static final Map<String, PythonRule> MODULES = new HashMap<>();
  private static final Map<String, PythonRule> CALLS = new HashMap<>();

  static {
    modules(PythonRule.PROCESS, "subprocess pty pexpect commands _posixsubprocess popen2");
    modules(PythonRule.NETWORK, "socket socketserver ftplib smtplib telnetlib paramiko");
    modules(PythonRule.NATIVE_CODE, "ctypes cffi _ctypes");
    calls(
        PythonRule.PROCESS,
        "os.system os.popen os.startfile os.fork os.forkpty posix.system nt.system"
            + " os.execl os.execle os.execlp os.execv os.execve os.execvp os.execvpe os.spawnl"
            + " os.spawnle os.spawnlp os.spawnv os.spawnve os.spawnvp os.posix_spawn"
            + " os.posix_spawnp asyncio.create_subprocess_exec asyncio.create_subprocess_shell"
            + " pip.main webbrowser.open runpy.run_path runpy.run_module get_ipython.system");
    calls(
        PythonRule.NETWORK,
        "requests.get requests.post requests.put requests.request requests.Session"
            + " urllib.request.urlopen urllib.request.urlretrieve urllib.urlopen urllib2.urlopen"
            + " http.client.HTTPConnection http.client.HTTPSConnection httpx.get httpx.post"
            + " aiohttp.ClientSession xmlrpc.client.ServerProxy");
    calls(
        PythonRule.UNSAFE_LOAD,
        "pickle.load pickle.loads pickle.Unpickler _pickle.load _pickle.loads cPickle.load"
            + " cPickle.loads dill.load dill.loads cloudpickle.load cloudpickle.loads joblib.load"
            + " marshal.load marshal.loads shelve.open pandas.read_pickle yaml.unsafe_load"
            + " yaml.full_load jsonpickle.decode");
    calls(
        PythonRule.DYNAMIC_CODE,
        "importlib.import_module importlib.util.spec_from_file_location"
            + " importlib.machinery.SourceFileLoader types.FunctionType types.CodeType"
            + " code.InteractiveInterpreter code.InteractiveConsole");
  }

  private PythonNames() {}

  private static void modules(PythonRule rule, String names) {
    for (String name : names.split(" ", -1)) {
      MODULES.put(name, rule);
    }
  }

  private static void calls(PythonRule rule, String names) {
    for (String name : names.split(" ", -1)) {
      CALLS.put(name, rule);
    }
  }

  /// The rule for an import of a module, or of anything in it; null if there is none.
  static @Nullable PythonRule ofModule(String name) {
    int dot = name.indexOf('.');
    return MODULES.get(dot < 0 ? name : name.substring(0, dot));
  }

  /// The rule for a call of a function; null if there is none.
  static @Nullable PythonRule ofCall(String name) {
    PythonRule rule = CALLS.get(name);
    return rule != null ? rule : name.indexOf('.') < 0 ? null : ofModule(name);
  }
}

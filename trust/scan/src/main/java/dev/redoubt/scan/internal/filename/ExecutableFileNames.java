package dev.redoubt.scan.internal.filename;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A file that a program runs or obeys because of its name.
///
/// Sources: the Python library reference, `site`; pytest's page of `conftest.py`; pip's page of the
/// build system; PyTorch's page of `torch.hub`; Hugging Face's page of custom handlers, and of
/// transformers' custom generation; the pages of SageMaker's PyTorch containers, Triton's Python
/// backend, ModelScope's wrappers, Jupyter's configuration, Docker, make, MLflow projects.
///
/// @param path pattern of the whole path, in lower case
/// @param text whether it applies only to text files
/// @param who which program does what
record ExecutableFileNames(Pattern path, boolean text, String who) {

  private static final String FOLDER = "(?:.*/)?";

  static final List<ExecutableFileNames> ALL =
      List.of(
          python("sitecustomize|usercustomize", "Python imports it at every start"),
          text("[^/]+\\.pth", "Python runs its lines at every start"),
          text("[^/]+\\.start", "Python runs what it names at every start"),
          file("pyvenv\\.cfg", "Python reads the location of its installation from it"),
          file("conftest\\.py", "pytest imports it"),
          file("setup\\.py", "installation of the folder runs it"),
          file("hubconf\\.py", "`torch.hub.load` imports it"),
          file("handler\\.py", "inference endpoints import it as the handler of the model"),
          file("custom_generate/generate\\.py", "transformers runs it instead of `generate`"),
          file("ms_wrapper\\.py", "ModelScope imports it"),
          file("code/inference\\.py", "SageMaker containers import it"),
          file("[0-9]+/model\\.py", "Triton's Python backend runs it"),
          file(
              "(?:(?:dali_)?image_classifier|image_segmenter|object_detector|text_classifier)\\.py",
              "TorchServe imports it instead of its own handler"),
          python("__main__", "Python runs it when started with the folder or the archive"),
          file("noxfile\\.py|fabfile\\.py", "a task runner imports it"),
          file("(?:jupyter|jupyter_\\w+|ipython\\w*)_config\\.py", "Jupyter runs it"),
          file("\\.ipython/profile_[^/]+/startup/[^/]+", "IPython runs it at every start"),
          file(
              "dockerfile(?:\\.[^/]+)?|[^/]+\\.dockerfile|containerfile", "an image build runs it"),
          file("(?:gnu)?makefile", "`make` runs it"),
          file("justfile|rakefile|jenkinsfile", "a task runner runs it"),
          file("\\.envrc", "direnv runs it"),
          file("postbuild|\\.binder/start|binder/start", "Binder runs it"));

  private static ExecutableFileNames file(String name, String who) {
    return new ExecutableFileNames(Pattern.compile(FOLDER + "(?:" + name + ")"), false, who);
  }

  private static ExecutableFileNames text(String name, String who) {
    return new ExecutableFileNames(Pattern.compile(FOLDER + "(?:" + name + ")"), true, who);
  }

  /// A module, as a file or as a folder.
  private static ExecutableFileNames python(String module, String who) {
    return file("(?:" + module + ")(?:\\.pyw?|/__init__\\.pyw?)", who);
  }

  /// The entry for a path, if any program runs such a file.
  ///
  /// @param path in lower case
  static Optional<ExecutableFileNames> named(String path, boolean isText) {
    return ALL.stream()
        .filter(each -> isText || !each.text())
        .filter(each -> each.path().matcher(path).matches())
        .findFirst();
  }
}

package dev.redoubt.workspace;

import dev.redoubt.bicep.BicepProject;
import dev.redoubt.workspace.WorkspaceSources.Deployment;
import dev.redoubt.workspace.WorkspaceSources.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The local files that deployments import: Bicep modules, imports, and base files of parameter
/// files.
final class DeploymentFiles {

  private final DisplayPaths names;
  private final Set<Path> known = new HashSet<>();
  private final List<Part> list = new ArrayList<>();

  DeploymentFiles(DisplayPaths names, List<Deployment> deployments) {
    this.names = names;
    List<SourceFile> own = new ArrayList<>();
    for (Deployment deployment : deployments) {
      own.add(deployment.template());
      own.addAll(deployment.parameters());
    }
    own.forEach(file -> known.add(file.real()));
    for (SourceFile file : own) {
      if (file instanceof BicepSourceFile bicep) {
        follow(bicep.real(), bicep.project(), bicep.root());
      }
    }
  }

  /// The files, each once, in the order in which they are imported.
  List<Part> list() {
    return list;
  }

  /// Whether a file belongs to a deployment.
  ///
  /// @param file absolute
  boolean isInput(Path file) {
    return known.contains(file);
  }

  private void follow(Path start, BicepProject project, Path root) {
    Deque<Path> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      Path user = open.poll();
      for (Path file : project.localReferences(user)) {
        boolean isHere =
            file.startsWith(root) && Files.isRegularFile(file) && RootFolder.holds(root, file);
        if (isHere && known.add(file)) {
          ContentKind kind = ContentKind.ofExtension(file);
          boolean isBicep = kind != ContentKind.OTHER;
          list.add(
              new Part(names.of(file), isBicep ? kind : ContentKind.ARM_TEMPLATE, names.of(user)));
          if (isBicep) {
            open.add(file);
          }
        }
      }
    }
  }
}

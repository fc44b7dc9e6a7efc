package dev.lockstep.realprojects;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles empty classes in place of those that a project's changelogs name.
final class CustomClasses {
  /// Where the jar lies in a project's folder.
  static final String JAR = "custom/classes.jar";

  private static final String SOURCE =
      """
      package PACKAGE;

      import liquibase.change.custom.CustomTaskChange;
      import liquibase.database.Database;
      import liquibase.exception.ValidationErrors;
      import liquibase.resource.ResourceAccessor;

      public class NAME implements CustomTaskChange {
        public void execute(Database database) {}

        public String getConfirmationMessage() {
          return "nothing to do";
        }

        public void setUp() {}

        public void setFileOpener(ResourceAccessor opener) {}

        public ValidationErrors validate(Database database) {
          return new ValidationErrors();
        }
      }
      """;

  private CustomClasses() {}

  /// Writes the jar when the project needs one.
  static void write(RealProject project, Path folder) throws IOException {
    if (project.customClasses().isEmpty()) {
      return;
    }
    Path sources = Files.createDirectories(folder.resolveSibling("custom-sources"));
    Path classes = Files.createDirectories(folder.resolveSibling("custom-classes"));
    List<Path> files = new ArrayList<>();
    for (String name : project.customClasses()) {
      int dot = name.lastIndexOf('.');
      Path file = sources.resolve(name.substring(dot + 1) + ".java");
      Files.writeString(
          file,
          SOURCE
              .replace("PACKAGE", name.substring(0, dot))
              .replace("NAME", name.substring(dot + 1)));
      files.add(file);
    }
    compile(files, classes);
    pack(classes, folder.resolve(JAR));
  }

  private static void compile(List<Path> files, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-d", classes.toString(), "-proc:none");
      boolean done =
          compiler
              .getTask(
                  null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!done) {
        throw new IllegalStateException("The stand-in classes do not compile.");
      }
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path one : all.filter(Files::isRegularFile).sorted().toList()) {
        packed.putNextEntry(new JarEntry(classes.relativize(one).toString()));
        Files.copy(one, packed);
        packed.closeEntry();
      }
    }
  }
}

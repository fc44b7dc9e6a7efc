import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Takes the signatures out of jars: the JVM checks them at every start, and its cache refuses classes
/// of signed jars. Maven has checked the jars' checksums when it fetched them.
final class StripSignatures {
  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      URI uri = URI.create("jar:" + Path.of(jar).toUri());
      try (FileSystem contents = FileSystems.newFileSystem(uri, Map.of())) {
        Path meta = contents.getPath("META-INF");
        if (Files.isDirectory(meta)) {
          try (DirectoryStream<Path> signatures = Files.newDirectoryStream(meta, "*.{SF,RSA,DSA,EC}")) {
            for (Path signature : signatures) {
              Files.delete(signature);
            }
          }
        }
      }
    }
  }
}
